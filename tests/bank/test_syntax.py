# ruff: noqa: E501 # a slip is one line
"""Mistakes of people who have never seen YAML: each is reported at the line to fix, in plain words, with what to do."""

import pytest

from quiz.items.decoding import decode

BANK = """\
id: lakes
title: Lakes
topic: geography
tables:
  lakes:
    rows:
      baikal: {name: Baikal, country: Russia, depth: 1642}
      vostok: {name: Vostok, country: Antarctica, depth: 1000}
      viedma: {name: Viedma, country: Argentina, depth: 900}
    questions:
      where:
        ask: "Where is {name}?"
        answer: country
"""

#: What is typed in place of something else -> line, column, message and what to do.
SLIPS = {
    "no space behind the colon": ("title: L", "title:L", 2, 6, "a space is missing after the colon", "write `title: Lakes`"),
    "no space in a pattern": ("answer: c", "answer:c", 13, 15, "a space is missing after the colon", "write `answer: country`"),
    "no space in a row": ("name: B", "name:B", 7, 16, "the row `baikal` has `name:Baikal`, which is not a column", "a space is missing after the colon: write `name: Baikal`"),
    "an equals sign": ("title: L", "title = L", 2, 7, "a colon is needed here, not `=`", "write `title: Lakes`"),
    "a wide colon": ("title: L", "title：L", 2, 6, "a colon with a space after it is needed here", "write `title: `"),
    "a hard space": ("title: L", "title:\u00a0L", 2, 6, "a colon with a space after it is needed here", "write `title: `"),
    "hard spaces before a key": ("  lakes:", "\u00a0\u00a0lakes:", 5, 1, "a bank has no key `\u00a0\u00a0lakes`", "there is a different kind of space before it: delete it and type spaces"),
    "no colon": ("title: Lakes", "Lakes", 2, 1, "this line has no colon", "write a name and a colon before the text, such as `title: Lakes`"),
    "a quote left open": ("title: Lakes", 'title: "Lakes', 2, 8, "a quotation mark is not closed", "close it at the end of the text"),
    "a text behind quotes": ("title: Lakes", 'title: "Lakes" of old', 2, 15, "the text continues after its closing quotation mark", "put the whole text in single quotes"),
    "an apostrophe": ("title: Lakes", "title: 'Lake's best'", 2, 13, "the text ends at this `'`", "write two of them, or use double quotes"),
    "curly quotes around a comma": ("name: Baikal", "name: “Baikal, the deep”", 7, 31, "the row `baikal` has `the deep”`, which is not a column", "if it belongs to the text before it, put the whole text in quotes, with its comma"),
    "a comma in a number": ("1642", "1,642", 7, 56, "the row `baikal` has `642`, which is not a column", "if it belongs to the text before it, put the whole text in quotes, with its comma"),
    "a brace left open": ("1642}", "1642", 7, 15, "the `{` is not closed", "write `}` where it ends"),
    "a bracket left open": ("Viedma,", "[Viedma,", 9, 22, "the `[` is not closed", "write `]` before this `}`"),
    "a brace too many": ("1642}", "1642}}", 7, 59, "one `}` too many", "delete it"),
    "no comma": ("Baikal, c", "Baikal c", 7, 29, "a comma is missing before `country`", "write one"),
    "no comma behind quotes": ("Baikal, c", '"Baikal" c', 7, 30, "a comma is missing after the quotation mark", "write one"),
    "a colon in a cell": ("name: Baikal", "name: Baikal: deep", 7, 28, "a second colon in one text", "put the text in quotes"),
    "a colon in a question": ('"Where is {name}?"', "Look: where is {name}?", 12, 18, "a second colon in one line", "put the text in quotes"),
    "a hash in a cell": ("name: Baikal", "name: Baikal #1", 7, 29, "what follows `#` is not read, so the `{` is not closed", "put the text in quotes"),
    "a hash first": ("title: L", "title: #L", 2, 1, "`title` is empty", "what follows `#` is not read: put the text in quotes"),
    "a bracket first": ("title: Lakes", "title: [Lakes] of old", 2, 8, "a text cannot start with `[`", "put the text in quotes"),
    "too far to the right": ("  answer", "    answer", 13, 1, "this line is indented too far", "start it right below `ask`, with 8 spaces before it"),
    "too far to the left": ("  answer", " answer", 13, 1, "this line is indented too little", "start it right below `ask`, with 8 spaces before it"),
    "a row too far to the left": (" vostok", "vostok", 8, 1, "this line is indented too little", "start it right below `baikal`, with 6 spaces before it"),
    "one row with a dash": ("      baikal", "      - baikal", 8, 7, "the line above starts with `-`, this one does not", "write both the same way"),
    "a Markdown table": ("    rows:\n", "    rows:\n| name | country |\n", 7, 1, "a Markdown table", "write each row as `rome: {city: Rome, country: Italy}`; or save the table as CSV and let `quiz bank new --sheet FILE` make the bank"),
    "a fence of Markdown": ("id:", "```yaml\nid:", 1, 1, "a line of Markdown", "delete the lines with three backticks"),
    "a point of Markdown": ("title:", "* title:", 2, 1, "a line starts with `*`", "start the points of a list with `- `"),
}  # fmt: skip
SIGNS = ["&", "& ", "*", "**", "!", "%", "@", "`", "|", ">", ", ", "- ", "? "]

