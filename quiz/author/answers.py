"""What a teacher types in the wizard: it is read, or answered with what is expected instead.

A fault is a sentence that says what to type; it is empty if the answer will do.
"""

from quiz.author.draft import Draft, DraftPattern, Heading, column_heading, try_draft
from quiz.author.suggest import worded
from quiz.bank.problems import did_you_mean, errors_in
from quiz.bank.template import parse_template
from quiz.text import quoted, slug

FEWEST_ROWS = 3  # below, no pattern has two wrong answers
TAKE_BACK = "<"  # in place of a cell: the last one is typed again


def title_fault(text: str) -> str:
    """Return what is wrong with a title (or topic)."""
    if not slug(text):
        return "Type a name, with at least one letter or digit."
    return ""


def named_columns(text: str) -> tuple[Heading, ...]:
    """Read the names of columns, which commas separate."""
    labels = (label.strip() for label in text.split(","))
    return tuple(column_heading(label, nth) for nth, label in enumerate(filter(None, labels), start=1))


def columns_fault(text: str) -> str:
    """Return what is wrong with the names of columns."""
    columns = named_columns(text)
    if len(columns) < 2:
        return "Name two columns or more, with commas between them."
    for i, column in enumerate(columns):
        if len(column.label) > 80:
            return f"Use a shorter name than {quoted(column.label)}."
        if column.name in (other.name for other in columns[:i]):
            return f"Two columns are called {quoted(column.label)}. Give each a name of its own."
    return ""


def cell_fault(text: str, label: str, rows: int, *, first: bool) -> str:
    """Return what is wrong with a cell of a column, after so many rows; an empty first cell ends the table."""
    if text == TAKE_BACK and first and not rows:
        return f"There is nothing to take back yet. Type the first {label}."
    if text or (first and rows >= FEWEST_ROWS):
        return ""
    if first and rows:
        return f"A table needs three rows or more, so that there are wrong answers. Type another {label}."
    return f"Type a value for {label}."


def ask_fault(text: str, draft: Draft) -> str:
    """Return what is wrong with the text of a question."""
    template, broken = parse_template(text)
    names = [column.name for column in draft.headings]
    if broken:
        return f"In the question {broken[0][1]}."
    for name in template.columns:
        if name not in names:
            help_ = did_you_mean(name, names)
            return f"{quoted(name)} is not a column{f'; {help_}' if help_ else '.'} {_listed(names)}"
    if not template.slots:
        return f"Put a column in braces where its value belongs. {_listed(names)}"
    if len(template.columns) == len(names):
        return "Leave one column out of the question: it is the answer."
    pattern = pattern_of(text, open_columns(text, draft)[0], draft)
    for problem in errors_in(try_draft(draft._replace(patterns=(pattern,))).problems):
        return f"{problem.message}: {problem.help}.".capitalize()
    return ""


def _listed(names: list[str]) -> str:
    return f"The columns are {', '.join(f'{{{name}}}' for name in names)}."


def open_columns(ask: str, draft: Draft) -> list[Heading]:
    """Return the columns that are not shown in a question, so that they can answer it."""
    shown = parse_template(ask)[0].columns
    return [column for column in draft.headings if column.name not in shown]


def pattern_of(ask: str, answer: Heading, draft: Draft) -> DraftPattern:
    """Return the pattern for a question and the column that answers it, with an explanation of our own."""
    shown = parse_template(ask)[0].columns[0]
    about = next(column for column in draft.headings if column.name == shown)
    return worded(draft, ask, answer, about)
