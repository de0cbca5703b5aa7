"""What can be wrong with a bank, as values (a span, a code and plain words), and their collection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from quiz.bank.limits import MAX_GUESSES, MAX_PROBLEMS
from quiz.bank.nodes import SourceSpan
from quiz.text import clean, normalize

_LISTED = 12  # names in a message
_MOST_NEAR = 5  # names that are looked at for the one that is meant
_ALIKE, _VERY_ALIKE = 0.6, 0.75  # as `difflib` measures it: twice what is the same, divided by the length of both


class Severity(StrEnum):
    """How much a problem matters: an error stops the bank from being played."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class TextEdit(NamedTuple):
    """A change of a bank's text: it replaces what is at a span, which may have no width."""

    span: SourceSpan
    text: str


class Problem(NamedTuple):
    """One finding: where it is, what it is and, in `help`, what to do about it.

    rated: the severity of a rule. fix: the changes that certainly fix it, if there are any.
    """

    code: str
    message: str
    span: SourceSpan
    help: str = ""
    rated: Severity | None = None
    fix: Sequence[TextEdit] = ()

    @property
    def severity(self) -> Severity:
        """The severity of the rule, or that of the code."""
        return self.rated or CODES[self.code][0]

    @property
    def is_fatal(self) -> bool:
        """Whether the text could not be read as a bank at all."""
        return self.code in FATAL

    def line(self, file: str) -> str:
        """Return `file:line:col: severity CODE: message`, one cleaned line."""
        where = f"{clean(file)}:{self.span.line}:{self.span.column}"
        return f"{where}: {self.severity} {self.code}: {clean(self.message)}"


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a bank from being played."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

#: The codes that mean a file is not a bank at all.
FATAL = frozenset(("B001", "B002", "B003", "B004", "B005", "B006"))

#: The codes that do not belong to a rule, with their severity and meaning. B0: not a bank at all; B1:
#: the shape; B2: names and references; B3: values; G: what can be generated; H: ids against the history. A rule has
#: its own: F, about the facts, a module of `quiz.lint.facts` each; Q, about how questions are written, a module of
#: `quiz.lint.rules` each. `quiz.lint.codes` knows all.
CODES: dict[str, tuple[Severity, str]] = {
    "B001": (_E, "the file cannot be read"),
    "B002": (_E, "the text is not plain UTF-8"),
    "B003": (_E, "not valid YAML"),
    "B004": (_E, "a YAML feature that banks do not use"),
    "B005": (_E, "over a limit"),
    "B006": (_E, "not a bank"),
    "B101": (_E, "an unknown key"),
    "B102": (_E, "a missing key"),
    "B103": (_E, "the wrong kind of value"),
    "B104": (_E, "a key given twice"),
    "B105": (_E, "an empty value"),
    "B106": (_E, "a name or an id that cannot be used"),
    "B107": (_N, "names made from texts"),
    "B108": (_W, "hidden characters in a text"),
    "B109": (_E, "a code that `allow` cannot take"),
    "B110": (_W, "lines of code that are joined"),
    "B111": (_W, "a language that is not a code"),
    "B112": (_W, "an `as_of` without a year"),
    "B201": (_E, "a row without one of the columns"),
    "B202": (_E, "a row with a column that the table does not have"),
    "B203": (_E, "a key that names no column"),
    "B204": (_E, "a placeholder that names no column"),
    "B205": (_E, "a broken placeholder"),
    "B206": (_E, "keys that cannot be combined"),
    "B207": (_E, "a `where` that matches no row"),
    "B208": (_E, "two names that are the same"),
    "B209": (_E, "a `confuse` that names no row"),
    "B210": (_E, "the id of another bank"),
    "B211": (_E, "a passage that is not there"),
    "B212": (_W, "a passage that no question shows"),
    "B301": (_E, "a number was expected"),
    "B302": (_E, "a decoy or a confusion that is true"),
    "B303": (_E, "options that read the same"),
    "B304": (_E, "too few wrong answers"),
    "B305": (_E, "the question shows its own answer"),
    "B306": (_E, "a column that can be read in two ways, where a question compares it"),
    "B307": (_W, "a column that can be read in two ways"),
    "B308": (_E, "a formula that has no result"),
    "B309": (_W, "values that no text of the question uses"),
    "G301": (_W, "some rows make no question"),
    "G302": (_E, "a pattern makes no question at all"),
    "G303": (_W, "facts that no question asks"),
    "H101": (_N, "a name in the history that the bank no longer has"),
    "H102": (_W, "a name in the history that seems to have been changed"),
    "Q100": (_W, "an `allow` that nothing needs"),
}

