# ruff: noqa: E501 # what is written and what is said are whole lines
"""What beginners write, and what is said to them: the right line, and what to write there."""

import pytest

from quiz.bank.problems import Problem
from quiz.items.decoding import decode
from quiz.lint.check import check_bank

QUESTION = """\
title: Geo
questions:
  loire:
    ask: Which river flows through Nantes?
    answer: the Loire
    wrong: [the Rhone, the Seine, the Elbe]
"""
TABLE = """\
title: Geo
tables:
  countries:
    columns: [country, capital, continent, people]
    rows:
      fr: [France, Paris, Europe, 67]
      it: [Italy, Rome, Europe, 59]
      pe: [Peru, Lima, South America, 33]
      ke: [Kenya, Nairobi, Africa, 55]
    questions:
      cap: {ask: "What is the capital of {country}?", answer: capital}
"""

#: The mistake -> (the bank, what is replaced, by what, line and column and code, what to do).
MISTAKES = {
    "colon missing": (QUESTION, "title: Geo", "title Geo", "1:1 B003", "write a name and a colon before the text, such as `title: Lakes`"),
    "no space after colon": (QUESTION, "answer: the Loire", "answer:the Loire", "5:11 B003", "write `answer: the Loire`"),
    "equals": (QUESTION, "answer: the Loire", "answer = the Loire", "5:12 B003", "write `answer: the Loire`"),
    "Answer capital": (QUESTION, "answer:", "Answer:", "5:5 B101", "did you mean `answer`?"),
    "awnser typo": (QUESTION, "answer:", "awnser:", "5:5 B101", "did you mean `answer`?"),
    "ansers plural": (QUESTION, "answer:", "answers:", "5:5 B206", "write `answer:` in its place, or add `gaps:`"),
    "wrongs": (QUESTION, "wrong:", "wrongs:", "6:5 B101", "write `wrong:` in its place"),
    "frage german": (QUESTION, "ask:", "frage:", "4:5 B101", "write `ask:` in its place"),
    "correct for answer": (QUESTION, "answer:", "correct:", "5:5 B101", "write `answer:` in its place"),
    "options for wrong": (QUESTION, "wrong:", "options:", "6:5 B101", "write the right one as `answer:` and the others as `wrong:`"),
    "incorrect for wrong": (QUESTION, "wrong:", "incorrect:", "6:5 B101", "write `wrong:` in its place"),
    "no answer": (QUESTION, "    answer: the Loire\n", "", "4:5 B102", "add `answer:` with a text or a list of texts"),
    "no wrong": (QUESTION, "    wrong: [the Rhone, the Seine, the Elbe]\n", "", "4:5 B102", "add `wrong:` with a list of wrong answers"),
    "wrong empty": (QUESTION, "wrong: [the Rhone, the Seine, the Elbe]", "wrong:", "6:5 B105", "give it a value, or delete the key"),
    "wrong empty list": (QUESTION, "wrong: [the Rhone, the Seine, the Elbe]", "wrong: []", "6:5 B304", "give at least one wrong answer; three are best"),
    "wrong round brackets": (QUESTION, "[the Rhone, the Seine, the Elbe]", "(the Rhone, the Seine, the Elbe)", "6:12 F108", "write a list: `wrong: [the Rhone, the Seine, the Elbe]`"),
    "wrong braces": (QUESTION, "[the Rhone, the Seine, the Elbe]", "{the Rhone, the Seine, the Elbe}", "6:5 B304", "give at least one wrong answer; three are best"),
    "wrong semicolons": (QUESTION, "[the Rhone, the Seine, the Elbe]", "[the Rhone; the Seine; the Elbe]", "6:13 F108", "write a list: `wrong: [the Rhone, the Seine, the Elbe]`"),
    "wrong pipe": (QUESTION, "[the Rhone, the Seine, the Elbe]", "the Rhone | the Seine | the Elbe", "6:12 F108", "write a list: `wrong: [the Rhone, the Seine, the Elbe]`"),
    "wrong slash": (QUESTION, "[the Rhone, the Seine, the Elbe]", "the Rhone / the Seine / the Elbe", "6:12 F108", "write a list: `wrong: [the Rhone, the Seine, the Elbe]`"),
    "list unclosed": (QUESTION, "the Elbe]", "the Elbe", "6:12 B003", "write `]` where it ends"),
    "list comma missing": (QUESTION, "[the Rhone, the Seine", "['the Rhone' 'the Seine'", "6:24 B003", "write one"),
    "key in wrong": (QUESTION, "the Elbe]", "the Loire]", "6:35 B303", "change or delete one"),
    "dup wrong": (QUESTION, "the Elbe]", "the Rhone]", "6:35 B303", "change or delete one"),
    "colon in ask": (QUESTION, "ask: Which river flows", "ask: Rivers: which river flows", "4:16 B003", "put the text in quotes"),
    "quote unclosed": (QUESTION, "ask: Which river flows through Nantes?", 'ask: "Which river flows through Nantes?', "4:10 B003", "close it at the end of the text"),
    "tabs": (QUESTION, "    ask", "\task", "4:1 B003", "indent with spaces"),
    "indent more": (QUESTION, "    answer", "      answer", "5:1 B003", "start it right below `ask`, with 4 spaces before it"),
    "indent less": (QUESTION, "    answer", "  answer", "6:1 B003", "start it right below `answer`, with 2 spaces before it"),
    "apostrophe": (QUESTION, "ask: Which river flows through Nantes?", "ask: 'What's in Nantes?'", "4:15 B003", "write two of them, or use double quotes"),
    "hash": (QUESTION, "ask: Which river flows through Nantes?", "ask: # which river?", "4:5 B105", "what stands behind `#` is not read: put the text in quotes"),
    "percent start": (QUESTION, "the Elbe]", "%5]", "6:35 B003", "put the text in quotes"),
    "at start": (QUESTION, "answer: the Loire", "answer: @home", "5:13 B003", "put the text in quotes"),
    "answer list no choose": (QUESTION, "answer: the Loire", "answer: [the Loire, the Cher]", "5:25 B206", "add `choose: all`, or keep one answer"),
    "choose true": (QUESTION, "    wrong", "    choose: true\n    wrong", "6:13 B103", "delete it for a question with one answer"),
    "typed no": (QUESTION, "    wrong", "    typed: maybe\n    wrong", "6:12 B103", "delete it where it is not so"),
    "true/false": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    answer: true\n", "4:5 B102", "for a statement, write `claim:` with its text and `is: true`; for a question, add `wrong:`"),
    "claim without is": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    claim: The Loire is long.\n", "4:5 B102", "add `is:` with `true` or `false`"),
    "claim answer": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    claim: The Loire is long.\n    answer: true\n", "5:5 B206", "write `is:` in its place"),
    "order string": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    order: egg, larva, pupa\n", "5:12 B103", "give three texts or more, in the right order"),
    "match list": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    match: [dog, Hund]\n", "5:12 B103", "write `match: {left: right}`, a line for each pair"),
    "question: for questions": (QUESTION, "questions:", "question:", "1:1 B102", "add `tables:` or `questions:`"),
    "Fragen": (QUESTION, "questions:", "quiz:", "1:1 B102", "add `tables:` or `questions:`"),
    "table col typo": (TABLE, "{country}", "{contry}", "11:42 B204", "did you mean `{country}`?"),
    "table answer braces missing typo": (TABLE, "answer: capital", "answer: captial", "11:63 B203", "did you mean `capital`?"),
    "table answer fixed text": (TABLE, "answer: capital", "answer: Paris", "11:63 B203", "it is a value of `capital`: name the column, `capital`"),
    "table angle": (TABLE, "{country}", "<<country>>", "11:7 G302", "name a column in braces, such as `{country}`"),
    "table double braces": (TABLE, "{country}", "{{country}}", "11:7 G302", "name a column in braces, such as `{country}`"),
    "table percent": (TABLE, "{country}", "%country%", "11:7 G302", "name a column in braces, such as `{country}`"),
    "table space in brace": (TABLE, "{country}", "{the country}", "11:42 B204", "did you mean `{country}`?"),
    "where value typo": (TABLE, "answer: capital}", "answer: capital, where: {continent: Europa}}", "11:91 B207", "did you mean `Europe`?"),
    "where column typo": (TABLE, "answer: capital}", "answer: capital, where: {contnent: Europe}}", "11:80 B203", "did you mean `continent`?"),
    "near text": (TABLE, "answer: capital}", "answer: people, near: few}", "11:77 B301", "for example `near: 5`"),
    "near on text col": (TABLE, "answer: capital}", "answer: capital, near: 5}", "6:20 B301", "name a column of numbers or dates, or write a number into every cell of `capital`"),
    "most without col": (TABLE, "answer: capital}", "answer: capital, most: true}", "11:78 B203", "its columns are country, capital, continent, people"),
    "wrong in pattern": (TABLE, "answer: capital}", "answer: capital, wrong: [Lyon]}", "11:72 B101", "wrong answers come from the other rows; write more of them as `decoys:` of the table"),
    "rows missing": (TABLE, "    rows:\n", "", "5:1 B003", "start it right below `columns`, with 4 spaces before it"),
    "columns missing": (TABLE, "    columns: [country, capital, continent, people]\n", "", "5:7 B102", "name the columns: `columns: [name, ...]`"),
    "columns text": (TABLE, "columns: [country, capital, continent, people]", "columns: country, capital, continent, people", "4:14 B103", "write `columns: [country, capital, continent, people]`"),
    "row cell missing": (TABLE, "[Italy, Rome, Europe, 59]", "[Italy, Rome, Europe]", "7:7 B201", "the columns are country, capital, continent, people; a cell without a value is `[]`"),
    "row id spaces": (TABLE, "      fr:", "      south france:", "6:7 B106", "for example `south-france`"),
    "row id dup": (TABLE, "      it:", "      fr:", "7:7 B104", "give one another name, such as `fr-2`, or delete it"),
    "row no colon": (TABLE, "      fr: [France", "      fr [France", "6:7 B003", "write a name and a colon before the text, such as `title: Lakes`"),
    "row no bracket": (TABLE, "[France, Paris, Europe, 67]", "France, Paris, Europe, 67]", "6:11 B103", "write `fr: [France, Paris, Europe, 67]`"),
    "unquoted brace start": (TABLE, '"What is the capital of {country}?"', "{country} has which capital?", "11:18 B003", 'write "{name} ..."'),
    "rows tsv": (TABLE, "[France, Paris, Europe, 67]", "France\tParis\tEurope\t67", "6:11 B103", "write `fr: [cell, cell, ...]`"),
    "table not nested": (TABLE, "  countries:\n    columns", "  columns", "4:1 B003", "start it right below `columns`, with 2 spaces before it"),
    "topic typo": (QUESTION, "    wrong", "    tpoic: x\n    wrong", "6:5 B101", "did you mean `topic`?"),
    "hint list map": (QUESTION, "    wrong", "    hint: {a: b}\n    wrong", "6:11 B103", 'a text that starts with `{` needs quotes: "{name} ..."'),
    "comment //": (QUESTION, "title: Geo", "// my bank\ntitle: Geo", "1:1 B003", "write `# my bank`"),
    "formula typo": (QUESTION, "Which river flows through Nantes?", "What is {v*w}?\n    values: {v: 2..5}", "4:21 B204", "the names are v"),
    "gaps": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    gaps: The {river} is long.\n    answers: {rivr: Loire}\n", "4:15 B204", "did you mean `rivr`?"),
    "decoys list": (TABLE, "    questions", "    decoys: [Lyon, Nice]\n    questions", "10:13 B103", "write `decoys: {name: [...]}`"),
    "confuse wrong": (TABLE, "      ke: [", "      ma: {country: Mali, capital: Bamako, continent: Africa, people: 20, confuse: togo}\n      ke: [", "9:84 B209", "name a row; a value that no row has goes by its column: `{column: value}`"),
}  # fmt: skip


def problems(text: str) -> list[Problem]:
    """Return what is said of a bank but for what is advice: ids, sources and explanations."""
    data = text.encode()
    decoded = decode(data, "x")
    found = [*decoded.problems, *(check_bank(decoded.bank, data=data).problems if decoded.bank else ())]
    return [problem for problem in found if problem.code not in ("B107", "Q118", "Q123", "Q124")]


@pytest.mark.parametrize(("bank", "old", "new", "place", "help_"), MISTAKES.values(), ids=MISTAKES)
def test_the_right_line_is_named_with_what_to_write_there(
    bank: str, old: str, new: str, place: str, help_: str
) -> None:
    assert old in bank

    found = problems(bank.replace(old, new, 1))

    assert (place, help_) in [(f"{one.span.line}:{one.span.column} {one.code}", one.help) for one in found]


@pytest.mark.parametrize("bank", [QUESTION, TABLE], ids=["a question", "a table"])
def test_without_a_mistake_nothing_is_said(bank: str) -> None:
    assert [] == problems(bank)
