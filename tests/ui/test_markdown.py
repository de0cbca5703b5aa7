"""Pages of the manual: the Markdown of our own docs, read as documents."""

import re
from pathlib import Path

import pytest

from quiz.term.lines import joined
from quiz.ui.markdown import heading, markdown_page
from quiz.ui.render.plain import texts
from quiz.ui.render.terminal import lines

PAGES = sorted((Path(__file__).resolve().parents[2] / "docs").glob("*.md"))

PAGE = """\
# The title

A paragraph that goes on
in a second line, with **strong** words and [a page](learning.md#review).

- An item
  that goes on
- `**code**` and [this](https://example.org)

1. First

```sh
quiz play    # a comment

quiz review
```

| key | holds |
|---|---|
| `id` | a name |

| word | in code | meaning |
|---|---|---|
| bank | `Bank` | a file |
| course | | a folder |
"""


def test_a_page_in_plain_lines() -> None:
    assert texts(markdown_page(PAGE)) == [
        "The title",
        "",
        "A paragraph that goes on in a second line, with strong words and a page (`quiz help learning`).",
        "",
        "An item that goes on",
        "`**code**` and this (https://example.org)",
        "1. First",
        "",
        "      quiz play    # a comment\n\n      quiz review",
        "",
        "key: holds",
        "`id`: a name",
        "",
        "  bank. in code: `Bank`; meaning: a file",
        "  course. meaning: a folder",
    ]


def test_a_page_in_a_terminal() -> None:
    assert joined(lines(markdown_page(PAGE), 60)).splitlines() == [
        " The title",
        "",
        " A paragraph that goes on in a second line, with strong",
        " words and a page (`quiz help learning`).",
        "",
        " • An item that goes on",
        " • `**code**` and this (https://example.org)",
        " 1. First",
        "",
        "   quiz play    # a comment",
        "",
        "   quiz review",
        "",
        "   key    holds",
        "   `id`   a name",
        "",
        "   • bank. in code: `Bank`; meaning: a file",
        "   • course. meaning: a folder",
    ]


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_no_word_of_a_page_is_lost_and_no_mark_is_left(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    shown = texts(markdown_page(source))

    assert heading(source)
    marks = r"\]\([^)]*\)|^```\w*|^\|[^|]*\|(?=(?:[^|\n]*\|){2,}\n\|-)"  # what heads the names of a wide table, too
    words = set(re.findall(r"[a-z]{4,}", re.sub(marks, "", source, flags=re.MULTILINE)))
    assert set() == words - set(re.findall(r"[a-z]{4,}", "\n".join(shown)))
    prose = [text for text in shown if not text.lstrip(" ").startswith("    ") and "\n" not in text]
    assert [] == [text for text in prose if text.startswith(("|", "# ", "```")) or "](" in text]


@pytest.mark.parametrize(
    "text", ["", "|", "```", "```\nnever closed", "- ", "[a](", "| a |\n|---|", "**", "1.", "\t|\n#"]
)
def test_what_is_no_page_is_shown_as_it_is(text: str) -> None:
    assert isinstance(joined(lines(markdown_page(text), 30)), str)
