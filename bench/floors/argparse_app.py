"""A command line of the standard library with as many commands as ours: each with a line of help and an option."""

import argparse

_COMMANDS = 16


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="floor", description="The least of its kind.")
    parser.add_argument("--version", action="version", version="floor 0.1.0")
    commands = parser.add_subparsers(title="Commands")
    for i in range(_COMMANDS):
        command = commands.add_parser(f"command-{i}", help="Do something.")
        command.add_argument("--name", default="world", help="Whom to greet.")
    parser.parse_args()


if __name__ == "__main__":
    main()
