"""Files of Markdown: check boxes, mkdocs-quiz, text2qti and hashcards."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.markup import from_html, from_markdown
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from tests.exchange.reading import found, lost, questions, reads_quickly, shares, sides, sniffed

BOXES = """\
# Metals

Some words about metals.

### Q1. Which is **yellow**?

- [ ] iron
- [x] `gold`
- [ ] tin

### Q2. Which are metals?

```
iron = True
```

- [x] iron
- [ ] coal
- [X] tin
"""

TAGS = """\
Intro - [x] not this

<quiz>
Which is yellow?
- [ ] iron
> It is grey.
- [x] gold
- [] tin

**Gold** shines.
</quiz>

```markdown
<quiz>
An example?
- [x] yes
</quiz>
```

<quiz>
Gold is [[Au]] and {iron} is [[Fe]].

---
Latin names.
</quiz>
"""


def test_check_boxes() -> None:
    one, two = questions("check-boxes", BOXES)

    assert sniffed(BOXES) == "check-boxes"
    assert (one.stem, shares(one), one.several) == ("Which is yellow?", {"iron": 0, "gold": 100, "tin": 0}, False)
    assert (two.stem, shares(two), two.several) == (
        "Which are metals?\n\n    iron = True",
        {"iron": 50, "coal": 0, "tin": 50},
        True,
    )


def test_mkdocs_quiz() -> None:
    one, gaps = questions("check-boxes", TAGS)

    assert sniffed(TAGS) == "check-boxes"
    assert (one.stem, one.why) == ("Which is yellow?", "Gold shines.")
    assert one.options == (ForeignOption("iron", 0.0, "It is grey."), ForeignOption("gold", 1.0), ForeignOption("tin"))
    assert (gaps.kind, gaps.stem, gaps.why) == (AnswerType.GAPS, "Gold is {1} and {{iron}} is {2}.", "Latin names.")
    assert [[option.text for option in gap] for gap in gaps.gaps] == [["Au"], ["Fe"]]


def test_what_is_lost_of_check_boxes_is_named() -> None:
    assert lost("check-boxes", "<quiz>\nNo box?\n</quiz>\n<quiz>\nNone right?\n- [ ] a\n- [ ] b\n</quiz>") == [
        ("X143", 2, "No box?"),
        ("X140", 5, "None right?"),
    ]


TEXT2QTI = """\
Quiz title: Metals
% a comment

Title: Yellow
Points: 2
1.  Which one
    is yellow?
... All of them shine.
+   Right.
*a) gold
... Au
b)  iron

2.  Which are metals?
[*] iron
[ ] coal
[*] tin

GROUP
pick: 1

3.  How dense is water?
=   1.0 +- 0.1

4.  How many?
=   [3, 5]

5.  Who?
*   Ada
*   Ada Lovelace

6.  Write.
____

END_GROUP
```{.python .run}
1. no
```
"""


def test_text2qti() -> None:
    one, several, number, range_, typed, *losses = found("text2qti", TEXT2QTI)

    assert sniffed(TEXT2QTI) == "text2qti"
    assert isinstance(one, ForeignQuestion)
    assert (one.stem, one.name, one.why, one.marks) == (
        "Which one\nis yellow?",
        "Yellow",
        "All of them shine.\nRight.",
        frozenset(["X112"]),
    )
    assert one.options == (ForeignOption("gold", 1.0, "Au"), ForeignOption("iron"))
    assert isinstance(several, ForeignQuestion)
    assert (several.several, shares(several)) == (True, {"iron": 50, "coal": 0, "tin": 50})
    assert isinstance(number, ForeignQuestion)
    assert (number.kind, number.options) == (AnswerType.NUMBER, (ForeignOption("1.0", 1.0, "", "0.1"),))
    assert isinstance(range_, ForeignQuestion)
    assert range_.options == (ForeignOption("4", 1.0, "", "1"),)
    assert isinstance(typed, ForeignQuestion)
    assert (typed.kind, shares(typed)) == (AnswerType.TYPED, {"Ada": 100, "Ada Lovelace": 100})
    assert lost("text2qti", TEXT2QTI) == [("X101", 32, "Write."), ("X103", 36, "")]
    assert len(losses) == 2


def test_hashcards() -> None:
    text = """\
---
name = "Metals"
---
Q: Symbol of **gold**?
A: Au

Q: Why does it shine?
A:
It is

a metal.

