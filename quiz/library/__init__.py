"""Bank files: finding, reading and caching them; the one reader and writer of files."""
