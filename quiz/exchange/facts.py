"""A sheet of facts -> a draft of a table with the patterns that suit it, and what is doubtful about it.

Empty cells are skipped, and stand-ins for an empty value (`#N/A`, `-`) count as empty. Cells with several values are
lists, and a column that can be read in two ways is read like the rest of the sheet. What only the teacher knows is
asked; without an answer, nothing is guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.author.answers import FEWEST_ROWS
from quiz.author.draft import Draft, DraftPattern, Heading, columns_of, rows_of, tidy, try_draft
from quiz.author.nouns import is_known, noun
from quiz.author.suggest import MOST_COLUMNS, Suggested, suggest
from quiz.bank.limits import MAX_SCALAR
from quiz.bank.problems import errors_in
from quiz.exchange.losses import Loss, in_lines
from quiz.exchange.question import ForeignTable, Place
from quiz.layout import laid_out
from quiz.lint.facts.f102_placeholders import placeholders
from quiz.text import CODE, listed, plural, quoted
from quiz.values.columns import read_column
from quiz.values.fits import Doubt
from quiz.values.readings import DECLARATIONS
from quiz.values.relations import canonical

_MOST_TABLE_COLUMNS = 60
_SIGNS = ("|", ";", ", ", " / ")  # what may do so, if the teacher says so
_COMMA = "decimal comma"
_LONGEST_VALUE = 60  # characters of one of several values
_MANY = 50_000  # cells of a table before it may be too large for a bank
_FEWEST_HOLES = 2  # empty ones below a value that the program offers to fill

#: What a teacher has answered: (`fill`, `split` or `kind`, column) -> `yes`, the separator, or the kind; "" for no.
Choices = Mapping[tuple[str, str], str]


class SheetOffer(NamedTuple):
    """A question about a column that only the teacher can answer: what it decides, and its possible answers.

    Each answer is a text and the value of the choice. The first is what is done if nobody is asked.
    """

    choice: tuple[str, str]
    question: str
    answers: tuple[tuple[str, str], ...]


class SheetFacts(NamedTuple):
    """A sheet as it was understood: a draft, the row and id that each fact had, what was lost, and what was seen.

    seen: sentences on how the sheet was read, where nothing was lost.
    """

    draft: Draft
    numbers: tuple[int, ...]
    ids: tuple[str, ...]
    losses: tuple[Loss, ...]
    seen: tuple[str, ...]


class _Row(NamedTuple):
    """A row: its tidy cells, its number, and its id if it has one."""

    cells: list[str]
    number: int
    id: str


class _Sheet(NamedTuple):
    """A sheet whose cells are tidy, and in which stand-ins for an empty value are empty."""

    headings: tuple[Heading, ...]
    rows: list[_Row]
    losses: list[Loss]


def sheet_facts(table: ForeignTable, choices: Choices | None = None) -> SheetFacts:
    """Return what a sheet of facts says. There are no patterns if no question can be made of it."""
    chosen = choices or {}
    headings, rows, losses = _tidied(table)
    for i, heading in enumerate(headings):
        if chosen.get(("fill", heading.name)):
            _fill_down(rows, i)
    subject = _subject(headings, rows)
    passed_over = _passed_over(headings, rows, subject)
    holes = [row.number for row in rows if not row.cells[subject] or sum(map(bool, row.cells)) < 2]
    if holes:
        lack = plural(len(holes), "1 row has no value where one is needed", "{} rows have no value where one is needed")
        losses.append(Loss("X146", Place(table.place.file, holes[0]), "", f"{lack}: {in_lines(holes)}"))
        rows = [row for row in rows if row.cells[subject] and sum(map(bool, row.cells)) > 1]
    seen: list[str] = []
    cells = [_split(heading, [row.cells[i] for row in rows], table, chosen, seen) for i, heading in enumerate(headings)]
    kinds = _kinds(table, headings, cells, chosen, seen)
    name = tidy(table.name)
    made = rows_of(zip(*cells, strict=True))
    draft = Draft(name or "Facts", name or "Facts", headings, made, kinds=kinds)
    patterns: list[DraftPattern] = []
    if table.is_generic and len(headings) == 2:
        are_questions = all(text.endswith("?") for row in made for text in row.cells[0])
        patterns = card_patterns(*headings, are_questions=are_questions) if len(made) >= FEWEST_ROWS else []
        return SheetFacts(draft._replace(patterns=tuple(patterns)), *_origins(rows), tuple(losses), tuple(seen))
    errors = errors_in(try_draft(draft).problems) if len(rows) * len(headings) > _MANY else []
    if errors:  # it is too large, which patterns would make no smaller
        why = f"the table does not fit into a bank: {errors[0].message}; {errors[0].help}"
        losses.append(Loss("X149", table.place, "", why))
        return SheetFacts(draft, *_origins(rows), tuple(losses), tuple(seen))
    for pattern in _patterns(draft, subject, [row.number for row in rows], table, losses):
        patterns = list(draft._replace(patterns=tuple(patterns)).with_pattern(pattern).patterns)
    if headings and patterns:
        columns = ", ".join(quoted(one.label) for one in headings)
        seen.insert(0, f"Facts about {quoted(headings[subject].label)}; the columns are {columns}.{passed_over}")
    return SheetFacts(draft._replace(patterns=tuple(patterns)), *_origins(rows), tuple(losses), tuple(seen))


def _origins(rows: Sequence[_Row]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    return tuple(row.number for row in rows), tuple(row.id for row in rows)


def sheet_offers(table: ForeignTable) -> Iterator[SheetOffer]:
    """Yield what a teacher should be asked about a sheet before a bank is made of it."""
    headings, rows, _ = _tidied(table)
    texts_of = [[row.cells[i] for row in rows if row.cells[i]] for i in range(len(headings))]
    for i, heading in enumerate(headings):
        holes = [row.number for row in _below_a_value(rows, i)]
        if len(holes) >= _FEWEST_HOLES and len(set(texts_of[i])) == len(texts_of[i]):
            question = f"{quoted(heading.label)} is empty in {in_lines(holes)}. Should they have the value above?"
            yield SheetOffer(
                ("fill", heading.name), question, (("No, there is no value", ""), ("Yes, as above", "yes"))
            )
    for heading, texts in zip(headings, texts_of, strict=True):
        sign, example = _separator(texts)
        if sign:
            question = f"Is {quoted(example)} in {quoted(heading.label)} one value, or several?"
            answers = (("Several, each of them true", sign), ("One value", ""))
            is_sure = sign in _sure_signs(table) or _is_list_like(texts, sign)
            yield SheetOffer(("split", heading.name), question, answers if is_sure else answers[::-1])
    for i, doubt in _doubts(texts_of):
        ways = [(f"As {choice.shown}", choice.line) for choice in doubt.choices]
        likely = _likely(table, i, texts_of)
        ways.sort(key=lambda way: way[1] != likely)
        question = f"How should {quoted(doubt.text)} in {quoted(headings[i].label)} be read?"
        if likely:
            yield SheetOffer(("kind", headings[i].name), question, (*ways, ("As a text", "")))
        else:
            yield SheetOffer(("kind", headings[i].name), question, (("As a text", ""), *ways))


def _tidied(table: ForeignTable) -> _Sheet:
    """Return a sheet with tidy cells, without rows that are too long.

    Stand-ins for an empty value are emptied and reported.
    """
    file = table.place.file
    headings = columns_of(table.headings[:_MOST_TABLE_COLUMNS])
    ids = table.ids or ("",) * len(table.rows)
    rows: list[_Row] = []
    losses: list[Loss] = []
    for cells, number, id_ in zip(table.rows, table.numbers, ids, strict=True):
        tidied = [_cell(cell) for cell in cells[: len(headings)]]
        if any(len(cell.encode("utf-8", "replace")) > MAX_SCALAR for cell in tidied):
            losses.append(Loss("X118", Place(file, number), tidied[0]))
        elif any(tidied):
            rows.append(_Row(tidied, number, id_))
    for i, heading in enumerate(headings):
        empty = set(placeholders([row.cells[i] for row in rows if row.cells[i]]))
        found = [row for row in rows if row.cells[i] in empty]
        if found:
            where = in_lines([row.number for row in found])
            signs = listed([quoted(sign, 20) for sign in sorted(empty)[:4]], "or")
            detail = f"cells of {quoted(heading.label)} with {signs} count as empty: {where}"
            losses.append(Loss("X148", Place(file, found[0].number), "", detail))
        for row in found:
            row.cells[i] = ""
    return _Sheet(headings, rows, losses)


def _cell(text: str) -> str:
    """Return a cell as banks hold it: on one line, but for code, which has lines that are indented."""
    lines = text.expandtabs(len(CODE)).split("\n")
    if not any(line.startswith("  ") and line.strip() for line in lines[1:]):
        return tidy(text)
    return laid_out("\n".join(CODE + line[: len(line) - len(line.lstrip())] + tidy(line) for line in lines))


# Holes.


def _below_a_value(rows: Sequence[_Row], i: int) -> list[_Row]:
    """Return the rows with a hole in a column, in which a value is above it."""
    first = next((nth for nth, row in enumerate(rows) if row.cells[i]), len(rows))
    return [row for row in rows[first:] if not row.cells[i]]


def _fill_down(rows: Sequence[_Row], i: int) -> None:
    above = ""
    for row in rows:
        above = row.cells[i] = row.cells[i] or above


def _subject(headings: Sequence[Heading], rows: Sequence[_Row]) -> int:
    """Return which column the others are about: the first with a different text in each row, empty rows aside.

    Columns without empty cells come first; in others at most a quarter of the cells may be empty.
    """
    for most_empty in (0, len(rows) // 4):
        for i in range(len(headings)):
            texts = [row.cells[i] for row in rows if row.cells[i]]
            if len(rows) - len(texts) <= most_empty and texts and len(set(texts)) == len(texts):
                return i
    return 0


def _passed_over(headings: Sequence[Heading], rows: Sequence[_Row], subject: int) -> str:
    """Return, as a sentence, that the questions are not about an earlier column only because it has empty cells."""
    for i in range(subject):
        holes = [row.number for row in rows if not row.cells[i]]
        texts = [row.cells[i] for row in rows if row.cells[i]]
        if holes and len(holes) <= len(rows) // 4 and len(set(texts)) == len(texts):
            where = in_lines(holes)
            return f" The questions are not about {quoted(headings[i].label)}, because it has no value in {where}."
    return ""


# Several values in a cell.


def _separator(texts: Sequence[str]) -> tuple[str, str]:
    """Return what may separate several values in the cells of a column, and a cell that has it; "" for nothing."""
    for sign in _SIGNS:
        having = [text for text in texts if sign in text]
        if having and all(_are_values(text.split(sign)) for text in having):
            return sign, having[0]
    return "", ""


def _are_values(parts: Sequence[str]) -> bool:
    return all(0 < len(part.strip()) <= _LONGEST_VALUE and part.strip()[-1:] not in ".!?" for part in parts)


def _is_list_like(texts: Sequence[str], sign: str) -> bool:
    """Return whether the parts of most cells with a separator are found in other cells too, as in lists."""
    counts: dict[str, int] = {}
    for text in texts:
        for part in {canonical(part.strip()) for part in text.split(sign)}:
            counts[part] = counts.get(part, 0) + 1
    having = [text for text in texts if sign in text]
    alike = [text for text in having if any(counts[canonical(part.strip())] > 1 for part in text.split(sign))]
    return len(alike) * 2 > len(having)


def _sure_signs(table: ForeignTable) -> str:
    """Return what separates the values of a cell for certain; not semicolons where these are between the cells."""
    return "|" if _COMMA in table.marks else "|;"


def _split(
    heading: Heading, texts: list[str], table: ForeignTable, choices: Choices, seen: list[str]
) -> list[tuple[str, ...]]:
    """Return the cells of a column as values, if a cell certainly has several, or the teacher says so.

    Each of them is then true, and none is ever offered as a wrong answer for that row.
    """
    sign = choices.get(("split", heading.name))
    if sign is None:
        sign = next((one for one in _sure_signs(table) if any(one in text for text in texts)), "")
        if any(not part.strip() for text in texts if sign and text for part in text.split(sign)):
            sign = ""
    if not sign:
        return [(text,) if text else () for text in texts]
    what = f"{quoted(heading.label)} has several values in a cell, separated by `{sign.strip()}`"
    seen.append(f"{what}: each of them counts as true.")
    whole = [text for text in texts if sign not in text and any(one in text for one in _sure_signs(table))]
    if whole and ("split", heading.name) not in choices:
        seen.append(
            f"{quoted(whole[0])} in {quoted(heading.label)} counts as one value, because other cells have "
            f"`{sign.strip()}` between their values."
        )
    parts = {canonical(part.strip()) for text in texts if sign in text for part in text.split(sign)}
    return [_values(text, sign, parts) for text in texts]


def _values(text: str, sign: str, known: set[str]) -> tuple[str, ...]:
    """Return the values of a cell; next to lists with semicolons also those of `Germany, Poland`, if one is known."""
    if sign not in text and ", " in text and any(canonical(part.strip()) in known for part in text.split(", ")):
        sign = ", "
    different: dict[str, str] = {}
    for part in text.split(sign):
        if tidy(part):
            different.setdefault(canonical(tidy(part)), tidy(part))
    return tuple(different.values())


# Numbers.


def _kinds(
    table: ForeignTable,
    headings: Sequence[Heading],
    cells: Sequence[Sequence[tuple[str, ...]]],
    choices: Choices,
    seen: list[str],
) -> tuple[tuple[str, str], ...]:
    """Return what must be said about columns whose numbers can be read in two ways."""
    texts_of = [[text for cell in column for text in cell] for column in cells]
    kinds: list[tuple[str, str]] = []
    for i, doubt in _doubts(texts_of):
        name, label = headings[i].name, quoted(headings[i].label)
        kind = choices.get(("kind", name), _likely(table, i, texts_of))
        if kind:
            kinds.append((name, kind))
            shown = next((choice.shown for choice in doubt.choices if choice.line == kind), "")
            if kind == _COMMA or ("kind", name) in choices or not table.marks:
                seen.append(f"{quoted(doubt.text)} in {label} is read as {shown}; `kinds` in the table says so.")
        else:
            one, other = doubt.choices
            seen.append(
                f"{quoted(doubt.text)} in {label} can be {quoted(one.shown)} or {quoted(other.shown)}, so its values "
                f"are not compared; write `kinds: {{{name}: {one.line}}}` or `kinds: {{{name}: {other.line}}}` "
                "in the table of the bank."
            )
    return tuple(kinds)


def _doubts(texts_of: Sequence[Sequence[str]]) -> Iterator[tuple[int, Doubt]]:
    """Yield the columns that can be read in two ways."""
    for i, texts in enumerate(texts_of):
        doubt = read_column(texts).doubt if texts else None
        if doubt is not None:
            yield i, doubt


def _likely(table: ForeignTable, i: int, texts_of: Sequence[Sequence[str]]) -> str:
    """Return the decimal mark of a doubtful column: the one of the workbook, or of the rest of the sheet.

    A sheet with semicolons between its cells comes from a place where commas are decimal marks; otherwise there would
    be commas between the cells.
    """
    if not table.marks:
        return ""
    if table.marks[i] != _COMMA:
        return table.marks[i]
    for texts in texts_of:
        by_comma, by_point = (_fitted(texts, mark) for mark in (_COMMA, "decimal point"))
        if by_point > by_comma:  # another column has points for certain
            return ""
    return _COMMA


def _fitted(texts: Sequence[str], mark: str) -> int:
    values = read_column(texts, declared=DECLARATIONS[mark]).values if texts else ()
    return sum(value is not None for value in values)


# Patterns.


def _patterns(
    draft: Draft, subject: int, numbers: Sequence[int], table: ForeignTable, losses: list[Loss]
) -> Iterator[DraftPattern]:
    """Yield the patterns that suit a table, column by column, by the rows that have a value there."""
    if not draft.headings:
        return
    about = draft.headings[subject]
    for i, heading in list(enumerate(draft.headings))[: MOST_COLUMNS + 1]:
        if i == subject:
            continue
        there = [row for row in draft.rows if row.cells[subject] and row.cells[i]]
        holes = [number for row, number in zip(draft.rows, numbers, strict=True) if not row.cells[i]]
        if len(there) < FEWEST_ROWS or len({row.cells[i] for row in there}) < 2:
            why = "it has too few different values"
            losses.append(
                Loss("X149", table.place, "", f"nothing is asked about {quoted(heading.label)}, because {why}")
            )
            continue
        both = tuple(row._replace(cells=(row.cells[subject], row.cells[i])) for row in there)
        part = draft._replace(headings=(about, heading), rows=both)
        are_known = is_known(about.label) and is_known(heading.label)
        found = suggest(part, quoted=not are_known, partly=True)
        if not found.patterns:
            why = "no answer can be proven wrong, or its texts are too long to choose from"
            losses.append(
                Loss("X149", table.place, "", f"nothing is asked about {quoted(heading.label)}, because {why}")
            )
        elif holes:
            detail = f"{quoted(heading.label)} is empty in {in_lines(holes)}, so nothing is asked about it there"
            losses.append(Loss("X149", Place(table.place.file, holes[0]), "", detail))
        losses += _left_out(found, len(both), table.place)
        yield from found.patterns


def card_patterns(front: Heading, back: Heading, *, are_questions: bool) -> list[DraftPattern]:
    """Return the patterns of cards, one each way; only one if their fronts are questions."""
    one, other = f"{{{front.name}}}", f"{{{back.name}}}"
    if are_questions:
        return [DraftPattern("back", ask=one, answer=back.name, why=other)]
    word, meaning = noun(front), noun(back)
    if word.is_word and meaning.is_meaning:
        asks, why = (meaning.asked_of(word), meaning.names(word)), meaning.told_of(word)
    else:
        asks, why = (f"What goes with “{one}”?", f"What goes with “{other}”?"), f"“{one}” goes with “{other}”."
    return [
        DraftPattern("back", ask=asks[0], answer=back.name, why=why),
        DraftPattern("front", ask=asks[1], answer=front.name, why=why),
    ]


def _left_out(found: Suggested, rows: int, place: Place) -> Iterator[Loss]:
    """Yield which patterns make no question from some rows, and why."""
    for pattern in found.patterns:
        made = found.made[pattern.id]
        if made.gap is not None:
            row, short = made.gap
            what = f"{quoted(pattern.ask or pattern.claim)} is asked about {made.items} of {rows} rows"
            yield Loss("X149", place, "", f"{what}, not about {quoted(row)}: {short.reason}")
