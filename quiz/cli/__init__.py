"""The command line. This is only the list of its commands; each is imported when it runs."""

#: Every command: where its function or group is, and its line in the help. The lines are kept
#: here so that help and completion need not import the commands; a test compares both.
COMMANDS = {
    "play": ("quiz.cli.play:play", "Play a round."),
    "review": ("quiz.cli.play:review", "Review what is due."),
    "banks": ("quiz.cli.reports:banks", "List courses and banks."),
    "history": ("quiz.cli.reports:history", "List the rounds you played, or show one."),
    "stats": ("quiz.cli.reports:stats", "Show your progress, by bank and topic."),
    "find": ("quiz.cli.reports:find_facts", "Find facts by their words."),
    "aside": ("quiz.cli.aside:aside", "Set facts aside, or list the ones that are set aside."),
    "forget": ("quiz.cli.aside:forget", "Learn a bank from the beginning: forget what you know about it."),
    "flags": ("quiz.cli.reports:flags", "List the questions that were flagged, for the author of the bank."),
    "results": ("quiz.cli.results:results", "Write a file of your answers to hand in."),
    "doctor": ("quiz.cli.doctor:doctor", "Check your history for damage, or restore a backup."),
    "players": ("quiz.cli.players:players_group", "List or change who plays here."),
    "class": ("quiz.cli.class_results:class_results", "Show how a class did, and what to teach again."),
    "config": ("quiz.cli.config:config", "List or change your settings."),
    "bank": ("quiz.cli.bank:bank_group", "Write, check and preview banks, for teachers."),
    "help": ("quiz.cli.help:help_", "Explain a command, or show a page of the manual."),
}