FOREIGN = {
    "Word": (b"PK\x03\x04\x14\x00", "this is a document from Word, Excel or a similar program, not a plain text"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1", "this is a document from Word, Excel or a similar program, not a plain text"),
    "PDF": (b"%PDF-1.4\n", "this is a PDF, not a plain text"),
    "RTF": (b"{\\rtf1\\ansi Lakes}\n", "this is a word-processor document, not a plain text"),
    "web page": (b"<html><body>Lakes</body></html>\n", "this is a web page, not a bank"),
    "commas": (b"name,country\nBaikal,Russia\n", "this is a table from a spreadsheet, not a bank"),
    "quoted commas": (b'"name","country"\n"Baikal","Russia"\n', "this is a table from a spreadsheet, not a bank"),
    "tabs": (b"name\tcountry\nBaikal\tRussia\n", "this is a table from a spreadsheet, not a bank"),
    "UTF-16": (BANK.encode("utf-16"), "the file is UTF-16"),
    "UTF-16 without a mark": (BANK.encode("utf-16-le"), "the file is UTF-16"),
}


@pytest.mark.parametrize("pure", [False, True], ids=["fast parser", "pure parser"])
@pytest.mark.parametrize(("old", "new", "line", "column", "words", "help_"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_at_its_place(
    old: str, new: str, line: int, column: int, words: str, help_: str, pure: bool
) -> None:
    problems = decode(BANK.replace(old, new, 1).encode(), "x", pure=pure).problems

    assert (line, column, words, help_) in [(p.span.line, p.span.column, p.message, p.help) for p in problems]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_no_text_starts_with_is_named_at_its_place(sign: str) -> None:
    (problem,) = decode(BANK.replace("title: ", f"title: {sign}").encode(), "x").problems

    assert (2, 8) == (problem.span.line, problem.span.column)
    assert ("a backtick" if sign[0] == "`" else f"`{sign[0]}") in problem.message
    assert problem.help.startswith("put the text in quotes")


@pytest.mark.parametrize(("data", "words"), FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_bank_is_told_as_what_it_is(data: bytes, words: str) -> None:
    (problem,) = decode(data, "x").problems

    assert (1, 1, words) == (problem.span.line, problem.span.column, problem.message)


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_fine(ends: str) -> None:
    assert decode(BANK.replace("\n", ends).encode("utf-8-sig"), "x").problems == ()
