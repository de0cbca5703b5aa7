"""Foreign questions -> entries of a bank: written-out questions, and tables of cards, facts and pairs.

What a bank cannot say is a loss. Nothing is guessed: what is not said to be right is never made a
right answer, and a table is made only of what says of itself that it is complete.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from quiz.author.draft import tidy, yaml_quoted, yaml_text
from quiz.bank.limits import MAX_HINTS, MAX_OPTIONS, MAX_SCALAR
from quiz.exchange.fact_tables import TableEntry, table_of_cards, table_of_facts, table_of_pairs
from quiz.exchange.losses import LOSSES, Fate, Loss, Skipped
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, ForeignTable, Place
from quiz.exchange.reader import Found
from quiz.exchange.recover import recover
from quiz.interpreter import content_hash
from quiz.text import slug
from quiz.values.relations import canonical

#: What a written-out question can ask for by now. What is not sayable is X102.
SAYABLE: Mapping[str, bool] = {
    "claim": True,  # claim: "...", is: true
    "two options": True,  # one wrong answer
    "order": True,  # order: [first, second, ...]
    "match": True,  # match: {left: right, ...}
    "typed": True,  # typed: true
    "number": True,  # typed: true, within: 5
    "gaps": True,  # gaps: "a text with {gap1}"
}

_TRUE = frozenset(("true", "t"))
_CLAIMS = (frozenset(("true", "false")), frozenset(("t", "f")))
_FEWEST_PAIRS = 3
_FEWEST_CARDS = 3
_FEWEST_PLACES = 3
_ALMOST = 0.01
_LONGEST_NAME = 40
_LAST: tuple[str, ...] = (
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "all the above",
    "all of them",
)
_LAST += ("none of them", "both of the above", "alle genannten", "keine der genannten", "none of the options")


class QuestionEntry(NamedTuple):
    """A written-out question: what it is known by in its source, the name it would like, and its lines of YAML."""

    key: str
    wish: str
    lines: tuple[str, ...]
    place: Place
    label: str


class Mapped(NamedTuple):
    """What an import came to: the entries of a bank and what was lost on the way, in the order of the source."""

    questions: tuple[QuestionEntry, ...]
    tables: tuple[TableEntry, ...]
    losses: tuple[Loss, ...]
    topics: tuple[str, ...] = ()  # the topmost categories, which may name the bank
    claims: tuple[str, ...] = ()  # what tables say that were made of multiple choice

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.questions and not self.tables


def map_foreign(found: Iterable[Found], *, tables: bool = False) -> Mapped:
    """Return the entries and the losses of what readers have found.

    `tables`: multiple choice that is a table becomes one, where `quiz.exchange.recover` is sure of it.
    """
    mapper = _Mapper()
    for one in mapper.recovered(list(found)) if tables else found:
        if isinstance(one, Loss):
            mapper.lose(one)
        elif isinstance(one, ForeignTable):
            mapper.take_table(one)
        else:
            mapper.take(one)
    return mapper.mapped()


class _Mapper:
    """Collects entries and losses; losses that are said once a file are counted."""

    def __init__(self) -> None:
        self._questions: list[QuestionEntry] = []
        self._tables: list[TableEntry] = []
        self._losses: list[Loss] = []
        self._counted: dict[tuple[str, str], list[Loss]] = {}
        self._cards: dict[tuple[str, tuple[str, ...]], list[ForeignQuestion]] = {}
        self._keys: dict[str, int] = {}
        self._table_keys: dict[str, int] = {}
        self._topics: dict[str, None] = {}
        self._claims: list[str] = []

    def lose(self, loss: Loss) -> None:
        if loss.kind.once:
            self._counted.setdefault((loss.place.file, loss.code), []).append(loss)
        else:
            self._losses.append(loss._replace(name=tidy(loss.name[:2000])))

    def recovered(self, found: list[Found]) -> list[Found]:
        """Take the questions that are tables; return all else."""
        questions = [one for one in found if isinstance(one, ForeignQuestion)]
        keys = {id(question): self._key(question) for question in questions}
        taken: set[int] = set()
        for table, members, claim in recover(questions, keys):
            self._add(table)
            self._claims.append(claim)
            taken |= {id(question) for question in members}
            for question in members:
                if question.why or question.hints or any(option.why for option in question.options):
                    self.lose(Loss("X116", question.place, question.label))
        self._keys.clear()
        return [one for one in found if id(one) not in taken]

    def _add(self, table: TableEntry) -> None:
        """Take a table; what it and its rows are known by is theirs alone."""
        rows: dict[str, int] = {}
        own = tuple(row._replace(key=_numbered(row.key, rows)) for row in table.rows)
        self._tables.append(table._replace(key=_numbered(table.key, self._table_keys), rows=own))

    def take_table(self, table: ForeignTable) -> None:
        entry, losses = table_of_facts(table)
        for loss in losses:
            self.lose(loss)
        if entry is not None:
            self._add(entry)

    def take(self, question: ForeignQuestion) -> None:
        label = tidy(question.label[:2000])
        if question.topic:
            self._topics[tidy(question.topic[0])] = None
        try:
            _check_marks(question)
            if question.kind is AnswerType.CARD:
                self._cards.setdefault((question.place.file, question.topic), []).append(question)
            elif question.kind is AnswerType.MATCHING and len([p for p in question.pairs if p.left]) >= _FEWEST_PAIRS:
                self._add(table_of_pairs(question, self._key(question), _wish(question), label))
            else:
                lines, losses = written_out(question)
                self._questions.append(
                    QuestionEntry(self._key(question), _wish(question), lines, question.place, label)
                )
                for code in losses:
                    self.lose(Loss(code, question.place, label))
        except Skipped as skipped:
            self.lose(skipped.loss(question.place, label))
            return
        for mark in sorted(question.marks):
            self.lose(Loss(mark, question.place, label))
        if question.tags:
            self.lose(Loss("X113", question.place, label))

    def _key(self, question: ForeignQuestion) -> str:
        """Return what a question is known by: its id there, else its name, else what it says."""
        right = sorted(option.text for option in question.options if option.is_right)
        said = "\x1f".join([question.stem, *right, *(f"{a}\x1e{b}" for a, b in question.pairs)])
        key = (
            f"id:{question.id}" if question.id else f"name:{question.name}" if question.name
            else f"text:{content_hash(said.encode('utf-8', 'replace'))[:16]}"
        )  # fmt: skip
        return _numbered(key, self._keys)

    def mapped(self) -> Mapped:
        for (_, topic), cards in self._cards.items():
            if len(cards) < _FEWEST_CARDS:
                for card in cards:
                    self.lose(
                        Loss("X144", card.place, tidy(card.label[:2000]), "a deck needs three cards for wrong answers")
                    )
                continue
            entry, losses = table_of_cards(cards, topic)
            for loss in losses:
                self.lose(loss)
            if entry is not None:
                self._add(entry)
        counted = [_summed(losses) for losses in self._counted.values()]
        return Mapped(
            tuple(self._questions),
            tuple(self._tables),
            (*self._losses, *counted),
            tuple(self._topics),
            tuple(self._claims),
        )


def _numbered(key: str, seen: dict[str, int]) -> str:
    """Return a key that was not seen before: itself, or with a number."""
    nth = seen[key] = seen.get(key, 0) + 1
    return f"{key}#{nth}" if nth > 1 else key


def _summed(losses: Sequence[Loss]) -> Loss:
    """Return one loss for several of a kind in a file: how many, and where the first is."""
    first = losses[0]
    title = LOSSES[first.code].title
    if len(losses) == 1:
        return first._replace(name=tidy(first.name[:2000]))
    return Loss(first.code, first.place, "", f"{title}, in {len(losses)} places")


def _check_marks(question: ForeignQuestion) -> None:
    """Refuse a question that needs what a bank cannot show, or more than it can hold."""
    for mark in ("X105", "X106"):
        if mark in question.marks and LOSSES[mark].fate is Fate.SKIPPED:
            raise Skipped(mark)
    if not tidy(question.stem):
        raise Skipped("X145")
    if len(question.gaps) > MAX_OPTIONS or len(question.pairs) > MAX_OPTIONS:
        raise Skipped("X118", f"it has more than {MAX_OPTIONS} gaps or pairs")
    texts = [question.stem, question.why, *question.hints, *(text for pair in question.pairs for text in pair)]
    texts += [text for options in (question.options, *question.gaps) for one in options for text in (one.text, one.why)]
    if any(len(text.encode("utf-8", "replace")) > MAX_SCALAR for text in texts):
        raise Skipped("X118", "a text in it is longer than 8 KiB")


# Names.


def _wish(question: ForeignQuestion) -> str:
    """Return the name that a question would like: its id where that is a good name, else that of its title or stem."""
    own = question.id.strip()
    is_good = slug(own) == own.casefold() and len(own) <= _LONGEST_NAME and any(char.isalpha() for char in own)
    digits = sum(char.isdigit() for char in own)
    if own and is_good and (digits < 4 or digits * 3 < len(own)):
        return slug(own)
    return short_name(question.name) or short_name(question.stem) or "question"


def short_name(text: str) -> str:
    """Return a name made of the first words of a text."""
    name = slug(text[:200])
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition("-")[0] or name[:_LONGEST_NAME]
    return name.strip("-")


# Written-out questions.


def written_out(question: ForeignQuestion) -> tuple[tuple[str, ...], list[str]]:
    """Return the lines of a written-out question, and codes of what is said differently. Raises `Skipped`."""
    lines, losses = _FORMS[question.kind](question)
    topic = [f"topic: {yaml_text(tidy(question.topic[-1]))}"] if question.topic and tidy(question.topic[-1]) else []
    more = [f"why: {yaml_quoted(tidy(question.why))}"] if tidy(question.why) else []
    hints = [tidy(hint) for hint in question.hints if tidy(hint)][:MAX_HINTS]
    if hints:
        more.append(
            f"hint: [{', '.join(map(yaml_quoted, hints))}]" if len(hints) > 1 else f"hint: {yaml_quoted(hints[0])}"
        )
    return (*topic, *lines, *more), losses


def _ask(question: ForeignQuestion) -> str:
    return f"ask: {yaml_quoted(tidy(question.stem))}"


def _choice(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    options, losses = _different(question)
    if not question.several and len(options) == 2 and frozenset(slug(option.text) for option in options) in _CLAIMS:
        key = next((option for option in options if option.is_right), None)
        if key is None:
            raise Skipped("X140")
        value = "true" if slug(key.text) in _TRUE else "false"
        return _claim_lines(question, value), losses
    right = [option for option in options if (option.share > 0 if question.several else option.is_right)]
    wrong = [option for option in options if option not in right]
    if not right:
        raise Skipped("X140")
    if not question.several:
        if len(right) > 1:
            losses.append("X115")
        if any(option.share > 0 for option in wrong):
            losses.append("X110")
        right = right[:1]
    elif question.is_weighted and _weighs_differently(right, wrong):
        losses.append("X111")
    if any(option.why for option in right) and not question.why:
        question_why = next(option.why for option in right if option.why)
        return _choice_lines(question, right, wrong, question_why), losses
    if any(option.why for option in right) and not (len(right) == 1 and right[0].why in question.why):
        losses.append("X116")
    return _choice_lines(question, right, wrong, ""), losses


def _choice_lines(
    question: ForeignQuestion, right: Sequence[ForeignOption], wrong: Sequence[ForeignOption], why: str
) -> list[str]:
    if not wrong:
        raise Skipped("X144")
    if len(wrong) == 1 and not question.several and not SAYABLE["two options"]:
        raise Skipped("X102", "it has two options only")
    if len(right) > MAX_OPTIONS or len(wrong) > MAX_OPTIONS:
        raise Skipped("X118", f"it has more than {MAX_OPTIONS} options")
    texts = [tidy(option.text) for option in right]
    lines = [_ask(question)]
    if question.several:
        lines += [f"answer: [{', '.join(map(yaml_text, texts))}]", "choose: all"]
    else:
        lines.append(f"answer: {yaml_text(texts[0])}")
    last = [option for option in (*right, *wrong) if tidy(option.text).lower().strip(" .") in _LAST]
    pinned = last if len(last) == 1 and len(wrong) - (last[0] in wrong) >= (0 if question.several else 2) else []
    lines.append("wrong:")
    lines += [f"  - {_wrong(option)}" for option in wrong if option not in pinned]
    if pinned:
        lines.append(f"pinned: [{_wrong(pinned[0])}]")
    if why:
        lines.append(f"why: {yaml_quoted(tidy(why))}")
    return lines


def _wrong(option: ForeignOption) -> str:
    text, why = yaml_text(tidy(option.text)), tidy(option.why)
    return f"{{text: {text}, why: {yaml_quoted(why)}}}" if why else text


def _different(question: ForeignQuestion) -> tuple[list[ForeignOption], list[str]]:
    """Return the options that say different things; of two wrong ones that say the same, one goes."""
    kept: dict[str, ForeignOption] = {}
    losses: list[str] = []
    for option in question.options:
        text = tidy(option.text)
        if not text:
            raise Skipped("X145", "one of its options has no text")
        form = canonical(text)
        before = kept.get(form)
        if before is None:
            kept[form] = option
        elif before.share > 0 and option.share > 0:
            losses.append("X119")
        elif before.share > 0 or option.share > 0:
            raise Skipped("X142", f"a right option and a wrong one say the same: `{text[:60]}`")
        else:
            losses.append("X119")
    return list(kept.values()), losses[:1]


def _weighs_differently(right: Sequence[ForeignOption], wrong: Sequence[ForeignOption]) -> bool:
    """Tell whether options are not worth +1/n and -1/n each, as they are here."""
    each = 1 / len(right)
    return any(abs(one.share - each) > _ALMOST for one in right) or any(
        abs(one.share + each) > _ALMOST for one in wrong
    )


def _claim(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if not question.options:
        raise Skipped("X140")
    return _claim_lines(question, "true" if slug(question.options[0].text) in _TRUE else "false"), []


def _claim_lines(question: ForeignQuestion, value: str) -> list[str]:
    if not SAYABLE["claim"]:
        raise Skipped("X102", "it is true or false")
    return [f"claim: {yaml_quoted(tidy(question.stem))}", f"is: {value}"]


def _typed(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if not SAYABLE["typed"]:
        raise Skipped("X102", "its answer is typed")
    right = [option for option in question.options if option.is_right]
    texts = list(dict.fromkeys(tidy(option.text) for option in right if tidy(option.text).strip("*")))
    if not texts:
        raise Skipped("X140")
    if any("*" in text for text in texts):
        raise Skipped("X102", "a `*` in its answer stands for any text")
    losses = ["X110"] if any(option.share > 0 and not option.is_right for option in question.options) else []
    losses += ["X116"] if any(option.why for option in question.options) else []
    lines = [_ask(question), f"answer: {yaml_text(texts[0])}"]
    if len(texts) > 1:
        lines.append(f"also: [{', '.join(map(yaml_text, texts[1:]))}]")
    lines += ["typed: true", *(["exact: true"] if question.exact else [])]
    return lines, losses


def _number(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if not SAYABLE["number"]:
        raise Skipped("X102", "its answer is a number to type")
    right = [option for option in question.options if option.is_right]
    if not right:
        raise Skipped("X140")
    losses = ["X115"] if len(right) > 1 else []
    losses += ["X110"] if any(option.share > 0 and not option.is_right for option in question.options) else []
    losses += ["X116"] if any(option.why for option in question.options) else []
    lines = [_ask(question), f'answer: "{tidy(right[0].text)}"']
    within = right[0].within.replace("%", " %").replace("  ", " ").strip()
    if within and within.strip("0.% "):
        lines.append(f"within: {within}")
    return [*lines, "typed: true"], losses


def _matching(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if not SAYABLE["match"]:
        raise Skipped("X102", "it matches fewer than three pairs")
    pairs = {tidy(pair.left): tidy(pair.right) for pair in question.pairs if tidy(pair.left)}
    if not pairs:
        raise Skipped("X140")
    spare = [tidy(pair.right) for pair in question.pairs if not tidy(pair.left) and tidy(pair.right)]
    if len(pairs) < _FEWEST_PAIRS and not spare:
        raise Skipped("X102", "it matches two pairs, of which the second follows from the first")
    lines = [_ask(question), "match:", *(f"  {yaml_quoted(left)}: {yaml_text(right)}" for left, right in pairs.items())]
    return [*lines, *([f"wrong: [{', '.join(map(yaml_text, spare))}]"] if spare else [])], []


def _ordering(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if not SAYABLE["order"]:
        raise Skipped("X102", "it puts things in order")
    if len(question.options) < _FEWEST_PLACES:
        raise Skipped("X102", "it puts two things in order")
    texts = [tidy(option.text) for option in question.options]
    if len({canonical(text) for text in texts}) < len(texts):
        raise Skipped("X142")
    return [_ask(question), "order:", *(f"  - {yaml_text(text)}" for text in texts)], []


def _gaps(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    if len(question.gaps) == 1:
        return _one_gap(question)
    if not SAYABLE["gaps"]:
        raise Skipped("X104")
    return gap_lines(question), []


def _one_gap(question: ForeignQuestion) -> tuple[list[str], list[str]]:
    """A text with one gap is a choice where there are options, else a typed answer."""
    stem = question.stem.replace("{1}", "_____").replace("{{", "{").replace("}}", "}")
    has_wrong = any(not option.share for option in question.gaps[0])
    kind = AnswerType.CHOICE if has_wrong else AnswerType.TYPED
    made = ForeignQuestion(kind=kind, place=question.place, stem=stem, options=question.gaps[0], why=question.why)
    return _choice(made) if has_wrong else _typed(made)


def gap_lines(question: ForeignQuestion) -> list[str]:
    """Return the lines of a text with several gaps; this spelling is in this one place."""
    text = question.stem
    lines = []
    for nth, options in enumerate(question.gaps, start=1):
        text = text.replace(f"{{{nth}}}", f"{{gap{nth}}}", 1)
        right = [tidy(option.text) for option in options if option.is_right]
        wrong = [tidy(option.text) for option in options if not option.share]
        if not right:
            raise Skipped("X140", "one of its gaps has no answer")
        answer = yaml_text(right[0]) if len(right) == 1 else f"[{', '.join(map(yaml_text, right))}]"
        lines.append(
            f"gap{nth}: {{answer: {answer}, wrong: [{', '.join(map(yaml_text, wrong))}]}}"
            if wrong
            else f"gap{nth}: {answer}"
        )
    return [f"gaps: {yaml_quoted(tidy(text))}", "answers:", *(f"  {line}" for line in lines)]


_FORMS: Mapping[AnswerType, Callable[[ForeignQuestion], tuple[list[str], list[str]]]] = {
    AnswerType.CHOICE: _choice,
    AnswerType.TRUE_FALSE: _claim,
    AnswerType.TYPED: _typed,
    AnswerType.NUMBER: _number,
    AnswerType.MATCHING: _matching,
    AnswerType.ORDERING: _ordering,
    AnswerType.GAPS: _gaps,
}
