"""Reports on a history or on banks. Each is described once, by the `REPORT` of its module; see `quiz.app.report`."""

#: Every report: its module, which is imported when the report is wanted.
REPORTS = {
    "statistics": "quiz.app.reports.statistics",
    "facts": "quiz.app.reports.facts",
    "confusions": "quiz.app.reports.confusions",
    "history": "quiz.app.reports.history",
    "round": "quiz.app.reports.one_round",
    "flags": "quiz.app.reports.flags",
    "banks": "quiz.app.reports.banks",
    "exam": "quiz.app.reports.exam",
    "players": "quiz.app.reports.players",
}
