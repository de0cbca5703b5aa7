"""Papers: every version asks the same, every key is right, and no text becomes markup."""

import json

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.game.plan import plan
from quiz.items.answer_kind import AnswerKind
from quiz.items.decoding import decode
from quiz.items.item import Item
from quiz.items.sources import bank_facts
from quiz.library.files import shipped_banks
from quiz.ui.paper import Paper, PaperQuestion, make_paper
from quiz.ui.render.paper_html import key_html, paper_html
from quiz.ui.render.paper_typst import paper_data, template


def shipped_items(seed: str, count: int = 40) -> list[Item]:
    """Return questions from banks that ship, with every kind of answer."""
    facts = []
    for course in ("chemistry", "eu-nato", "solar-system"):
        for path in sorted((shipped_banks() / course).glob("*.yaml")):
            bank = decode(path.read_bytes(), path.stem).bank
            assert bank is not None
            facts += bank_facts(bank)
    items = [planned.item for planned in plan(facts, count, seed)]
    assert {item.answer_kind for item in items} >= {AnswerKind.ONE, AnswerKind.PAIRS, AnswerKind.SEQUENCE}
    return items


def chosen_by(question: PaperQuestion) -> list[str]:
    """Return the ids of the options that the key of a question names."""
    by_letter = dict(zip(question.letters, question.options, strict=True))
    return [by_letter[letter].id for letter in question.key.split(", ")]


@settings(max_examples=4, deadline=None)
@given(seed=st.text(max_size=5), versions=st.integers(1, 26))
def test_every_version_asks_the_same_and_every_key_is_right(seed: str, versions: int) -> None:
    items = shipped_items("1")
    paper = make_paper("Test", items, versions, seed)

    assert [version.letter for version in paper.versions] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:versions])
    assert make_paper("Test", items, versions, seed) == paper
    for version in paper.versions:
        assert {question.item.id for question in version.questions} == {item.id for item in items}
        assert [question.number for question in version.questions] == list(range(1, len(items) + 1))
        for question in version.questions:
            item, kind = question.item, question.item.answer_kind
            assert set(question.options) == (set() if kind is AnswerKind.TYPED else set(item.options))
            if kind is AnswerKind.PAIRS:
                assert dict(zip(question.prompts, chosen_by(question), strict=True)) == dict(
                    zip(item.prompts, item.keys, strict=True)
                )
            elif kind is AnswerKind.SEQUENCE:
                assert chosen_by(question) == list(item.keys)
                assert [option.id for option in question.options] != list(item.keys)
            elif kind is not AnswerKind.TYPED:
                assert set(chosen_by(question)) == set(item.keys)


def test_versions_differ_and_numbers_stay_in_order() -> None:
    first, second = make_paper("Test", shipped_items("1"), 2, "7").versions

    assert [one.item.id for one in first.questions] != [one.item.id for one in second.questions]
    shown = {one.item.id: [option.text for option in one.options] for one in first.questions}
    others = {one.item.id: [option.text for option in one.options] for one in second.questions}
    assert any(shown[id_] != others[id_] for id_ in shown)
    numbers = [texts for texts in others.values() if texts and all(text.isdecimal() for text in texts)]
    assert numbers
    assert all(sorted(map(int, texts)) == list(map(int, texts)) for texts in numbers)


HOSTILE = """\
format: 1
id: hostile
title: "T</style><script>alert(1)</script> \\\\ } #let"
as_of: "<i>May</i>"
questions:
  one: {ask: "<b>bold</b> & #panic() $x$", answer: "</div><img src=x>", wrong: ["a{b}", "*c*"], why: "<why>"}
  two: {ask: "Type </style>", answer: "<answer>", typed: true}
"""


def hostile() -> Paper:
    bank = decode(HOSTILE.encode(), "hostile").bank
    assert bank is not None
    return make_paper(bank.title, [planned.item for planned in plan(bank_facts(bank), 9, "0")], 2, "<seed>")


