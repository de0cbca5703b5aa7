"""Check boxes of Markdown, `- [x] right` and `- [ ] wrong`, under a heading or a paragraph; and mkdocs-quiz.

mkdocs-quiz puts its questions between `<quiz>` and `</quiz>`: check boxes, each with lines `> feedback`, and an
explanation after them; or a text with gaps, `[[answer]]`, and an explanation after a line `---`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import from_markdown
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.reader import Reader
from quiz.exchange.source import Source

_OPEN, _CLOSE = "<quiz", "</quiz>"
_BOXES = {"[x]": True, "[X]": True, "[ ]": False, "[]": False}


class _Line(NamedTuple):
    number: int
    text: str
    is_code: bool


class _Block(NamedTuple):
    """The lines of one question, and whether what follows its boxes explains it."""

    lines: list[_Line]
    is_closed: bool


def _read(source: Source) -> Iterator[ForeignQuestion | Loss]:
    lines = list(_lines(source.text))
    has_tags = any(_is_tag(line) for line in lines)
    for block in _tagged(lines) if has_tags else _loose(lines):
        place = Place(source.name, block.lines[0].number)
        try:
            yield _question(block, place)
        except Skipped as skipped:
            yield skipped.loss(place, next((line.text.strip("# ") for line in block.lines if line.text.strip()), ""))


def _lines(text: str) -> Iterator[_Line]:
    """Yield lines, each with whether it is code between fences."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        mark = bare[: len(bare) - len(bare.lstrip("`~"))] if bare[:3] in ("```", "~~~") else ""
        if fence:
            yield _Line(number, line, is_code=True)
            if mark and mark.startswith(fence) and mark == bare:
                fence = ""
        else:
            yield _Line(number, line, is_code=bool(mark))
            fence = mark


def _is_tag(line: _Line) -> bool:
    return not line.is_code and line.text.strip().startswith(_OPEN) and line.text.strip().endswith(">")


def _tagged(lines: list[_Line]) -> Iterator[_Block]:
    block: list[_Line] | None = None
    for line in lines:
        bare = line.text.strip()
        if _is_tag(line):
            if block:
                yield _Block(block, is_closed=True)
            block = []
        elif bare == _CLOSE and not line.is_code:
            if block:
                yield _Block(block, is_closed=True)
            block = None
        elif block is not None and (block or bare):
            block.append(line)
    if block:
        yield _Block(block, is_closed=True)


def _loose(lines: list[_Line]) -> Iterator[_Block]:
    """Yield check boxes with what comes before them, from the last heading or the last boxes on."""
    block: list[_Line] = []
    in_boxes = False
    for line in lines:
        is_box = not line.is_code and _box(line.text) is not None
        bare = line.text.strip()
        ends = not line.is_code and (bare.startswith("#") or bare == "---")
        goes_on = is_box or line.is_code or line.text.startswith(("  ", "\t", ">")) or not bare
        if ends or (in_boxes and not goes_on):
            if in_boxes:
                yield _Block(_trimmed(block), is_closed=False)
                block, in_boxes = [], False
            if ends:
                block = []
        in_boxes = in_boxes or is_box
        if bare != "---" and (block or bare):
            block.append(line)
    if in_boxes:
        yield _Block(_trimmed(block), is_closed=False)


def _trimmed(block: list[_Line]) -> list[_Line]:
    """Return the paragraph right before the boxes, with its code, if there is no heading."""
    if block[0].text.lstrip().startswith("#"):
        return block
    first = next(i for i, line in enumerate(block) if not line.is_code and _box(line.text) is not None)
    start = first
    while start and not block[start - 1].text.strip():
        start -= 1
    while start and (block[start - 1].text.strip() or block[start - 1].is_code):
        start -= 1
    return block[start:] if start < first else block


def _box(line: str) -> tuple[bool, str] | None:
    """Return whether a box is ticked, and its text; nothing if a line is not a box."""
    bare = line.strip()
    if bare[:2] not in ("- ", "* ", "+ "):
        return None
    bare = bare[2:].lstrip()
    for box, ticked in _BOXES.items():
        if bare.startswith(box):
            return ticked, bare[len(box) :].strip()
    return None


