"""Source -> Article: pages, texts and files as typed blocks."""
