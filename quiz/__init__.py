"""A quiz and learning game for the terminal, played from banks of facts."""

__all__ = ["__version__"]

__version__ = "0.1.0"
