"""Papers: questions of banks on pages to be printed, their keys, and a sheet that says which question is where."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quiz.app.bank_export import check_topic, common_title, new_file, save
from quiz.app.banks import find_banks, load_banks
from quiz.app.errors import Exit, UserError
from quiz.game.plan import plan
from quiz.items.sources import bank_facts
from quiz.serialize import csv_text
from quiz.text import plural, quoted
from quiz.ui.paper import Paper, make_paper

_ENDINGS = (".html", ".pdf")


class PaperWanted(NamedTuple):
    """What a paper is asked for: banks, the file, how many questions and versions, the seed, topic and title."""

    banks: Sequence[str]
    output: str
    questions: int = 20
    versions: int = 4
    seed: str = "0"
    topic: str = ""
    title: str = ""


class PaperFiles(NamedTuple):
    """What was written: the paper, its key, and the sheet; and how many questions and versions it has."""

    paper: Path
    key: Path
    sheet: Path
    questions: int
    versions: int


def write_paper(wanted: PaperWanted) -> PaperFiles:
    """Write a paper, its key and its sheet to new files. Raises `UserError`: then no paper is written."""
    path = new_file(wanted.output)
    if path.suffix.lower() not in _ENDINGS:
        message = f"{quoted(wanted.output, 200)} does not end in `.html` or `.pdf`"
        raise UserError(Exit.USAGE, message, "the ending decides which of the two is written")
    render = _renderer(path)
    others = [new_file(str(path.with_name(f"{path.stem}{end}"))) for end in (f"-key{path.suffix}", ".csv")]
    paper = paper_of(wanted)
    pages, key = render(paper)
    sheet = csv_text(("version", "number", "item", "key"), _rows(paper)).encode()
    for file, data in zip((*others[::-1], path), (sheet, key, pages), strict=True):
        save(file, data)
    return PaperFiles(path, others[0], others[1], paper.points, len(paper.versions))


def only_different(count: int) -> str:
    """Return how many questions there are, as a sentence for a paper that has fewer than were asked for.

    No paper has the same question twice.
    """
    return plural(count, "There is only 1 question", "There are only {} different questions")


def paper_of(wanted: PaperWanted) -> Paper:
    """Return the paper that is asked for. Raises `UserError` if there is nothing to print."""
    banks = [one.bank for one in load_banks(find_banks(wanted.banks)) if one.bank]
    check_topic(banks, wanted.topic)
    facts = [fact for bank in banks for fact in bank_facts(bank) if wanted.topic in ("", fact.topic)]
    items = [planned.item for planned in plan(facts, wanted.questions, wanted.seed)]
    if not items:
        raise UserError(Exit.BAD_DATA, "there is no question to print", "`quiz bank check` says why")
    return make_paper(wanted.title or common_title(banks), items, wanted.versions, wanted.seed)


def _rows(paper: Paper) -> Iterator[tuple[str, int, str, str]]:
    for version in paper.versions:
        for question in version.questions:
            yield version.letter, question.number, question.item.id, question.key


def _renderer(path: Path) -> Callable[[Paper], tuple[bytes, bytes]]:
    """Return what makes the bytes of a paper and of its key. Raises `UserError` if a library is missing."""
    if path.suffix.lower() == ".html":
        from quiz.ui.render.paper_html import key_html, paper_html

        return lambda paper: (paper_html(paper).encode(), key_html(paper).encode())
    try:
        import typst
    except ImportError:
        help_ = "install it with `pip install 'quizround[pdf]'`, or write `.html` and print that from a browser"
        raise UserError(Exit.USAGE, "a PDF paper needs the `typst` library", help_) from None
    from quiz.ui.render.paper_typst import key_data, paper_data, template

    def compiled(data: str) -> bytes:
        """Return the PDF of what the template is given."""
        return bytes(typst.compile(template(), sys_inputs={"paper": data}))

    return lambda paper: (compiled(paper_data(paper)), compiled(key_data(paper)))
