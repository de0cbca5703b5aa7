"""Bank files: finding, reading, caching and writing them. All files of other people are read here."""
