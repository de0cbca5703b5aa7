"""A quiz and learning game for the terminal, played from banks of facts."""

__version__ = "0.1.0"
#: Where it is published, for programs that say who made a file.
PUBLISHED_AT = "https://pypi.org/project/quizround/"
