"""Why a prompt is left without an answer."""


class Stopped(Exception):
    """The player leaves a page: with `q`, or at the end of the input.

    The menu shows itself again, and a command that does not catch it ends with exit code 0.
    """


class Quit(Stopped):
    """The player left a round, and was shown what was saved, which is the text.

    The menu shows itself again, with that, and a command ends with exit code 0.
    """


class TimeUp(Exception):
    """The time of a sprint is up."""
