# ruff: noqa: E501 # banks and messages are whole lines
"""What beginners write, and what the check tells them: the right line, and what to write there."""

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
    "no space after colon in braces": (TABLE, "[Peru, Lima, South America, 33]", "{country: Peru, capital:Lima, continent: Asia, people: 3}", "8:27 B202", "a space is missing after the colon: write `capital: Lima`"),
    "other names without typing": (QUESTION, "    wrong:", "    also: Loire\n    wrong:", "6:5 B206", "delete it, or add `typed: true`"),
    "one pair": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]", "    match: {Loire: Nantes}", "5:5 B105", "give three pairs, or two pairs and `wrong:` with extra answers"),
    "other names mistyped": (TABLE, "[Peru, Lima,", "[Peru, {value: Lima, als: [Lima City]},", "8:18 B103", "did you mean `also`?"),
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
    "wrong braces": (QUESTION, "[the Rhone, the Seine, the Elbe]", "{the Rhone, the Seine, the Elbe}", "6:12 B103", "write it in square brackets: `[the Rhone, the Seine, the Elbe]`"),
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
    "hash": (QUESTION, "ask: Which river flows through Nantes?", "ask: # which river?", "4:5 B105", "what follows `#` is not read: put the text in quotes"),
    "percent start": (QUESTION, "the Elbe]", "%5]", "6:35 B003", "put the text in quotes"),
    "at start": (QUESTION, "answer: the Loire", "answer: @home", "5:13 B003", "put the text in quotes"),
    "answer list no choose": (QUESTION, "answer: the Loire", "answer: [the Loire, the Cher]", "5:25 B206", "add `choose: all`, or keep one answer"),
    "choose true": (QUESTION, "    wrong", "    choose: true\n    wrong", "6:13 B103", "write `choose: all`, or delete it for a question with one answer"),
    "typed no": (QUESTION, "    wrong", "    typed: maybe\n    wrong", "6:12 B103", "delete it if it is not true"),
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
    "near on text col": (TABLE, "answer: capital}", "answer: capital, near: 5}", "6:20 B301", "name a column of numbers or dates, or write a number in every cell of `capital`"),
    "most without col": (TABLE, "answer: capital}", "answer: capital, most: true}", "11:78 B203", "it has these columns of numbers or dates: people"),
    "wrong in pattern": (TABLE, "answer: capital}", "answer: capital, wrong: [Lyon]}", "11:72 B101", "wrong answers come from the other rows; write more of them as `decoys:` of the table"),
    "rows missing": (TABLE, "    rows:\n", "", "5:1 B003", "start it right below `columns`, with 4 spaces before it"),
    "columns missing": (TABLE, "    columns: [country, capital, continent, people]\n", "", "5:7 B102", "name the columns: `columns: [name, ...]`"),
    "columns text": (TABLE, "columns: [country, capital, continent, people]", "columns: country, capital, continent, people", "4:14 B103", "write `columns: [country, capital, continent, people]`"),
    "row cell missing": (TABLE, "[Italy, Rome, Europe, 59]", "[Italy, Rome, Europe]", "7:7 B201", "the columns are country, capital, continent, people; a cell without a value is `[]`"),
    "row cell with a comma and a unit": (TABLE, "[Italy, Rome, Europe, 59]", "[Italy, Rome, Europe, 1,233 km]", "7:7 B201", 'a number with commas needs quotes: `"1,233 km"`'),
    "row cell with a comma and no space": (TABLE, "[Italy, Rome, Europe, 59]", "[Italy, Rome, Europe, 59,north]", "7:7 B201", 'the columns are country, capital, continent, people; a value with a comma in it needs quotes, such as `"59,north"`'),
    "where column unlike all": (TABLE, "answer: capital}", "answer: capital, where: {plate: Europe}}", "11:80 B203", "its columns are country, capital, continent, people"),
    "most of a column unlike all": (TABLE, "answer: capital}", "answer: country, most: inhabitants}", "11:78 B203", "it has these columns of numbers or dates: people"),
    "question below a name, not indented": (TABLE, '      cap: {ask: "What is the capital of {country}?", answer: capital}', '      cap:\n      ask: "What is the capital of {country}?"\n      answer: capital', "11:7 B102", "put two more spaces before them"),
    "questions of a table not indented": (TABLE, "    questions:\n      cap:", "  questions:\n    cap:", "10:3 B101", "if it belongs to `countries`, put two more spaces before it and its lines"),
    "row id spaces": (TABLE, "      fr:", "      south france:", "6:7 B106", "for example `south-france`"),
    "row id dup": (TABLE, "      it:", "      fr:", "7:7 B104", "give one of them another name, such as `fr-2`, or delete it"),
    "row no colon": (TABLE, "      fr: [France", "      fr [France", "6:7 B003", "write `fr: [France, Paris, Europe, 67]`"),
    "row no bracket": (TABLE, "[France, Paris, Europe, 67]", "France, Paris, Europe, 67]", "6:11 B103", "write `fr: [France, Paris, Europe, 67]`"),
    "unquoted brace start": (TABLE, '"What is the capital of {country}?"', "{country} has which capital?", "11:18 B003", 'write "{name} ..."'),
    "rows tsv": (TABLE, "[France, Paris, Europe, 67]", "France\tParis\tEurope\t67", "6:11 B103", "write `fr: [cell, cell, ...]`"),
    "table not nested": (TABLE, "  countries:\n    columns", "  columns", "4:1 B003", "start it right below `columns`, with 2 spaces before it"),
    "topic typo": (QUESTION, "    wrong", "    tpoic: x\n    wrong", "6:5 B101", "did you mean `topic`?"),
    "hint list map": (QUESTION, "    wrong", "    hint: {a: b}\n    wrong", "6:11 B103", 'put it in quotes: `"a: b"`'),
    "comment //": (QUESTION, "title: Geo", "// my bank\ntitle: Geo", "1:1 B003", "write `# my bank`"),
    "formula typo": (QUESTION, "Which river flows through Nantes?", "What is {v*w}?\n    values: {v: 2..5}", "4:21 B204", "the names are v"),
    "gaps": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    gaps: The {river} is long.\n    answers: {rivr: Loire}\n", "4:15 B204", "did you mean `rivr`?"),
    "decoys list": (TABLE, "    questions", "    decoys: [Lyon, Nice]\n    questions", "10:13 B103", "write `decoys: {column: [...]}`"),
    "confuse wrong": (TABLE, "      ke: [", "      ma: {country: Mali, capital: Bamako, continent: Africa, people: 20, confuse: togo}\n      ke: [", "9:84 B209", "name a row; for a value that no row has, write `{column: value}`"),
    "wrong twice": (QUESTION, "wrong: [the Rhone, the Seine, the Elbe]", "wrong: the Rhone\n    wrong: the Seine", "7:5 B104", "write one list: `wrong: [the Rhone, the Seine]`"),
    "wrong numbered": (QUESTION, "wrong: [the Rhone, the Seine, the Elbe]", "wrong1: the Rhone\n    wrong2: the Seine", "6:5 B101", "write all wrong answers as one list: `wrong: [first, second, third]`"),
    "option a": (QUESTION, "wrong: [the Rhone, the Seine, the Elbe]", "option_a: the Rhone\n    option_b: the Seine", "6:5 B101", "write the right one as `answer:` and the others as one list: `wrong: [first, second, third]`"),
    "wrong with a blank": (QUESTION, "[the Rhone, the Seine, the Elbe]", "[the Seine, ' ']", "6:24 B103", "write one text, or delete it"),
    "wrong with a lone dash": (QUESTION, "[the Rhone, the Seine, the Elbe]", "\n      -\n      - the Seine", "7:8 B103", "write one text, or delete it"),
    "wrong with two dashes": (QUESTION, "[the Rhone, the Seine, the Elbe]", "\n      - - the Rhone", "7:9 B103", "write `- the Rhone`"),
    "tick boxes": (QUESTION, "[the Rhone, the Seine, the Elbe]", "\n      - [ ] the Rhone\n      - [x] the Loire", "7:9 B003", "write the right answer as `answer:`, and the others in `wrong: [...]`"),
    "the letter of the right option": (QUESTION, "    answer: the Loire\n    wrong", "    correct: b\n    options", "5:5 B101", "write `answer:` in its place, with the text of the right option"),
    "answers and the right one": (QUESTION, "    answer: the Loire\n    wrong: [", "    correct: 1\n    answers: [the Loire, ", "6:5 B206", "write the right one as `answer:` and the others as `wrong:`, or add `gaps:`"),
    "claim true": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    claim: The Loire is long.\n    true: yes\n", "5:5 B101", "write `is:` in its place, with `true` or `false`"),
    "claim is wrong": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    claim: The Loire is long.\n    is: wrong\n", "5:9 B103", "write `is: true` or `is: false`"),
    "match list of pairs": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    match:\n      - dog: Hund\n      - cat: Katze\n", "6:7 B103", "write `match: {dog: Hund, cat: Katze}`"),
    "match arrows": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    match: [dog -> Hund, cat -> Katze]\n", "5:12 B103", "write `match: {dog: Hund, cat: Katze}`"),
    "match equals": (QUESTION, "    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    match: {dog = Hund, cat = Katze}\n", "5:12 B103", "write `match: {dog: Hund, cat: Katze}`"),
    "answers of gaps without names": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    gaps: The {river} is long.\n    answers: [Loire]\n", "5:14 B103", "write `answers: {river: Loire}`"),
    "answer of a gap": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n    wrong: [the Rhone, the Seine, the Elbe]\n", "    gaps: The {river} is long.\n    answer: Loire\n", "5:5 B206", "write `answers:` in its place"),
    "range with a dash": (QUESTION, "answer: the Loire", "answer: '{v}'\n    values: {v: 2-5}", "6:17 B301", "write `2..5`"),
    "passage as a text": (QUESTION, "    ask", "    passage: A long text.\n    ask", "4:14 B211", "write a name here, and the text under that name below `passages:` of the bank"),
    "question without a name": (QUESTION, "  loire:\n", "", "3:5 B102", "write a name and a colon above it, such as `first:`, and two more spaces before its lines"),
    "questions twice": (QUESTION, "the Elbe]\n", "the Elbe]\nquestions:\n  seine: {ask: A?, answer: a, wrong: [b, c]}\n", "7:1 B104", "move the lines below it to the end of the first `questions:`"),
    "text below a bar without spaces": (QUESTION, "ask: Which", "ask: |\n    Which", "5:5 B003", "put more spaces before it than before `ask`"),
    "code below a question": (QUESTION, "Nantes?\n", "Nantes?\n\n        while True:\n            print(1)\n", "6:9 B003", "if it belongs to the text of `ask`, write `ask: |` and the whole text in the lines below it"),
    "a number with a comma twice": (QUESTION, "[the Rhone, the Seine, the Elbe]", "[1,200, 1,300]", "6:20 B303", 'a number with commas needs quotes: `"1,300"`'),
    "numbers with commas": (QUESTION, "[the Rhone, the Seine, the Elbe]", "[1,000, 2,000]", "6:22 B303", 'a number with commas needs quotes: `"2,000"`'),
    "a tuple without quotes": (QUESTION, "[the Rhone, the Seine, the Elbe]", "[(1, 2), 12]", "6:13 F113", 'put it in quotes: `"(1, 2)"`'),
    "a list as answer": (QUESTION, "answer: the Loire", "answer: [1, 2]", "5:17 B206", "add `choose: all`, or keep one answer; if the brackets belong to the answer, put it in quotes"),
    "quotes and a colon": (QUESTION, "ask: Which river flows through Nantes?", 'ask: Who said: "Now"?', "4:18 B003", "put the text in single quotes"),
    "a list of questions": (QUESTION, QUESTION, "1. Which river is long?\na) the Loire\nb) the Seine\n", "1:1 B006", "a bank has `title:` and `tables:` or `questions:`; `quiz bank import FILE` reads lists of questions"),
    "language by its name": (QUESTION, "title: Geo", "title: Geo\nlanguage: German", "2:11 B111", "write `language: de`"),
    "columns as a mapping": (TABLE, "[country, capital, continent, people]", "{country: text, capital: text, continent: text, people: number}", "4:14 B103", "write `columns: [country, capital, continent, people]`"),
    "colon of rows missing": (TABLE, "rows:", "rows", "5:9 B003", "write `rows:`"),
    "a row of a sheet": (TABLE, "fr: [France, Paris, Europe, 67]", "France, Paris, Europe, 67", "6:7 B003", "if it is a row of a table, write `france: [France, Paris, Europe, 67]`"),
    "a dash before one row": (TABLE, "      it:", "      - it:", "7:7 B003", "write both the same way"),
    "a row in two lists": (TABLE, "[Italy, Rome, Europe, 59]", "[Italy, Rome], [Europe, 59]", "7:24 B003", "put all of it into one pair of brackets: `[first, second, third]`"),
    "a colon in a cell": (TABLE, "Italy, Rome,", "Italy, Rome: the city,", "7:19 B103", 'put it in quotes: `"Rome: the city"`'),
    "a table without a name": (TABLE, "  countries:\n", "", "3:5 B102", "write a name and a colon above it, such as `first:`, and two more spaces before its lines"),
    "where as a text": (TABLE, "answer: capital}", "answer: capital, where: continent = Europe}", "11:79 B103", "write `where: {continent: Europe}`"),
    "where as a list": (TABLE, "answer: capital}", "answer: capital, where: [continent, Europe, Africa]}", "11:79 B103", "write `where: {continent: [Europe, Africa]}`"),
    "except without agreement": (TABLE, "answer: capital}", "answer: capital, except: true}", "11:7 G302", "ask about a column in which several rows agree"),
    "answer in braces": (TABLE, "answer: capital}", "answer: {capital}}", "11:63 B103", 'write `answer: "{capital}"`'),
    "answer in brackets": (TABLE, "answer: capital}", "answer: [capital]}", "11:63 B103", "write `answer: capital`"),
    "why with a comma": (TABLE, "answer: capital}", "answer: capital, why: Yes, it is}", "11:82 B101", "if it belongs to the text before it, put the whole text in quotes, with its comma"),
    "a name above its row": (TABLE, "fr: [France", "- id: fr\n        [France", "7:9 B003", "write `- fr: [France, Paris, Europe, 67]` in one line"),
    "kinds as a list": (TABLE, "    questions", "    kinds: [number]\n    questions", "10:12 B103", "write `kinds: {country: number}`, with the name of the column"),
    "exact as a truth": (TABLE, "    questions", "    exact: true\n    questions", "10:12 B203", "name the columns in which every character matters, such as `exact: [country]`"),
    "wrong answers of gaps": (QUESTION, "    ask: Which river flows through Nantes?\n    answer: the Loire\n", "    gaps: The {river} is long.\n    answers: {river: Loire}\n", "6:5 B206", "write it with the answer of a gap: `name: {answer: ..., wrong: [...]}`"),
    "a range that falls": (QUESTION, "answer: the Loire", "answer: '{v}'\n    values: {v: 9..2}", "6:17 B301", "write `2..9`"),
    "numbers without brackets": (QUESTION, "answer: the Loire", "answer: '{v}'\n    values: {v: 3, 5}", "6:20 B103", "write `v: [3, 5]`"),
    "a pattern outside its table": (TABLE, "    questions:\n      cap", "questions:\n      cap", "11:12 B102", "a question about the rows of a table goes below `questions:` of that table; any other needs `wrong:`"),
    "a written-out pattern": (TABLE, "    questions:\n      cap: {", "questions:\n      cap: {wrong: [Rome, Oslo], ", "11:39 F110", "move it below `questions:` of the table `countries`"),
    "a formula without values": (QUESTION, "Nantes?\n    answer: the Loire", "{v} miles in {t} hours?\n    answer: '{v*t}'", "5:13 F110", "add `values: {v: 2..20}`, with the numbers of each name"),
    "curly quotes": (TABLE, '"What is the capital of {country}?"', "“What is the capital of {country}?”", "11:18 B003", 'write straight ones: "... {name} ..."'),
}  # fmt: skip


