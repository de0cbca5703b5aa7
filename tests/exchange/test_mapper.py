"""What imported questions become in a bank: entries that read back unchanged, and losses."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.model import Bank
from quiz.exchange.bank_text import compose_bank
from quiz.exchange.losses import LOSSES, Loss
from quiz.exchange.mapper import Mapped, map_foreign
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, ForeignTable, Pair, Place
from quiz.exchange.reader import Found
from quiz.items.decoding import decode
from tests.exchange.reading import found

PLACE = Place("file", 3)
METALS = (ForeignOption("gold", 1.0), ForeignOption("iron"), ForeignOption("tin"), ForeignOption("lead"))


def choice(*options: ForeignOption, stem: str = "Which?", several: bool = False, **more: object) -> ForeignQuestion:
    made = ForeignQuestion(kind=AnswerType.CHOICE, place=PLACE, stem=stem, options=options or METALS, several=several)
    return replace(made, **more)  # type: ignore[arg-type]


def card(front: str, back: str, **more: object) -> ForeignQuestion:
    made = ForeignQuestion(kind=AnswerType.CARD, place=PLACE, stem=front, options=(ForeignOption(back, 1.0),))
    return replace(made, **more)  # type: ignore[arg-type]


def bank_of(*found: Found) -> tuple[Bank, list[str]]:
    """Return the bank that is written, and the codes of what was lost."""
    mapped = map_foreign(found)
    composed = compose_bank(mapped, "bank", "Bank")
    decoded = decode(composed.text.encode(), "bank")
    assert decoded.bank is not None, composed.text
    return decoded.bank, [loss.code for loss in (*mapped.losses, *composed.losses)]


def losses(*found: Found) -> list[tuple[str, str]]:
    """Return code and detail of each loss, for questions that cannot be written at all."""
    mapped = map_foreign(found)
    assert mapped.is_empty
    return [(loss.code, loss.detail) for loss in mapped.losses]


def test_a_choice() -> None:
    question = choice(
        ForeignOption("gold", 1.0, "It shines."),
        ForeignOption("iron: Fe", 0.0, 'It "rusts".'),
        ForeignOption("#tin"),
        stem="Which one,\n\tof {these}?",
        hints=("One.", "Two."),
        topic=("Chemistry", "Metals"),
        id="metal-1",
    )
    bank, lost = bank_of(question)
    (made,) = bank.questions

    assert lost == []
    assert (made.id, made.ask, made.answers, made.topic) == ("metal-1", "Which one, of {these}?", ("gold",), "Metals")
    assert made.wrong == (("iron: Fe", 'It "rusts".'), ("#tin", ""))
    assert (made.why, made.hints) == ("It shines.", ("One.", "Two."))


def test_all_that_are_right() -> None:
    half = [ForeignOption("gold", 0.5), ForeignOption("tin", 0.5)]
    even, evenly = bank_of(choice(*half, ForeignOption("coal", -0.5), several=True, is_weighted=True))
    _, unevenly = bank_of(choice(*half, ForeignOption("coal", 0.0), several=True, is_weighted=True))
    _, unweighted = bank_of(choice(*half, ForeignOption("coal", 0.0), several=True))

    assert (even.questions[0].answers, even.questions[0].form == "choose-all") == (("gold", "tin"), True)
    assert (evenly, unevenly, unweighted) == ([], ["X111"], [])


def test_options_that_stay_last() -> None:
    wrong, _ = bank_of(choice(*METALS, ForeignOption("None of the above.")))
    right, _ = bank_of(choice(ForeignOption("All of the above", 1.0), *METALS[1:]))

    assert wrong.questions[0].pinned == (("None of the above.", ""),)
    assert (right.questions[0].answers, right.questions[0].pinned) == (
        ("All of the above",),
        (("All of the above", ""),),
    )


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (choice(METALS[0], ForeignOption("iron", 0.5), METALS[2]), "X110"),
        (choice(METALS[0], ForeignOption("Au", 1.0), *METALS[1:]), "X115"),
        (choice(*METALS, ForeignOption("IRON")), "X119"),
        (choice(marks=frozenset(["X107"])), "X107"),
        (choice(tags=("a",)), "X113"),
    ],
)
def test_what_is_said_differently(question: ForeignQuestion, code: str) -> None:
    bank, lost = bank_of(question)

    assert lost == [code]
    assert bank.questions[0].answers == ("gold",)
    assert [wrong.text for wrong in bank.questions[0].wrong][:2] == ["iron", "tin"]


@pytest.mark.parametrize(
    ("question", "loss"),
    [
        (choice(marks=frozenset(["X105"])), ("X105", "")),
        (choice(marks=frozenset(["X106"])), ("X106", "")),
        (choice(stem=" "), ("X145", "")),
        (choice(*METALS, ForeignOption(" ")), ("X145", "one of its options has no text")),
        (choice(*METALS[1:]), ("X140", "")),
        (choice(METALS[0]), ("X144", "")),
        (choice(*METALS, ForeignOption("Gold ")), ("X142", "a right option and a wrong one say the same: `Gold`")),
        (choice(stem="x" * 9000), ("X118", "a text in it is longer than 8 KiB")),
        (choice(*METALS, *(ForeignOption(f"{n}x") for n in range(30))), ("X118", "it has more than 30 options")),
        (card("a", "b"), ("X144", "a deck needs at least three cards, so that there are wrong answers")),
    ],
)
def test_what_is_skipped(question: ForeignQuestion, loss: tuple[str, str]) -> None:
    assert losses(question) == [loss]


def other(kind: AnswerType, **more: object) -> ForeignQuestion:
    return replace(choice(), kind=kind, **more)  # type: ignore[arg-type]


#: Kind of question -> an example, and how it is written.
FORMS: Mapping[str, tuple[ForeignQuestion, list[str]]] = {
    "claim": (other(AnswerType.TRUE_FALSE, options=(ForeignOption("false", 1.0),)), ['claim: "Which?"', "is: false"]),
    "two options": (choice(*METALS[:2]), ['ask: "Which?"', "answer: gold", "wrong:", "  - iron"]),
    "order": (
        other(AnswerType.ORDERING, options=METALS[:3]), ['ask: "Which?"', "order:", "  - gold", "  - iron", "  - tin"],
    ),
    "match": (
        other(AnswerType.MATCHING, pairs=(Pair("gold", "Au"), Pair("iron", "Fe"), Pair("", "Pb"))),
        ['ask: "Which?"', "match:", '  "gold": Au', '  "iron": Fe', "wrong: [Pb]"],
    ),
    "typed": (
        other(AnswerType.TYPED, options=(METALS[0], ForeignOption("Au", 1.0)), exact=True),
        ['ask: "Which?"', "answer: gold", "also: [Au]", "typed: true", "exact: true"],
    ),
    "number": (
        other(AnswerType.NUMBER, options=(ForeignOption("42", 1.0, "", "5%"),)),
        ['ask: "Which?"', 'answer: "42"', "within: 5 %", "typed: true"],
    ),
    "gaps": (
        other(AnswerType.GAPS, stem="{1} and {2}", gaps=((METALS[0], METALS[1]), (METALS[0],))),
        ['gaps: "{gap1} and {gap2}"', "answers:", "  gap1: {answer: gold, wrong: [iron]}", "  gap2: gold"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_how_each_kind_is_written(name: str) -> None:
    question, lines = FORMS[name]

    mapped = map_foreign([question])
    assert mapped.losses == ()
    assert [list(entry.lines) for entry in mapped.questions] == [lines]


def test_pairs_are_a_table_with_decoys() -> None:
    pairs = (Pair("gold", "Au"), Pair("iron", "Fe"), Pair("tin", "Sn"), Pair("", "Pb"))
    bank, lost = bank_of(other(AnswerType.MATCHING, stem="Match {these}.", pairs=pairs, name="Symbols"))
    (table,) = bank.tables

    assert lost == []
    assert (table.id, [row.id for row in table.rows]) == ("symbols", ["gold", "iron", "tin"])
    assert [pattern.id for pattern in table.patterns] == ["match", "pick"]
    assert "Pb" in str(table.decoys)


@pytest.mark.parametrize(("stem", "begin"), [("Match", "Match."), ("Match:", "Match:"), ("Which?", "Which?")])
def test_a_single_pair_is_asked_for_in_a_sentence_of_its_own(stem: str, begin: str) -> None:
    pairs = (Pair("gold", "Au"), Pair("iron", "Fe"), Pair("tin", "Sn"))
    bank, _ = bank_of(other(AnswerType.MATCHING, stem=stem, pairs=pairs))

    assert bank.tables[0].patterns[1].stem.raw == f"{begin} What goes with “{{left}}”?"


def test_cards_are_a_table_asked_both_ways() -> None:
    cards = [card("der Hund", "the dog"), card("die Katze", "the cat; the tomcat"), card("das Pferd", "the horse")]
    bank, lost = bank_of(*cards, card("der Hund", "the hound"), card("der Text", "x" * 400))
    (table,) = bank.tables

    assert lost == ["X118"]
    assert [pattern.id for pattern in table.patterns] == ["back", "front"]
    assert [[value.text for value in row.cells[1]] for row in table.rows] == [
        ["the dog", "the hound"],
        ["the cat", "the tomcat"],
        ["the horse"],
    ]


def test_cards_that_ask_are_asked_as_they_are() -> None:
    bank, _ = bank_of(*(card(f"What is {n} + 1?", f"{n + 1}", topic=("Sums",)) for n in (1, 2, 5)))
    (table,) = bank.tables

    assert (table.id, table.topic, [pattern.id for pattern in table.patterns]) == ("sums", "Sums", ["back"])


def facts(*rows: tuple[str, ...], headings: tuple[str, ...] = ("Metal", "Symbol")) -> ForeignTable:
    return ForeignTable(place=PLACE, name="", headings=headings, rows=rows, numbers=tuple(range(2, 2 + len(rows))))


def test_sheets_of_facts_pass_over_holes() -> None:
    rows = [("gold", "Au"), ("iron", "Fe"), ("tin", ""), ("lead", "Pb"), ("zinc", "Zn")]
    bank, lost = bank_of(facts(*rows))

    assert lost == ["X146"]
    assert (len(bank.tables[0].rows), bank.tables[0].patterns[0].id) == (4, "what-symbol")


def test_lists_in_cells_are_split() -> None:
    rows = [("France", "Rhine; Seine"), ("Austria", "Danube"), ("Peru", "Amazon; Ucayali")]
    bank, _ = bank_of(facts(*rows, headings=("country", "river")))

    assert [[value.text for value in row.cells[1]] for row in bank.tables[0].rows] == [
        ["Rhine", "Seine"],
        ["Danube"],
        ["Amazon", "Ucayali"],
    ]


def test_headings_without_a_grammar_are_asked_neutrally() -> None:
    rows = [("gold", "oro"), ("iron", "ferro"), ("tin", "stagno")]
    composed = compose_bank(map_foreign([facts(*rows, headings=("metal", "name:it"))]), "bank", "Bank")

    assert 'ask: "What is “name:it” for {metal}?"' in composed.text
    assert 'ask: "For which “metal” is “name:it” {name_it}?"' in composed.text


def capitals(*facts_: tuple[str, str, str]) -> list[ForeignQuestion]:
    """Return a question for each country, capital and wrong answer."""
    made = []
    for land, capital, wrong in facts_:
        options = ForeignOption(capital, 1.0), ForeignOption(wrong), ForeignOption("Atlantis")
        made.append(choice(*options, stem=f"What is the capital of {land}?"))
    return made


CAPITALS = [
    ("France", "Paris", "Rome"),
    ("Italy", "Rome", "Oslo"),
    ("Norway", "Oslo", "Bergen"),
    ("Spain", "Madrid", "Paris"),
]


def test_multiple_choice_that_is_a_table_becomes_one_where_that_is_wanted() -> None:
    questions = [*capitals(*CAPITALS), choice()]
    written, wanted = map_foreign(questions), map_foreign(questions, tables=True)
    bank = decode(compose_bank(wanted, "bank", "Bank").text.encode(), "bank").bank

    assert (len(written.questions), len(written.tables)) == (5, 0)
    assert bank is not None
    assert (len(bank.questions), bank.tables[0].id) == (1, "what-is-the-capital-of")
    assert [value.text for cell in bank.tables[0].rows[0].cells for value in cell] == ["France", "Paris"]
    assert "Bergen" in str(bank.tables[0].decoys)
    (claim,) = wanted.claims
    assert claim.startswith("4 questions became the table `what-is-the-capital-of`, `What is the capital of {item}?`. ")
    assert claim.endswith("The table says that only `Paris` is right for `France`, and so on for each row.")


@pytest.mark.parametrize(
    "facts_",
    [
        CAPITALS[:3],
        [(land, capital, "Nowhere") for land, capital, _ in CAPITALS],
        [*CAPITALS[:3], ("France", "Lyon", "Paris")],
    ],
    ids=["too few", "not confirmed", "two answers for one"],
)
def test_what_may_not_be_a_table_stays_written_out(facts_: list[tuple[str, str, str]]) -> None:
    mapped = map_foreign(capitals(*facts_), tables=True)

    assert (len(mapped.questions), mapped.tables) == (len(facts_), ())


def test_losses_of_a_kind_are_told_once_with_their_number() -> None:
    mapped = map_foreign(choice(stem=f"Q{n}?", tags=("a",)) for n in range(5))

    assert [loss.message for loss in mapped.losses] == ["changed: tags are left out, in 5 places"]


def test_names_are_stable_and_differ() -> None:
    found = [
        choice(stem="Which?"),
        choice(stem="Which?", options=METALS[::-1]),
        choice(id="7"),
        choice(id="good-id"),
        choice(name="A title"),
    ]
    bank, _ = bank_of(*found)

    assert [question.id for question in bank.questions] == ["which", "which-2", "which-3", "good-id", "a-title"]


def test_every_code_says_what_it_is() -> None:
    for code in LOSSES:
        assert Loss(code, PLACE, "Name").line().startswith(f"file:3: {code}: ")


texts = st.text(st.sampled_from("aB1 \"'\\{}[]:#,&*!|>%@`~-\n\té“ß\u202e\u00ad\u200b"), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(texts, texts, st.lists(texts, min_size=2, max_size=4), texts), min_size=1, max_size=4))
def test_any_texts_make_a_bank_that_reads_back(questions: list[tuple[str, str, list[str], str]]) -> None:
    found = [
        choice(ForeignOption(right, 1.0), *map(ForeignOption, wrong), stem=stem, why=why, name=stem)
        for stem, right, wrong, why in questions
    ]
    mapped: Mapped = map_foreign(found)
    composed = compose_bank(mapped, "bank", "Bank")
    entries = [record for record in composed.records if record.hash]
    decoded = decode(composed.text.encode(), "bank").bank

    assert len(entries) + sum(loss.kind.fate.value == "skipped" for loss in (*mapped.losses, *composed.losses)) == len(
        found
    )
    assert (len(decoded.questions) if decoded else 0) == len(entries)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.tuples(texts, texts), min_size=3, max_size=6))
def test_any_cards_make_a_table_that_reads_back(sides: list[tuple[str, str]]) -> None:
    mapped = map_foreign(card(*pair) for pair in sides)
    composed = compose_bank(mapped, "bank", "Bank")
    decoded = decode(composed.text.encode(), "bank").bank

    assert (decoded is not None) == any(record.hash for record in composed.records)


@pytest.mark.parametrize(
    ("general", "why"), [("It is a metal.", "Yes. It is a metal."), ("Yes.", "Yes."), ("", "Yes.")]
)
def test_feedback_to_the_right_answer_and_to_all_is_joined(general: str, why: str) -> None:
    question = choice(ForeignOption("gold", 1.0, "Yes."), *METALS[1:], why=general)
    mapped = map_foreign([question])

    assert [line for line in mapped.questions[0].lines if line.startswith("why")] == [f'why: "{why}"']
    assert mapped.losses == ()


@pytest.mark.parametrize(
    ("number", "written"),
    [("3.142", "3.1420"), ("-1.500", "-1.5000"), ("3.14", "3.14"), ("1234.567", "1234.567")],
)
def test_a_number_with_three_decimals_is_not_taken_for_thousands(number: str, written: str) -> None:
    question = replace(choice(), kind=AnswerType.NUMBER, options=(ForeignOption(number, 1.0, "", "0.001"),))
    bank, lost = bank_of(question)

    assert (lost, bank.questions[0].answers) == ([], (written,))


CODE = 'for i in range(3):\n    print("<b>", i)'


@pytest.mark.parametrize(
    ("format_", "data"),
    [
        ("gift", "::a::[html]<p>What is printed?</p><pre>{}</pre>{{=a ~b}}".format(
            CODE.replace("<", "&lt;").replace("\n", "<br>").replace("=", "\\=").replace(":", "\\:")
        )),
        ("check-boxes", f"## What is printed?\n\n```python\n{CODE}\n```\n\n- [x] a\n- [ ] b\n"),
        ("text2qti", "1.  What is printed?\n\n    ```python\n" + "\n".join(f"    {line}" for line in CODE.split("\n"))
         + "\n    ```\n*a) a\nb) b\n"),
    ],
    ids=["gift", "check-boxes", "text2qti"],
)  # fmt: skip
def test_code_keeps_its_lines(format_: str, data: str) -> None:
    mapped = map_foreign(found(format_, data))
    composed = compose_bank(mapped, "bank", "Bank")
    bank = decode(composed.text.encode(), "bank").bank

    assert [loss.code for loss in (*mapped.losses, *composed.losses)] == []
    assert bank is not None
    assert bank.questions[0].ask == "What is printed?\n\n" + "\n".join(f"    {line}" for line in CODE.split("\n"))


def test_code_on_a_card_is_joined_and_reported() -> None:
    bank, lost = bank_of(*(card(f"{name}\n\n    x = 1\n    y = 2", f"{name}{name}") for name in "abc"))

    assert lost == ["X109"]
    assert bank.tables[0].rows[0].cells[0][0].text == "a x = 1 y = 2"
