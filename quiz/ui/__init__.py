"""The screen: prompters, and the one place where text reaches a terminal."""
