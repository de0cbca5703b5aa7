"""What an import cannot keep, as values: a code, a place and plain words. Nothing is dropped without one."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.exchange.question import Place
from quiz.text import clean, quoted


class Fate(StrEnum):
    """What happened to the question."""

    SKIPPED = "skipped"  # it is not in the bank
    CHANGED = "changed"  # it is, with something left out
    KEPT = "kept"  # it is as it was in the bank


class LossKind(NamedTuple):
    """What a code means: what happened to the question, why, and what to do. `once`: reported once per file."""

    fate: Fate
    title: str
    help: str = ""
    once: bool = False


_S, _C, _K = Fate.SKIPPED, Fate.CHANGED, Fate.KEPT

#: Every code. X101-X109: what a bank cannot say or show; X110-X119: what is said differently;
#: X120-X129: what another program cannot take, when questions are exported; X130-X139: importing again;
#: X140-X149: faults of the source; X150: how the file was read.
LOSSES: Mapping[str, LossKind] = {
    "X101": LossKind(_S, "an essay, an upload, or not a question at all"),
    "X102": LossKind(_S, "a bank cannot ask for an answer of this kind yet"),
    "X103": LossKind(_S, "calculated, drawn, or answered by clicking in a picture"),
    "X104": LossKind(_S, "it has several gaps", "turn each gap into a question"),
    "X105": LossKind(_S, "it needs a picture, a sound, or a formula that is drawn", "describe it in words"),
    "X106": LossKind(_S, "there is a table in its text", "say in words what the table says"),
    "X107": LossKind(_C, "bold, colours, links and the like are gone", once=True),
    "X108": LossKind(_C, "formulas are kept as they were typed", once=True),
    "X109": LossKind(_C, "the lines of a list, or of code, are joined into one", "check them", once=True),
    "X110": LossKind(_C, "an option that was worth part of the points is now a wrong one"),
    "X111": LossKind(
        _C,
        "the options have different weights: here each right one counts the same, and a wrong one cancels a right one",
    ),
    "X112": LossKind(_C, "points, time limits and penalties are left out", once=True),
    "X113": LossKind(_C, "tags are left out", once=True),
    "X114": LossKind(_C, "the order of the options is not kept", once=True),
    "X115": LossKind(_C, "any one of several right answers was enough; now the first is asked for"),
    "X116": LossKind(_C, "feedback on single answers is left out", once=True),
    "X117": LossKind(_C, "pictures and sounds are left out", once=True),
    "X119": LossKind(_C, "an option that says the same as another is left out"),
    "X118": LossKind(_S, "it is too long for a bank", "shorten it"),
    "X120": LossKind(_S, "it is too long for the other program", "shorten it"),
    "X121": LossKind(_S, "the other program has no questions of this form"),
    "X122": LossKind(_C, "hints are left out", once=True),
    "X123": LossKind(_C, "explanations and sources are left out", once=True),
    "X124": LossKind(_C, "topics are left out", once=True),
    "X125": LossKind(_C, "capital letters make no difference in what is typed there", once=True),
    "X126": LossKind(
        _C,
        "a question about order becomes a matching question: each answer is matched with its position (1, 2, 3 …)",
        once=True,
    ),
    "X127": LossKind(_C, "it has more options than the other program takes, so some wrong ones are left out"),
    "X130": LossKind(_K, "it was changed both here and in the source; yours is kept"),
    "X131": LossKind(_K, "it is no longer in the source", "delete it here, or leave it"),
    "X132": LossKind(_K, "its rows are written differently here, so nothing is carried over"),
    "X133": LossKind(
        _K,
        "its columns, or the questions made from them, are different in the source now; here they stay as they are",
        "change them here, or import into a new bank",
    ),
    "X140": LossKind(_S, "no right answer is marked", "mark it, and import again"),
    "X141": LossKind(_S, "the right answer is not among the options", "correct it, and import again"),
    "X142": LossKind(_S, "two options say the same", "make them differ, and import again"),
    "X143": LossKind(_S, "it cannot be read", "correct it, and import again"),
    "X144": LossKind(_S, "it has no wrong answers", "add some"),
    "X145": LossKind(_S, "it has no text"),
    "X146": LossKind(_S, "the row has no value where one is needed", once=True),
    "X147": LossKind(_C, "a column without a heading is left out", "name it in the first row", once=True),
    "X148": LossKind(_C, "a stand-in for an empty cell counts as empty"),
    "X149": LossKind(_C, "not every row or column can be asked about"),
    "X150": LossKind(
        _C, "parts of the file are not UTF-8; they were read as Windows-1252", "check accents and quotation marks"
    ),
}


_MOST_LINES = 8


def in_lines(numbers: Sequence[int]) -> str:
    """Return where several things are, as `line 3` or `lines 3, 4 and 9`; if there are many, only the first ones."""
    shown = [str(number) for number in numbers[:_MOST_LINES]]
    if len(shown) < 2:
        return f"line {shown[0]}" if shown else "no line"
    if len(numbers) > _MOST_LINES:
        return f"lines {', '.join(shown)} and {len(numbers) - _MOST_LINES} more"
    return f"lines {', '.join(shown[:-1])} and {shown[-1]}"


class Skipped(Exception):
    """A question cannot be read, or cannot be written. `detail` says what is particular about it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    def loss(self, place: Place, name: str) -> "Loss":
        """Return what was lost: which question, and where it is."""
        return Loss(self.code, place, name, self.detail)


class Loss(NamedTuple):
    """One loss: its code, where it is, the question's name, and what is particular about it."""

    code: str
    place: Place
    name: str = ""
    detail: str = ""

    @property
    def kind(self) -> LossKind:
        """What the code stands for."""
        return LOSSES[self.code]

    @property
    def message(self) -> str:
        """What happened to which question, and why, in one line."""
        whose = f" {quoted(self.name)}" if self.name else ""
        return f"{self.kind.fate}{whose}: {clean(self.detail) or self.kind.title}"

    def line(self) -> str:
        """Return `file:line: CODE: message`, one cleaned line."""
        number = f":{self.place.line}" if self.place.line else ""
        return f"{clean(self.place.file)}{number}: {self.code}: {self.message}"


def summed(losses: Iterable[Loss]) -> list[Loss]:
    """Return losses in their order, and at the end one for each kind that is reported once per file, with a count."""
    found: list[Loss] = []
    counted: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        if loss.kind.once:
            counted.setdefault((loss.place.file, loss.code), []).append(loss)
        else:
            found.append(loss)
    return [*found, *map(_summed, counted.values())]


def _summed(losses: Sequence[Loss]) -> Loss:
    first = losses[0]
    detail = f"{first.kind.title}, in {len(losses)} places"
    return first if len(losses) == 1 else Loss(first.code, first.place, "", detail)
