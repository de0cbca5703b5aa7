"""Use cases: what the commands and the menu do. They know nothing of the command line, and never end the process."""
