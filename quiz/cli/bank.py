"""`quiz bank`: the commands for those who write banks."""

from quiz.cli.lazy import group

#: The commands of the group, as `quiz.cli.COMMANDS` has those of the program.
BANK_COMMANDS = {
    "new": ("quiz.cli.bank_new:new", "Write a bank of your own, step by step."),
    "check": ("quiz.cli.bank_check:check_banks", "Find every mistake in banks."),
    "preview": ("quiz.cli.bank_preview:preview", "List every question of a bank."),
    "schema": ("quiz.cli.bank_schema:schema", "Print the JSON Schema of banks, for editors."),
}

bank_group = group(BANK_COMMANDS, no_args_is_help=True)


@bank_group.callback()
def bank() -> None:
    """Write, check and preview banks, for teachers."""
