"""The terminal: keys, signals, and the one place where text reaches it."""