def problems(text: str) -> list[Problem]:
    """Return what is said about a bank, apart from advice on ids, sources and explanations."""
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


@pytest.mark.parametrize(
    "typed",
    [
        "ask: A, answer: {k: LONG}, wrong: [b]",
        "ask: A, answer: a, wrong: [[LONG]]",
        "ask: A, answer: a, wrong: LONG, wrong: LONG",
        "ask: A, match: [LONG -> a, b -> c]",
        "gaps: '{r} is', answers: [LONG]",
        "ask: [LONG], answer: a, wrong: [b]",
        "ask: A, answer: a, wrong: [b], passage: LONG",
    ],
)
def test_what_to_write_is_short_whatever_was_typed(typed: str) -> None:
    found = problems(f"title: T\nquestions:\n  q: {{{typed.replace('LONG', 'long ' * 900)}}}\n")

    assert found != []
    assert max(len(problem.help) + len(problem.message) for problem in found) < 600


def test_an_empty_cell_is_not_also_a_text_that_cannot_be_compared() -> None:
    rows = "".join(f"      {name}: {{country: {name}, people: }}\n" for name in ("fr", "it", "pe"))
    bank = f"id: x\ntables:\n  t:\n    rows:\n{rows}    questions:\n      q: {{ask: Most?, answer: country, most: people}}\n"

    assert [one.code for one in problems(bank) if one.code.startswith("B")] == ["B105"] * 3
