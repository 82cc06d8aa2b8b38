"""Episode -> files: one module for each format."""
