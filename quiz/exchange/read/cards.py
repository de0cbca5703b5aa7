"""Cards as text: what Quizlet copies (term, tab, definition) and Anki exports (`#separator:tab`, `#html:true`)."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace

from quiz.exchange.cloze import cloze, is_cloze
from quiz.exchange.losses import Skipped
from quiz.exchange.markup import Plain, from_html, from_plain
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, ForeignTable, Place
from quiz.exchange.reader import Found, Reader
from quiz.exchange.source import Refused, Source

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ", "\\t": "\t"}


class _About:
    """What the lines with `#` at the top of a file of Anki say."""

    def __init__(self) -> None:
        self.separator = "\t"
        self.is_html = False
        self.names: list[str] = []
        self.skipped: set[int] = set()  # columns that are not fields
        self.guid = self.deck = self.tags = -1

    def take(self, key: str, value: str) -> None:
        """Read a header line such as `#separator:tab`."""
        if key == "separator":
            self.separator = _SEPARATORS.get(value.lower(), value[:1] or "\t")
        elif key == "html":
            self.is_html = value.lower() == "true"
        elif key == "columns":
            self.names = value.split(self.separator)
        elif key.endswith(" column") and value.isdecimal() and len(value) < 4:
            self.skipped.add(int(value) - 1)
            if key.startswith("guid"):
                self.guid = int(value) - 1
            elif key.startswith("deck"):
                self.deck = int(value) - 1
            elif key.startswith("tags"):
                self.tags = int(value) - 1


def _read(source: Source) -> Iterator[Found]:
    about = _About()
    lines = source.text.split("\n")
    start = 0
    while start < len(lines) and lines[start].startswith("#") and ":" in lines[start]:
        key, _, value = lines[start][1:].partition(":")
        about.take(key.strip().lower(), value.strip() or value)
        start += 1
    if len(about.separator) != 1 or about.separator in '"\r\n':
        raise Refused("its separator is not a single character", "export it with tabs", 1)
    if start == 0 and not any("\t" in line for line in lines):
        raise Refused("no line has a tab between two texts", "export it with tabs between the sides of a card")
    rest = io.StringIO("\n".join(lines[start:]), newline="")
    reader = csv.reader(rest, delimiter=about.separator) if start else _plain_rows(rest)
    line = start + 1
    notes: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                notes.append((line, cells))
            line = start + 1 + (reader.line_num if not isinstance(reader, _plain_rows) else reader.line)
    except csv.Error:
        raise Refused("a text is longer than a bank can hold", "close its quotation mark", line) from None
    yield from _notes(notes, about, source.name)


class _plain_rows:  # noqa: N801
    """Split lines at tabs. A line without a tab continues the one before: definitions may have several lines."""

    def __init__(self, text: io.StringIO) -> None:
        self._lines = text.read().split("\n")
        self.line = 0

    def __iter__(self) -> Iterator[list[str]]:
        cells: list[str] = []
        more: list[str] = []
        for number, line in enumerate(self._lines):
            if "\t" in line or not cells:
                if cells:
                    yield [*cells[:-1], "\n".join([cells[-1], *more])]
                self.line = number
                cells, more = line.split("\t"), []
            else:
                more.append(line)
        if cells:
            yield [*cells[:-1], "\n".join([cells[-1], *more])]


def _notes(notes: list[tuple[int, list[str]]], about: _About, file: str) -> Iterator[Found]:
    width = max((len(cells) for _, cells in notes), default=0)
    fields = [i for i in range(width) if i not in about.skipped]
    if len(fields) < 2:
        raise Refused("its lines have only one field", "export cards with a front and a back")
    of = from_html if about.is_html else _of_text
    texts = [(line, [of(cells[i]) if i < len(cells) else Plain("") for i in fields], cells) for line, cells in notes]
    filled = [nth for nth in range(len(fields)) if any(row[nth].text for _, row, _ in texts)]
    if len(filled) > 2 and about.names:
        yield _table(
            texts, [about.names[fields[nth]] if fields[nth] < len(about.names) else "" for nth in filled], filled, file
        )
        return
    for line, row, cells in texts:
        about_ = _about_card(cells, about, Place(file, line), of)
        if is_cloze(cells[fields[0]]):
            yield cloze([cells[i] if i < len(cells) else "" for i in fields], about_)
            continue
        front, back = row[0], row[1]
        if not front.text or not back.text:
            lost = "X105" if front.marks | back.marks else "X143"
            yield Skipped(lost, "one side of the card is empty").loss(about_.place, front.text or back.text)
            continue
        options = (ForeignOption(back.text, 1.0),)
        yield replace(about_, kind=AnswerType.CARD, stem=front.text, options=options, marks=front.marks | back.marks)


def _about_card(cells: list[str], about: _About, place: Place, of: Callable[[str], Plain]) -> ForeignQuestion:
    """Return what a line says about its card besides the sides: its id, deck and tags."""
    deck = cells[about.deck] if 0 <= about.deck < len(cells) else ""
    return ForeignQuestion(
        kind=AnswerType.GAPS,
        place=place,
        stem="",
        id=cells[about.guid] if 0 <= about.guid < len(cells) else "",
        topic=tuple(of(part).text for part in deck.split("::")) if deck else (),
        tags=tuple(cells[about.tags].split()) if 0 <= about.tags < len(cells) else (),
    )


def _of_text(text: str) -> Plain:
    """Read a card; its text may have tags even if no line mentions HTML, because it may come from Anki."""
    return from_html(text.replace("\n", "<br>")) if "<" in text or "&" in text else from_plain(text)


def _table(
    texts: list[tuple[int, list[Plain], list[str]]], names: list[str], filled: list[int], file: str
) -> ForeignTable:
    return ForeignTable(
        place=Place(file, texts[0][0]),
        name="",
        headings=tuple(name or f"Field {nth}" for nth, name in enumerate(names, start=1)),
        rows=tuple(tuple(row[nth].text for nth in filled) for _, row, _ in texts),
        numbers=tuple(line for line, _, _ in texts),
    )


def _sniff(source: Source) -> int:
    text = source.beginning
    if text.startswith(("#separator:", "#html:", "#notetype", "#deck:", "#guid column:")):
        return 98
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    tabs = sum(line.count("\t") == 1 for line in lines)
    return 65 if tabs and tabs * 10 >= len(lines) * 7 else 0


READER = Reader("cards", "Quizlet cards, or Anki cards as text", (".txt", ".tsv"), _sniff, _read)
