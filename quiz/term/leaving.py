"""The reasons why a prompt is left without an answer."""


class Stopped(Exception):
    """The player leaves a page: with `q`, or at the end of the input.

    The menu is shown again, and a command that does not catch this ends with exit code 0.
    """


class Quit(Stopped):
    """The player left a round. The text says what was saved, and was shown.

    The menu is shown again, with that text, and a command ends with exit code 0.
    """


class TimeUp(Exception):
    """The time of a sprint is up."""
