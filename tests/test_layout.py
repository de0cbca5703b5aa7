"""Texts with lines: paragraphs and code are cut, saved, filled and drawn without losing a character."""

from datetime import date
from html import unescape
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.layout import composed, fill_in, laid_out, prose, text_blocks, unfolded
from quiz.term.lines import GOES_ON, Span, Style, hanging, text_width
from quiz.term.sink import Sink
from quiz.text import clean, has_lines
from quiz.ui.document import Paragraph
from quiz.ui.render.html import html
from quiz.ui.render.plain import texts

TODAY = date(2026, 11, 24)
EXAMPLES = settings(max_examples=80, deadline=None)
PLACES = settings(max_examples=40, deadline=None)

TRICKY = st.text(alphabet="ab `{}<>&\n\n\t\r\x85\x1c\u2028\u0301\u200d.~#日", max_size=60)
CODE_LINE = st.text(alphabet="ab {}<>&\\[]()#`'\"|=日é\x1b\u202e", max_size=70)
CODE = st.lists(CODE_LINE, min_size=1, max_size=6).filter(lambda lines: bool(lines[0].strip() and lines[-1].strip()))

LAID_OUT = {
    "a paragraph is one line": ("What does\nthis  do?\n", "What does this  do?"),
    "a blank line is a paragraph": ("One.\n\n\nTwo\nthree.", "One.\n\nTwo three."),
    "four spaces are code": ("So:\n\n    if x:\n        y\n\nEnd", "So:\n\n    if x:\n        y\n\nEnd"),
    "code next to a paragraph": ("So:\n    x\nEnd", "So:\n\n    x\n\nEnd"),
    "a tab is four spaces": ("So:\n\tx\n\t\ty", "So:\n\n    x\n        y"),
    "blank lines in code stay": ("    a\n\n\n    b\n\n", "    a\n\n\n    b"),
    "fences": ("So:\n```python\nx\n  y\n```\nEnd", "So:\n\n    x\n      y\n\nEnd"),
    "a fence that is not closed": ("```\nx", "    x"),
    "a longer fence": ("````\n```\n````", "    ```"),
    "an indented fence": ("  ```\n  x\n    y\n  ```", "    x\n      y"),
    "nothing else of markup": ("# a\n- b\n* c *d*", "# a - b * c *d*"),
    "signs alone": ("```", "```"),
    "signs in a line": ("a ``` b\nc", "a ``` b c"),
    "other line breaks": ("a\r\n\r\nb\x85\x85c", "a\n\nb\n\nc"),
    "nothing": (" \n\n ", ""),
}


@pytest.mark.parametrize(("text", "expected"), LAID_OUT.values(), ids=LAID_OUT)
def test_a_text_is_laid_out(text: str, expected: str) -> None:
    assert laid_out(text) == expected


@EXAMPLES
@given(TRICKY)
def test_what_is_laid_out_is_clean_and_stays_as_it_is(text: str) -> None:
    once = laid_out(text)

    assert laid_out(once) == once
    assert all(clean(line) == line for line in once.split("\n"))


@EXAMPLES
@given(CODE)
def test_code_is_kept_byte_for_byte(lines: list[str]) -> None:
    cleaned = [clean(line) if line.strip() else "" for line in lines]
    fenced = "\n".join(("What?", "`" * 71, *lines, "`" * 71, "End"))
    indented = "\n".join(("What?", "", *(f"    {line}" for line in lines), "", "End"))

    assert [block.lines for block in text_blocks(fenced)] == [("What?",), tuple(cleaned), ("End",)]
    assert laid_out(indented) == laid_out(fenced)


@EXAMPLES
@given(CODE, st.integers(8, 90), st.sampled_from(["", "What?\n\n"]))
def test_code_is_broken_in_the_middle_of_a_line_only_with_a_mark(lines: list[str], width: int, before: str) -> None:
    text = laid_out(before + "\n".join(f"    {line}" for line in lines))
    rows = ["".join(span.text for span in row) for row in hanging((Span("1  "),), text, width + 3)]
    margin = 5 if before else 3
    found: list[str] = []
    for row in (row[margin:] for row in rows[2 if before else 0 :]):
        if row.startswith(GOES_ON):
            found[-1] += row.removeprefix(GOES_ON)
        else:
            found.append(row)

    assert max(map(text_width, rows)) <= width + 3
    assert tuple(found) == text_blocks(text)[-1].lines


@EXAMPLES
@given(CODE)
def test_plain_lines_and_html_show_code_as_it_is(lines: list[str]) -> None:
    text = laid_out("What?\n\n" + "\n".join(f"    {line}" for line in lines))
    code = text_blocks(text)[1].lines
    out = StringIO()
    Sink(out).laid_out(*texts((Paragraph(text),)))

    assert out.getvalue().split("\n") == ["What?", "", *(f"    {line}" if line else "" for line in code), ""]
    page = html((Paragraph(text),), "A page", TODAY)
    assert unescape(page.partition("<pre>")[2].partition("</pre>")[0]) == "\n".join(code)


def test_code_in_a_strong_text_is_plain_and_set_in() -> None:
    rows = hanging((Span(" "),), "What?\n\n    x", 40, Style.STRONG)

    assert rows == [(Span(" "), Span("What?", Style.STRONG)), (), (Span(" "), Span("  "), Span("x"))]


FILLED = {
    "one line": (("What is ", "?"), ["x"], "What is x?"),
    "in a paragraph": (("What does ", " print?"), ["    x\n    y"], "What does\n\n    x\n    y\n\nprint?"),
    "before a full stop": (("This is ", "."), ["    x"], "This is\n\n    x"),
    "on a line of its own": (("What?\n\n", "\n\nEnd"), ["    x"], "What?\n\n    x\n\nEnd"),
    "in code": (
        ("    def f():\n        ", "\n    f()"),
        ["    a\n    b"],
        "    def f():\n        a\n        b\n    f()",
    ),
    "one line in code": (("    x = ", ""), ["5"], "    x = 5"),
    "paragraphs": (("See: ", ""), ["One.\n\nTwo."], "See: One.\n\nTwo."),
}


@pytest.mark.parametrize(("parts", "values", "expected"), FILLED.values(), ids=FILLED)
def test_a_value_with_lines_keeps_them(parts: tuple[str, ...], values: list[str], expected: str) -> None:
    assert fill_in(parts, values) == expected


def test_a_mark_after_lines_is_left_out_and_no_other_sign() -> None:
    assert composed("1, ", "    x", "; ", "2, ", "    y", ".") == "1,\n\n    x\n\n2,\n\n    y"
    assert composed("    x", ".5 is half") == "    x\n\n.5 is half"


@PLACES
@given(st.lists(TRICKY.map(laid_out), max_size=5))
def test_parts_that_are_put_together_lose_no_code(parts: list[str]) -> None:
    whole = composed(*parts)
    code = [line for part in parts for block in text_blocks(part) if block.is_code for line in block.lines]

    assert laid_out(whole) == whole or not has_lines(whole)
    assert [line for line in code if line not in whole] == []


def test_what_yaml_has_folded_has_its_paragraphs_again() -> None:
    folded = "One line.\nTwo.\n\n    code\n      more\n\n    end\nThree\n"

    assert laid_out(unfolded(folded)) == "One line.\n\nTwo.\n\n    code\n      more\n\n    end\n\nThree"


def test_prose_is_a_text_without_its_code() -> None:
    assert prose("What\n\n    x\n\nprints?") == "What prints?"
    assert prose("    x\n      y") == "x y"