def test_no_text_becomes_part_of_the_page() -> None:
    for page in (paper_html(hostile()), key_html(hostile())):
        assert page.count("<script") == page.count("<img") == page.count("<b>bold") == page.count("<i>") == 0
        assert page.count("<style>") == page.count("</style>") == 1
        style = page.partition("<style>")[2].partition("</style>")[0]
        assert "alert" in style  # in the line below each page, escaped
        assert "alert(" not in style
        assert "&lt;b&gt;bold&lt;/b&gt; &amp; #panic() $x$" in page
        assert "Seed &lt;seed&gt; · As of &lt;i&gt;May&lt;/i&gt;" in page
    assert "&lt;answer&gt;" in key_html(hostile())
    assert "&lt;answer&gt;" not in paper_html(hostile())


def test_typst_is_given_texts_as_data() -> None:
    (first, *_), *_ = (version["questions"] for version in json.loads(paper_data(hostile()))["versions"])

    assert first["stem"][0]["text"] in ("<b>bold</b> & #panic() $x$", "Type </style>")
    assert b"panic" not in template()


GAPS = """\
format: 1
id: gaps
title: Gaps
questions:
  water:
    gaps: "Water boils at {boiling} and {what}."
    answers: {boiling: ["100", hundred], what: {answer: freezes, wrong: [melts, burns]}}
"""


def test_gaps_have_lines_and_what_there_is_to_choose_from() -> None:
    bank = decode(GAPS.encode(), "gaps").bank
    assert bank is not None
    paper = make_paper("Gaps", [planned.item for planned in plan(bank_facts(bank), 1, "0")], 1, "0")
    (question,) = paper.versions[0].questions

    assert question.blanks == ("Gap 1", "Gap 2 (burns, freezes, melts)")
    assert question.key == "Gap 1: 100 / hundred; Gap 2: freezes"
    assert paper_html(paper).count("Gap 2 (burns, freezes, melts) <span") == 2


READING = """\
format: 1
id: reading
title: Reading
passages: {ferry: "The ferry left at nine.", train: "The train <b>left</b> at ten."}
questions:
  one: {passage: ferry, ask: What left?, answer: a ferry, wrong: [a train, a bus]}
  two: {ask: What is one and one?, answer: "2", wrong: ["3", "4"]}
  three: {passage: train, ask: What came?, answer: the train, wrong: [a boat, a car]}
  four: {passage: ferry, ask: When?, answer: at nine, wrong: [at noon, at one]}
  five: {passage: train, ask: And when?, answer: at ten, wrong: [at five, at six]}
"""


def test_questions_on_one_passage_are_together_below_it() -> None:
    bank = decode(READING.encode(), "reading").bank
    assert bank is not None
    paper = make_paper("Reading", [planned.item for planned in plan(bank_facts(bank), 5, "0")], 20, "0")

    for version in paper.versions:
        shown = [question.passage for question in version.questions if question.passage]
        assert sorted(shown) == ["The ferry left at nine.", "The train <b>left</b> at ten."]
        above = ""
        for question in version.questions:
            above = question.passage or above
            own = question.item.origin.passage.text
            assert own in ("", above)
    assert paper_html(paper).count("The train &lt;b&gt;left&lt;/b&gt; at ten.") == 20
    assert len({tuple(q.item.id for q in version.questions) for version in paper.versions}) > 5


def written_out(ask: str, answer: str) -> Paper:
    """Return a paper of one question."""
    text = json.dumps({"id": "x", "questions": {"q": {"ask": ask, "answer": answer, "wrong": ["b", "c"]}}})
    bank = decode(text.encode(), "x").bank
    assert bank is not None
    return make_paper("Test", [one.item for one in plan(bank_facts(bank), 1, "1")], 1, "1")


def pages_of(paper: Paper) -> int:
    """Return how many pages typst makes of a paper, including its answer sheet."""
    return len(typst.compile(template(), format="svg", sys_inputs={"paper": paper_data(paper)}))


def test_a_question_that_is_higher_than_a_page_goes_on_over_the_next() -> None:
    code = "".join(f"    x{n} = {n}\n" for n in range(150))

    assert pages_of(written_out(f"What is printed?\n\n{code}", "a")) == 4
    assert pages_of(written_out("What is printed?", "a")) == 2


def test_words_that_are_wider_than_a_page_may_be_broken() -> None:
    data = json.loads(paper_data(written_out("W" * 90, "ordinary words in a text that is longer than a line")))
    (question,) = data["versions"][0]["questions"]

    assert question["stem"] == [{"code": False, "text": "\u200b".join(["W" * 20] * 4 + ["W" * 10])}]
    assert not any("\u200b" in block["text"] for option in question["options"] for block in option)
