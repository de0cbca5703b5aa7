"""What is closed when a command ends, whatever ends it."""

from contextlib import ExitStack

#: A command leaves its history open to its end. The command line closes this, with all that was added to it.
AT_END = ExitStack()
