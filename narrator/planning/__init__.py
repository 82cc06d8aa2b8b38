"""Article -> Script: what is said, in which order, voice and manner."""