def _question(block: _Block, place: Place) -> ForeignQuestion:
    stem: list[str] = []
    options: list[tuple[bool, list[str], list[str]]] = []
    why: list[str] = []
    gap = False
    for line in block.lines:
        box = None if line.is_code else _box(line.text)
        bare = line.text.strip()
        if box and not why:
            options.append((box[0], [box[1]], []))
        elif not options:
            stem.append(line.text)
        elif bare.startswith(">") and not why:
            options[-1][2].append(bare[1:].strip())
        elif bare and not gap and not why:
            options[-1][1].append(bare)
        elif block.is_closed:
            why.append(line.text)
        gap = not bare
    if not options:
        return _with_gaps(stem, place)
    right = sum(ticked for ticked, _, _ in options)
    if not right:
        raise Skipped("X140")
    text, told = from_markdown(_title("\n".join(stem))), from_markdown("\n".join(why)).aside
    read = [
        (ticked, from_markdown("\n".join(words)), from_markdown("\n".join(said)).aside)
        for ticked, words, said in options
    ]
    marks = text.marks.union(*(words.marks | said.marks for _, words, said in read))
    return ForeignQuestion(
        kind=AnswerType.CHOICE,
        place=place,
        stem=text.text,
        options=tuple(
            ForeignOption(words.text, 1 / right if ticked else 0.0, said.text) for ticked, words, said in read
        ),
        several=right > 1,
        why=told.text,
        marks=marks | told.marks,
    )


def _title(text: str) -> str:
    """Return the text of a heading, without the number that it may have."""
    bare = text.strip()
    if not bare.startswith("#"):
        return bare
    bare = bare.lstrip("#").strip()
    head, dot, rest = bare.partition(".")
    is_number = dot and head.strip().upper().lstrip("Q").lstrip("UESTION ").isdecimal() and len(head) < 14
    return rest.strip() if is_number and rest.strip() else bare


def _with_gaps(stem: list[str], place: Place) -> ForeignQuestion:
    """Return a text with gaps, `The capital of France is [[Paris]].`, as a question."""
    rule = next((i for i, line in enumerate(stem) if line.strip() == "---"), len(stem))
    plain = from_markdown("\n".join(stem[:rule]).replace("[[", "\ue000").replace("]]", "\ue001"))
    out, gaps = [], []
    for nth, piece in enumerate(plain.text.replace("{", "{{").replace("}", "}}").split("\ue000")):
        answer, closed, rest = piece.partition("\ue001")
        if nth and closed:
            gaps.append((ForeignOption(answer.strip().replace("{{", "{").replace("}}", "}"), 1.0),))
            out.append(f"{{{len(gaps)}}}{rest}")
        else:
            out.append(piece.replace("\ue001", "]]") if not nth else f"[[{piece}")
    if not gaps:
        raise Skipped("X143", "it has neither check boxes nor gaps")
    why = from_markdown("\n".join(stem[rule + 1 :])).aside
    text, is_typed = _typed_stem("".join(out), len(gaps))
    return ForeignQuestion(
        kind=AnswerType.TYPED if is_typed else AnswerType.GAPS,
        place=place,
        stem=text,
        options=gaps[0] if is_typed else (),
        gaps=() if is_typed else tuple(gaps),
        why=why.text,
        marks=plain.marks | why.marks,
    )


def _typed_stem(stem: str, count: int) -> tuple[str, bool]:
    """Return a text with gaps, and whether it asks for one typed answer: its one gap is then left out of the text."""
    if count > 1:
        return stem, False
    bare = stem.removesuffix("\n{1}") if stem.endswith("\n{1}") else stem.replace("{1}", "_____", 1)
    return bare.replace("{{", "{").replace("}}", "}"), True


def _sniff(source: Source) -> int:
    lines = source.beginning.split("\n")
    boxes = [box for line in lines if (box := _box(line)) is not None]
    if any(line.strip() in ("<quiz>", "</quiz>") for line in lines):
        return 92
    return 75 if len(boxes) > 1 and any(ticked for ticked, _ in boxes) else 0


READER = Reader("check-boxes", "Markdown check boxes, or mkdocs-quiz", (".md",), _sniff, _read)