C: [Gold] is [Au], see [here](x) and \\[this\\].
---
Q: What is this?
A: ![](a.png)
"""
    assert sniffed(text) == "hashcards"
    first, second, cloze, lost_ = found("hashcards", text)
    assert isinstance(first, ForeignQuestion)
    assert (sides(first), first.topic, first.place.line) == (("Symbol of gold?", "Au"), ("Metals",), 4)
    assert isinstance(second, ForeignQuestion)
    assert sides(second) == ("Why does it shine?", "It is\na metal.")
    assert isinstance(cloze, ForeignQuestion)
    assert cloze.stem == "{1} is {2}, see here and [this]."
    assert [gap[0].text for gap in cloze.gaps] == ["Gold", "Au"]
    assert lost("hashcards", text) == [("X105", 15, "What is this?")]
    assert lost_.place.line == 15


@pytest.mark.parametrize(
    ("html", "text", "marks"),
    [
        ("<p>a<br/>b</p><p>c</p>", "a\nb\nc", set()),
        ("x<sup>2</sup> H<sub>2</sub>O e<sup>kt+y</sup>", "x² H₂O e^(kt+y)", set()),
        ("if a<b and b>c: #include <vector>", "if a<b and b>c: #include <vector>", set()),
        ("&lt;b&gt; &eacute; &nbsp; &amp;lt;", "<b> é &lt;", set()),
        ("<b>bold</b> <a href='x>y'>link</a>", "bold link", {"X107"}),
        ('<img alt="x" src="data:image/png;base64,' + "A" * 9000 + '">text', "text", {"X105"}),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb", {"X106"}),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb", {"X109"}),
        ("\\(x^2\\) and $$y$$", "\\(x^2\\) and $$y$$", {"X108"}),
        ("<script>alert(1)</script>a<!-- b <b> -->c<style>d", "ac", set()),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "12", {"X105"}),
        ("a <b", "a <b", set()),
    ],
)
def test_html(html: str, text: str, marks: set[str]) -> None:
    assert (from_html(html).text, set(from_html(html).marks)) == (text, marks)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**bold** and *light* and _so_ __too__", "bold and light and so too"),
        ("2 * 3 * 4 and a_b_c and *", "2 * 3 * 4 and a_b_c and *"),
        ("`a * b` and ``c ` d``", "a * b and c ` d"),
        ("[text](http://x) and [not]", "text and [not]"),
        ("\\*not\\* \\(x\\) $a_1 * b_2$", "*not* \\(x\\) $a_1 * b_2$"),
        ("`<b>` is <b>bold</b>", "<b> is bold"),
        ("# Title #1", "Title #1"),
    ],
)
def test_markdown(markdown: str, text: str) -> None:
    assert from_markdown(markdown).text == text


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                *"*_`[]()$\\<>&#~-\n a",
                "- [x] ",
                "<quiz>",
                "</quiz>",
                "Q: ",
                "A: ",
                "C: ",
                "1. ",
                "*a) ",
                "= ",
                "---",
                "```",
                "<b>",
                "&lt;",
                "[[",
            ]
        )
    )
)
def test_any_text_is_read_or_named(pieces: list[str]) -> None:
    text = "".join(pieces)
    for format_ in ("check-boxes", "text2qti", "hashcards"):
        for one in found(format_, text):
            assert one.place.line > 0


@pytest.mark.parametrize(
    "piece", ["*a ", "**", "`", "[", "![", "$", "$$", "<a ", "<!--", "[[", "a](", "_a*", "\\", "&"]
)
def test_time_is_in_line_with_the_length(piece: str) -> None:
    for format_, start in [("check-boxes", "<quiz>\n"), ("text2qti", "1. "), ("hashcards", "C: ")]:
        assert reads_quickly(format_, f"{start}{piece * 20_000}\n- [x] a")


@pytest.mark.parametrize("name", ["quiz.txt", "quiz.md", "quiz"])
def test_text2qti_is_not_taken_for_a_numbered_list(name: str) -> None:
    about = "Quiz title: Metals\n\n1.  Symbol of gold?\na)  Ag\n*b) Au\n"
    feedback = "1.  Symbol of gold?\n...  Think.\n*a)  Au\nb)  Ag\n"
    stars = "1. Symbol of gold?\n*a) Au\nb) Ag\n\n2. Of iron?\na) Ag\n*b) Fe\n"

    page = f"# How to\n\n```\n{about}```\n\n{stars}"

    assert sniffed(about, name) == sniffed(feedback, name) == "text2qti"
    assert sniffed(page, name) == "numbered-list"
    assert sniffed(stars, name) == "numbered-list"