_ALLOWABLE = "FGHQ"  # the first letters of the codes that `allow` accepts
_DIGITS = 3
_MARKS = frozenset("[]{},")  # what needs quotes inside brackets, anywhere or at the start
_STARTS = tuple("\"'&*!|>%@`#-")


def is_allowable(code: str) -> bool:
    """Return whether `allow` may name a code: not one of the format, nor Q100, which is about `allow`.

    Only the check knows whether there is such a rule.
    """
    is_code = len(code) == 1 + _DIGITS and code[0] in _ALLOWABLE and code[1:].isdecimal() and code.isascii()
    return is_code and code != "Q100"


class TooManyProblems(Exception):
    """A file has so many mistakes that it is not read any further."""


@dataclass(slots=True)
class Diagnostics:
    """Collects the problems of one file in `found`."""

    found: list[Problem] = field(default_factory=list)
    _guesses: int = 0

    def add(self, code: str, message: str, span: SourceSpan, help: str = "", fix: Sequence[TextEdit] = ()) -> None:
        """Add a problem. Raises `TooManyProblems` if there are far too many."""
        if len(self.found) < MAX_PROBLEMS:
            self.found.append(Problem(code, message, span, help, fix=tuple(fix)))
        else:
            message = f"more than {MAX_PROBLEMS} mistakes; the rest are not shown"
            self.found.append(Problem("B005", message, span, "fix these first"))
            raise TooManyProblems

    @property
    def has_errors(self) -> bool:
        """Whether a problem that stops the bank was added."""
        return any(problem.severity is Severity.ERROR for problem in self.found)

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """Return `did you mean ...?` as the function does, but only for the first mistakes, because it takes time."""
        names = list(known)
        self._guesses += len(names)
        return did_you_mean(word, names) if self._guesses <= MAX_GUESSES else ""

    def is_over(self, count: int, most: int, values: str, span: SourceSpan, help: str) -> bool:
        """Return whether there are more `values` than a bank may hold, which is then a problem."""
        if count > most:
            self.add("B005", f"more than {most} {values}", span, help)
        return count > most


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean ...?` for the known word nearest to `word`, or nothing."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to `word`, or nothing."""
    from difflib import get_close_matches  # only after a mistake, so not on the path of a game

    by_fold = {normalize(name): name for name in known}
    typed = normalize(word)[:80]
    near = get_close_matches(typed, list(by_fold), n=_MOST_NEAR, cutoff=_ALIKE)
    # `date` and `father` share three letters. A slip seldom changes the first one, and part of a name is no slip.
    certain = set(get_close_matches(typed, near, n=_MOST_NEAR, cutoff=_VERY_ALIKE))
    meant = (one for one in near if one[:1] == typed[:1] or one in typed or typed in one or one in certain)
    return by_fold.get(next(meant, ""), "")


def few(names: Sequence[str]) -> str:
    """Return names as a list in words; if there are many, only the first ones."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def typed_in_list(text: str) -> str:
    """Return how a text is typed in brackets or braces: in quotes if it needs them."""
    needs_quotes = text[:1] in _STARTS or ": " in text or not _MARKS.isdisjoint(text)
    return f'"{text}"' if needs_quotes else text
