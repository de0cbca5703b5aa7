"""A quiz and learning game for the terminal, played from banks of facts."""

__version__ = "0.1.0"
