# ruff: noqa: E501 # diagnostics are whole lines
from pathlib import Path

import pytest

from quiz.bank.limits import MAX_BYTES, MAX_SCALAR
from quiz.bank.problems import CODES, Problem, Severity, did_you_mean
from quiz.items.check import try_all
from quiz.items.decoding import decode
from quiz.library.banks import BankFile, load

TABLE = """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, born: 1950}
      b: {name: Bea, born: 1960}
      c: {name: Cid, born: 1970}
      d: {name: Dot, born: 1980}
    questions:
"""

#: What is wrong -> a bank, and every line that is reported about it.
CASES: dict[str, tuple[str, str]] = {
    "control character": (
        """\
id: x
title: a\x1b[31m
""",
        """\
2:9: error B002: control character U+001B in the text (delete it)
""",
    ),
    "byte order mark inside": (
        """\
id: x
title: a\ufeffb
""",
        """\
2:9: error B002: control character U+FEFF in the text (delete it)
""",
    ),
    "NUL": (
        """\
id: x\x00
""",
        """\
1:6: error B002: control character U+0000 in the text (delete it)
""",
    ),
    "tab indents": (
        """\
id: x
tables:
\tt: 1
""",
        """\
3:1: error B003: the indentation has a tab (indent with spaces)
""",
    ),
    "quote not closed": (
        """\
id: x
title: "abc
""",
        """\
2:8: error B003: a quotation mark is not closed (close it at the end of the text)
""",
    ),
    "second colon": (
        """\
id: x
title: EU: leaders
""",
        """\
2:10: error B003: a second colon in one line (put the text in quotes)
""",
    ),
    "placeholder unquoted": (
        TABLE
        + """\
      q:
        ask: {name} was born?
        answer: born
""",
        """\
11:14: error B003: a text that starts with `{` needs quotes (write "{name} was born?")
""",
    ),
    "cannot start with": (
        """\
id: x
title: @home
""",
        """\
2:8: error B003: a text cannot start with `@` (put the text in quotes)
""",
    ),
    "backtick start": (
        """\
id: x
title: `home
questions: {q: {ask: A, answer: a, wrong: [b, c]}}
""",
        """\
2:8: error B003: a text cannot start with a backtick (put the text in quotes)
""",
    ),
    "curly quotation marks": (
        """\
id: x
title: “Home: sweet home”
questions: {q: {ask: A, answer: a, wrong: [b, c]}}
""",
        """\
2:8: error B003: curly quotation marks do not count as quotes (put the text in straight ones)
""",
    ),
    "percent start": (
        """\
id: x
title: %home
""",
        """\
2:8: error B003: a text cannot start with `%` (put the text in quotes)
""",
    ),
    "unknown escape": (
        """\
id: x
title: "C:\\dir"
""",
        """\
2:11: error B003: an invalid `\\` escape in a quoted text (write `\\\\`, or use single quotes)
""",
    ),
    "braces in a text without quotes": (
        """\
id: x
questions:
  q: {ask: Who is {name}?, answer: b}
""",
        """\
3:19: error B003: a text with `{` or `[` in it needs quotes here (write "... {name} ...")
""",
    ),
    "bracket not closed": (
        """\
id: x
questions:
  q: {ask: a, answer: [b, c}
""",
        """\
3:23: error B003: the `[` is not closed (write `]` before this `}`)
""",
    ),
    "alias": (
        """\
id: x
title: *star
""",
        """\
2:8: error B004: a text cannot start with `*` (put the text in quotes; if it is an alias, write out what it stands for)
""",
    ),
    "anchor": (
        """\
id: x
title: &star x
""",
        """\
2:8: error B004: a text cannot start with `&` (put the text in quotes; if it is an anchor, delete it)
""",
    ),
    "tag": (
        """\
id: x
title: !important x
""",
        """\
2:8: error B004: a text cannot start with `!` (put the text in quotes; if it is a tag, delete it)
""",
    ),
    "tag on map": (
        """\
id: x
tables: !!python/object:os.system {}
""",
        """\
2:9: error B004: a text cannot start with `!` (put the text in quotes; if it is a tag, delete it)
""",
    ),
    "merge": (
        """\
id: x
tables:
  t:
    <<: {rows: {}}
""",
        """\
4:5: error B004: `<<` (a merge) is not used in banks (write the keys out)
""",
    ),
    "empty": (
        """\
""",
        """\
1:1: error B006: the file is empty (write `title:` and `tables:`)
""",
    ),
    "only a comment": (
        """\
# nothing
""",
        """\
1:1: error B006: the file is empty (write `title:` and `tables:`)
""",
    ),
    "a list": (
        """\
- a
- b
""",
        """\
1:1: error B006: this is not a bank (a bank has `title:` and `tables:` or `questions:`)
""",
    ),
    "a text": (
        """\
hello
""",
        """\
1:1: error B006: this is not a bank (a bank has `title:` and `tables:` or `questions:`)
""",
    ),
    "other yaml": (
        """\
version: 3
services: {}
""",
        """\
1:1: error B006: this is not a bank (a bank has `title:` and `tables:` or `questions:`)
""",
    ),
    "two documents": (
        """\
id: x
title: x
---
id: y
""",
        """\
3:1: error B006: a second document starts here (keep one bank in a file)
""",
    ),
    "key no text": (
        """\
id: x
? [a, b]
: c
""",
        """\
2:3: error B006: a key must be a text (use a name before the colon)
""",
    ),
    "unknown key": (
        """\
id: x
tabels: {}
title: x
questions: {q: {ask: "A?", anwser: b, answer: b, wrong: [c, d], zzz: 1}}
""",
        """\
2:1: error B101: a bank has no key `tabels` (did you mean `tables`?)
4:28: error B101: a question has no key `anwser` (did you mean `answer`?)
4:65: error B101: a question has no key `zzz` (a question takes `topic`, `ask`, `answer`, `wrong`, `pinned`, `claim`, `is`, `order`, `match`, `gaps`, `answers`, `choose`, `values`, `typed`, `also`, `within`, `exact`, `why`, `hint`, `source`, `passage`, `allow`)
""",
    ),
    "missing keys": (
        """\
id: x
questions:
  q: {ask: "A?"}
""",
        """\
3:6: error B102: `answer` is missing (add `answer:` with a text or a list of texts)
3:6: error B102: `wrong` is missing (add `wrong:` with a list of wrong answers)
""",
    ),
    "no facts": (
        """\
id: x
title: x
""",
        """\
1:1: error B102: the bank has no facts (add `tables:` or `questions:`)
""",
    ),
    "no ask": (
        TABLE
        + """\
      q: {answer: name}
""",
        """\
10:10: error B102: `ask` is missing (add `ask: "..."` and `answer:`, or a `claim:`)
""",
    ),
    "no answer": (
        TABLE
        + """\
      q: {ask: "Who?"}
""",
        """\
10:10: error B102: `answer` is missing (add `answer:` with the name of a column)
""",
    ),
    "no swap": (
        TABLE
        + """\
      q: {claim: "{name} was."}
""",
        """\
10:10: error B102: `swap` is missing (add `swap:` with the name of a column)
""",
    ),
    "no columns": (
        """\
id: x
tables:
  t:
    rows:
      - [Ann, 1950]
""",
        """\
5:9: error B102: `columns` is missing (name the columns: `columns: [name, ...]`)
""",
    ),
    "no rows": (
        """\
id: x
tables:
  t: {topic: T}
""",
        """\
3:6: error B102: `rows` is missing (add `rows:` with rows of facts)
""",
    ),
    "wrong kinds": (
        """\
id: [x]
format: 2
title: {a: b}
tables: [a]
questions: none
""",
        """\
1:5: error B103: `id` should be a text (write `id: x`)
2:9: error B103: format `2` is not known (this program reads `format: 1`)
3:8: error B103: `title` should be a text (put it in quotes: `"a: b"`)
4:9: error B103: `tables` should have a name for each table (write `tables:`, then `name:` for each)
5:12: error B103: each of the questions needs a name (write a name and a colon, and what belongs to it in the lines below it)
""",
    ),
    "kinds in a table": (
        """\
id: x
tables:
  s: text
  t:
    columns: {a: b}
    rows: none
  u:
    open: maybe
    rows:
      a: text
      b: {name: Bea, born: {year: 1}}
    decoys: [a]
    questions: none
  v:
    rows: [text, {name: Ann, born: 1950}]
""",
        """\
3:6: error B103: a table needs keys with values (write keys such as `topic`, `source`, `columns`, `rows`, each with a colon and its value)
5:14: error B103: `columns` should be a list of names (write `columns: [a]`)
6:11: error B103: `rows` should be rows of facts (write `name: {column: value, ...}` for each)
8:11: error B103: `open` should be `true` or `false` (write `open: true` or `open: false`)
10:10: error B103: the row `a` is a text (write `a: {column: value, ...}`)
11:28: error B103: a cell is a text, a list of texts or `{value: ..., also: [...]}` (put it in quotes: `"year: 1"`)
12:13: error B103: `decoys` should name a column and its decoys (write `decoys: {column: [...]}`)
13:16: error B103: each of the questions needs a name (write a name and a colon, and what belongs to it in the lines below it)
15:11: note B107: the names of the rows are made from the first column (write a name before each row, as in `- ann: {name: Ann, born: 1950}`, so that you can change the texts)
15:12: error B103: this row is a text (write `- {column: value, ...}`)
""",
    ),
    "kinds in a pattern": (
        TABLE
        + """\
      q:
        ask: {name}
        answer: born
      r: text
      s: {ask: "Who?", answer: name, choose: some}
      u: {ask: "Who?", answer: name, where: name}
      v: {ask: "Who?", answer: name, where: {name: {a: b}}}
      w: {ask: "Who?", answer: name, where: {name: [[a]]}, except: maybe}
""",
        """\
11:14: error B103: `ask` should be a text (write `ask: "{name}"`)
13:10: error B103: a question pattern needs keys with values (write keys such as `ask`, `answer`, `where`, `except`, each with a colon and its value)
14:46: error B103: `choose` should be `all` (write `choose: all`, or delete it for a question with one answer)
15:45: error B103: `where` should name a column and its value (write `where: {column: value}`)
16:52: error B103: `name` should be a text or a list of texts (put it in quotes: `"a: b"`)
17:53: error B103: `name` contains something that is not a text (write a text)
17:68: error B103: `except` should be `true` or `false` (write `except: true` or `except: false`)
""",
    ),
    "kinds in a question": (
        """\
id: x
questions:
  q: text
  r: {ask: "A?", answer: {a: b}, wrong: [[c], d, e]}
  s: {ask: "A?", answer: [[a]], wrong: [c, d]}
""",
        """\
3:6: error B103: a question needs keys with values (write keys such as `topic`, `ask`, `answer`, `wrong`, each with a colon and its value)
4:26: error B103: `answer` should be a text or a list of texts (put it in quotes: `"a: b"`)
4:42: error B103: a wrong answer is a text or `{text: ..., why: ...}` (write `c` without brackets)
5:27: error B103: `answer` contains something that is not a text (write a text)
""",
    ),
    "key twice": (
        """\
id: x
title: a
title: b
questions:
  q: {ask: "A?", answer: a, ask: "B?", wrong: [c, d]}
  q: {}
""",
        """\
3:1: error B104: `title` is given twice, here and in line 2 (keep one of the two)
5:29: error B104: `ask` is given twice, here and in line 5 (keep one of the two)
6:3: error B104: `q` is given twice, here and in line 5 (give one of them another name, such as `q-2`, or delete it)
""",
    ),
    "empty values": (
        """\
id: x
title:
questions:
  q: {ask: "", answer: a, wrong: [c, d], why: }
""",
        """\
2:1: error B105: `title` is empty (give it a value, or delete the key)
4:7: error B105: `ask` is empty (give it a value, or delete the key)
4:42: error B105: `why` is empty (give it a value, or delete the key)
""",
    ),
    "empty cells": (
        """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, born: }
      b: {name: "", born: 1950}
  u: {rows: {}}
  v: {rows: []}
""",
        """\
5:22: error B105: an empty cell (give a value, or write `[]` if there is none)
6:17: error B105: an empty cell (give a value, or write `[]` if there is none)
7:13: error B105: `rows` is empty (add a row)
8:13: error B105: `rows` is empty (add a row)
""",
    ),
    "bad ids": (
        """\
id: ../x
tables:
  my table: {rows: {}}
  t:
    columns: [first name]
    rows:
      a b: {first: x}
questions:
  "?": {}
""",
        """\
1:5: error B106: `../x` cannot be the id of a bank: use letters, digits, `-` and `_` (for example `x`)
3:3: error B106: `my table` cannot be the name of a table: use letters, digits, `-` and `_` (for example `my-table`)
5:15: error B106: `first name` cannot name a column (use letters, digits and `_`, for example `first_name`)
7:7: error B106: `a b` cannot be the name of a row: use letters, digits, `-` and `_` (for example `a-b`)
9:3: error B106: `?` cannot be the name of one of the questions: use letters, digits, `-` and `_` (for example `first-one`)
""",
    ),
    "ids from texts": (
        """\
tables:
  t:
    rows:
      - {name: Ann, born: 1950}
      - {name: Bea, born: 1960}
    questions:
      - {ask: "When was {name} born?", answer: born, near: 5}
questions:
  - {ask: "A?", answer: a, wrong: [c, d]}
""",
        """\
1:1: note B107: the bank has no id; its file name gives `bank` (add `id:` to keep the history when the file is renamed)
4:7: note B107: the names of the rows are made from the first column (write a name before each row, as in `- ann: {name: Ann, born: 1950}`, so that you can change the texts)
7:7: note B107: the names of the questions are made from their texts (name each one to keep the history when you reword it)
9:3: note B107: the names of the questions are made from their texts (name each one to keep the history when you reword it)
""",
    ),
    "hidden characters": (
        """\
id: x
title: a\u202eb
questions:
  q: {ask: "a\\0", answer: a, wrong: [c, d]}
""",
        """\
2:8: warning B108: hidden characters: `a<U+202E>b` (delete them)
4:12: warning B108: hidden characters: `a<U+0000>` (delete them)
""",
    ),
    "passages": (
        """\
id: x
passages:
  first: Text.
  second: Text.
  third: [a, b]
  fourth: ""
  "fifth one": Text.
tables:
  t:
    passage: firs
    rows: {a: {name: Ann}, b: {name: Bea}, c: {name: Cid}}
questions:
  q: {ask: A, answer: a, wrong: [c, d], passage: second}
  r: {ask: B, answer: a, wrong: [c, d], passage: third}
  s: {claim: C, is: true, passage: nothing like it}
  t: {claim: D, is: true, passage: [a]}
""",
        """\
3:3: warning B212: no question shows the passage `first` (write `passage: first` where it belongs to a question, or delete it)
5:10: error B103: the passage `third` should be a text (write `|` after the colon, and the text in the lines below it)
6:3: error B105: the passage `fourth` is empty (write its text)
6:3: warning B212: no question shows the passage `fourth` (write `passage: fourth` where it belongs to a question, or delete it)
7:3: error B106: `fifth one` cannot be the name of one of the passages: use letters, digits, `-` and `_` (for example `fifth-one`)
10:14: error B211: there is no passage `firs` (did you mean `first`?)
15:36: error B211: there is no passage `nothing like it` (write a name here, and the text under that name below `passages:` of the bank)
16:36: error B103: `passage` should be a text (write `passage: a`)
""",
    ),
    "passages of another shape": (
        """\
id: x
passages: [Text.]
questions:
  q: {ask: A, answer: a, wrong: [c, d]}
""",
        """\
2:11: error B103: `passages` should have a name for each text (write `passages: {name: text}`, a name for each)
""",
    ),
    "no passages": (
        """\
id: x
passages: {}
questions:
  q: {ask: A, answer: a, wrong: [c, d]}
""",
        """\
2:11: error B105: `passages` is empty (write `name: text` for each)
""",
    ),
    "code that is joined": (
        """\
id: x
questions:
  fences:
    ask: >
      What does this print?
      ```
      print(1)
      ```
    answer: a
    wrong: [b, c]
  indented:
    ask: What does this print?

      while x
          x -= 1
    answer: "```"
    wrong: [b, c]
  kept:
    ask: |
      What does this print?
      ```
      print(1)
      ```
    answer: "```\\nprint(1)\\n```"
    wrong:
      - >
        This:

            print(2)
      - Two paragraphs
        here.

        And here.
""",
        """\
4:10: warning B110: the lines of this code are joined into one (write `|` after the colon, and the text in the lines below it)
12:10: warning B110: the lines of this code are joined into one (write `|` after the colon, and the text in the lines below it)
""",
    ),
    "a language by its name": (
        """\
id: x
language: Deutsch
questions:
  q: {ask: "A?", answer: a, wrong: [c, d]}
""",
        """\
2:11: warning B111: `Deutsch` is not the code of a language (write `language: de`)
""",
    ),
    "a language that nobody knows": (
        """\
id: x
language: Klingon
questions:
  q: {ask: "A?", answer: a, wrong: [c, d]}
""",
        """\
2:11: warning B111: `Klingon` is not the code of a language (write `language: en`, for example)
""",
    ),
    "a date that is none": (
        """\
id: x
as_of: today
questions:
  q: {ask: "A?", answer: a, wrong: [c, d]}
""",
        """\
2:8: warning B112: `today` does not say in which year the facts were true (write a date, such as `as_of: January 2024`; players may read it years later)
""",
    ),
    "values that nothing shows": (
        """\
id: x
questions:
  q: {ask: "How far?", answer: v*t, wrong: [v+t], values: {v: 2..5, t: [3]}}
""",
        """\
3:51: warning B309: no text of the question uses `values` (write a formula in braces, such as `{v}`)
""",
    ),
    "cells and columns": (
        """\
id: x
tables:
  t:
    columns: [name, born]
    rows:
      a: [Ann]
      b: [Bea, 1960, Rome]
      c: {name: Cid}
      d: {name: Dot, bron: 1980}
      e: {name: Eve, born: 1990, town: Rome}
      f: {name: Fay, born: 2000}
""",
        """\
6:7: error B201: the row `a` has 1 cell for 2 columns (the columns are name, born)
7:7: error B201: the row `b` has 3 cells for 2 columns (the columns are name, born; a value with a comma in it needs quotes, such as `"1960, Rome"`)
8:7: error B201: the row `c` has no `born` (add `born: ...`, or `born: []` if it has none)
9:22: error B202: the row `d` has `bron`, which is not a column (did you mean `born`?)
10:34: error B202: the row `e` has `town`, which is not a column (the columns are name, born)
""",
    ),
    "unknown columns": (
        TABLE
        + """\
      q: {ask: "When was {name} born?", answer: bron}
      r: {ask: "Who?", answer: name, most: age}
      s: {claim: "{name} was born in {born}.", swap: nam}
      u: {ask: "Who was born?", answer: name, where: {bron: 1950}}
      v: {ask: "Who?", answer: "nobody {{}}"}
    decoys: {nmae: [Eve]}
""",
        """\
10:49: error B203: `bron` is not a column of `t` (did you mean `born`?)
11:44: error B203: `age` is not a column of `t` (it has these columns of numbers or dates: born)
12:54: error B203: `nam` is not a column of `t` (did you mean `name`?)
13:55: error B203: `bron` is not a column of `t` (did you mean `born`?)
14:24: error B203: `answer` shows no column (name a column, or use `{column}`)
15:14: error B203: `nmae` is not a column of `t` (did you mean `name`?)
""",
    ),
    "unknown placeholders": (
        TABLE
        + """\
      q:
        ask: "In which year was {nmae} born, and
          where is {town}?"
        answer: born
        why: >
          It was
          {bron}.
""",
        """\
11:33: error B204: `{nmae}` is not a column of `t` (did you mean `{name}`?)
12:20: error B204: `{town}` is not a column of `t` (its columns are name, born)
16:11: error B204: `{bron}` is not a column of `t` (did you mean `{born}`?)
""",
    ),
    "broken placeholders": (
        TABLE
        + """\
      q: {ask: "When was {name born?", answer: born}
      r: {ask: "When was name} born?", answer: born}
      s: {ask: "When was {} born?", answer: born}
""",
        """\
10:26: error B205: `{name` is not closed; write `{name}`, or `{{` for the character itself
11:30: error B205: `name}` is not opened; write `{name}`, or `}}` for the character itself
12:26: error B205: `{` is on its own; write `{{` for the character itself
12:27: error B205: `}` is on its own; write `}}` for the character itself
""",
    ),
    "keys that do not fit": (
        TABLE
        + """\
      a: {ask: "Who?", answer: name, most: born, least: born}
      b: {claim: "{name}", swap: name, ask: "Who?"}
      c: {ask: "Who?", answer: name, swap: name}
      d: {claim: "{name}", swap: born}
      e: {ask: "Who?", answer: name, except: true}
      f: {ask: "Who?", answer: "{name} {born}", near: 5}
      g: {ask: "Who?", answer: name, choose: all, most: born}
      h: {ask: "Who?", answer: name, order: born, match: born}
      i: {ask: "Who?", answer: name, descending: true}
      j: {ask: "Who?", answer: name, match: name}
      k: {ask: "Who in {born}?", answer: name, match: born}
questions:
  q: {ask: "A?", answer: [a, b], wrong: [c, d]}
""",
        """\
10:50: error B206: `least` cannot be combined with `most` (delete one of the two)
11:40: error B206: `ask` cannot be combined with `claim` (delete one of the two)
12:38: error B206: `swap` needs `claim` (delete it, or write a claim)
13:28: error B206: the claim does not show `{born}`, which `swap` replaces (swap a column that the claim shows)
14:38: error B206: `except` needs a `where` or a placeholder in `ask` (add a `where: {column: value}`, so that the wrong answers have that value)
15:49: error B206: `near` needs one column as its answer (delete `near`)
16:51: error B206: `most` cannot be combined with `choose` (delete one of the two)
17:51: error B206: `match` cannot be combined with `order` (delete one of the two)
18:38: error B206: `descending` needs `order` (delete it, or add `order:` with a column)
19:38: error B206: `match` and `answer` both show `{name}` (match another column with the answer)
20:24: error B206: the question shows `{born}`, which must be matched (delete it there: the question is about several rows)
22:30: error B206: several answers, but only one can be chosen (add `choose: all`, or keep one answer)
""",
    ),
    "where": (
        TABLE
        + """\
      q: {ask: "Who?", answer: name, where: {name: [Ann, Bae], born: 1951}}
""",
        """\
10:58: error B207: no row has `Bae` as `name` (did you mean `Bea`?)
10:70: error B207: no row has `1951` as `born` (did you mean `1950`?)
""",
    ),
    "same ids": (
        """\
id: x
tables:
  t:
    columns: [name, born, name]
    rows:
      - [Ann, 1950]
      - [ann!, 1960]
    questions:
      - {ask: "When was {name} born?", answer: born}
      - {ask: "When was {name} born", answer: born}
""",
        """\
4:27: error B208: the column `name` is named twice (delete one)
6:7: note B107: the names of the rows are made from the first column (write a name before each row, as in `- ann: [Ann, 1950]`, so that you can change the texts)
7:9: error B208: two rows have the name `ann`, here and in line 6 (write a name before it: `- ann-1960: [ann!, 1960]`)
9:7: note B107: the names of the questions are made from their texts (name each one to keep the history when you reword it)
10:9: error B208: two of the questions have the name `when-was-name-born`, here and in line 9 (give each its own name)
""",
    ),
    "numbers": (
        """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, born: 1950}
      b: {name: Bea, born: 1960}
      c: {name: Cid, born: in youth}
      d: {name: Dot, born: [1980, 1981]}
      e: {name: Eva, born: 1990}
    questions:
      q: {ask: "When was {name} born?", answer: born, near: 5}
      o: {ask: "Order.", answer: name, order: born}
      r: {ask: "Who?", answer: name, most: born}
      s: {ask: "When was {name} born?", answer: born, near: 0}
      u: {ask: "When was {name} born?", answer: born, near: many}
""",
        """\
7:28: error B301: `in youth` is not a number, but `near` of `q` needs numbers (write digits only)
8:28: error B301: several values, but `o` orders by `born` (give one number)
8:28: error B301: several values, but `r` compares `born` (give one number)
14:61: error B301: `near` should be a number above 0 (for example `near: 5`)
15:61: error B301: `near` should be a number above 0 (for example `near: 5`)
""",
    ),
    "decoys": (
        TABLE
        + """\
      q: {ask: "When was {name} born?", answer: born}
    decoys: {name: [Eve, " ann", EVE], born: "1,950"}
""",
        """\
11:26: error B302: the decoy `ann` is true for the row `a` (delete it: a decoy must be wrong for every row; if capitals matter, write `exact: [name]` in the table)
11:34: error B303: the decoy `EVE` is given twice (delete one)
11:46: error B302: the decoy `1,950` may be true for the row `a` (delete it: a decoy must be wrong for every row)
""",
    ),
    "confusions": (
        """\
id: x
tables:
  t:
    columns: [name, born, confuse]
    rows: {a: [Ann, 1950, x]}
  u:
    rows:
      a: {name: Ann, born: 1950, confuse: [b, a, bea, {name: [Eve, ann], both: x, born: ["1,950", 1951]}]}
      b: {name: {value: Bea, also: [Beatrice]}, confuse: {name: beatrice}, born: 1960}
      c: {confuse: [[a], ""], name: Cid, born: 1970}
      d: {confuse: a}
  v:
    rows:
      a: {name: Ann, born: May 1950, confuse: {born: 5 May 1950}}
      b: {name: Bea, born: June 1950, confuse: {born: [5 May 1950, soon]}}
  w:
    open: true
    rows:
      a: {name: Ann, confuse: b}
      b: {name: Bea}
""",
        """\
4:27: error B106: `confuse` cannot name a column (it says what a row is confused with; use another name)
8:47: error B302: the row `a` is confused with itself (name another row)
8:50: error B209: no row is called `bea` (name a row; for a value that no row has, write `{column: value}`)
8:68: error B302: `ann` is, or may be, true for the row `a` (delete it: a confusion must be wrong for its row)
8:74: error B203: `both` is not a column of `u` (its columns are name, born)
8:90: error B302: `1,950` is, or may be, true for the row `a` (delete it: a confusion must be wrong for its row)
9:65: error B302: `beatrice` is, or may be, true for the row `b` (delete it: a confusion must be wrong for its row)
10:21: error B103: `confuse` has a list inside a list (name a row, or `{column: value}`)
10:26: error B105: an empty text in `confuse` (name a row, or delete it)
11:7: error B105: the row `d` has no cells (write `{column: value, ...}`)
14:54: error B302: `5 May 1950` is, or may be, true for the row `a` (delete it: a confusion must be wrong for its row)
19:31: error B206: `confuse` needs a table that is not `open` (use `decoys`, which are wrong for every row, or delete `open: true`)
""",
    ),
    "dates": (
        """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, born: 3 May 1950}
      b: {name: Bea, born: 1960}
      c: {name: Cid, born: the seventies}
      d: {name: Dot, born: 4 March 1980}
      e: {name: Eva, born: 5 April 1985}
    questions:
      r: {ask: "Who?", answer: name, most: born}
  u:
    rows:
      a: {name: Ann, born: 3 May 1950}
      b: {name: Bea, born: [May 1960, June 1961]}
    decoys: {born: [May 1950, "1950-05-03", 4 May 1950, 1 May 1960, "1949"]}
    questions:
      q: {ask: "When was {name} born?", answer: born, near: 5}
      r: {ask: "Who?", answer: name, least: born}
      s: {ask: "When was {name} born?", answer: "in {born}"}
""",
        """\
7:28: error B301: `the seventies` is not a date, but `r` compares `born` (write it like `10 January 2023`, `2023-01-10`, `January 2023` or `1969`)
15:28: error B301: several values, but `r` compares `born` (give one date)
16:21: error B302: the decoy `May 1950` may be true for the row `a` (delete it: a decoy must be wrong for every row)
16:31: error B302: the decoy `1950-05-03` is true for the row `a` (delete it: a decoy must be wrong for every row)
16:57: error B302: the decoy `1 May 1960` may be true for the row `b` (delete it: a decoy must be wrong for every row)
18:55: error B301: `near` needs numbers or years, but `born` contains dates (delete `near`: the nearest dates of other rows are the wrong answers)
""",
    ),
    "decoys in other units": (
        """\
id: x
tables:
  t:
    rows:
      a: {name: Aar, long: 7 km}
      b: {name: Bega, long: 5.5 km}
    decoys: {long: [7000 m, 6 km, "5,500 m", 550 m]}
    questions:
      q: {ask: "How long is the {name}?", answer: long}
""",
        """\
7:21: error B302: the decoy `7000 m` may be true for the row `a` (delete it: a decoy must be wrong for every row)
7:35: error B302: the decoy `5,500 m` may be true for the row `b` (delete it: a decoy must be wrong for every row)
""",
    ),
    "two readings": (
        """\
id: x
tables:
  t:
    columns: [river, length, source, version, plz, depth]
    kinds: {river: words, sources: number}
    exact: [river, lenght]
    rows:
      a: [Rhine, 840, 03/04/2020, 3.9, 53111, 5 m]
      b: [Elbe, 1.233, 05/06/2021, 3.10, 01067, "1.500 m"]
      c: [Oder, 1.094, 07/08/2022, 3.11, 10115, "2.500 m"]
    questions:
      q: {ask: "How long is the {river}?", answer: length, near: 100}
      r: {ask: "Which is the longest?", answer: river, most: length}
      s: {ask: "Which is the latest?", answer: river, most: source}
      t: {ask: "Put them in order.", answer: river, order: version}
      u: {ask: "Which is the greatest?", answer: river, most: plz}
      v: {ask: "Which river is it?", answer: river, near: 3}
""",
        """\
5:20: error B103: `words` is not a kind of column (use one of number, quantity, date, identifier, text, decimal point, decimal comma, day first, month first, two years, year and month)
5:27: error B203: `sources` is not a column (did you mean `source`?)
6:20: error B203: `lenght` is not a column (did you mean `length`?)
8:23: error B306: `03/04/2020` in `source` can be `3 April 2020` or `4 March 2020`, but `s` compares `source` (for `3 April 2020` write `kinds: {source: day first}` in the table; for `4 March 2020`, `kinds: {source: month first}`)
9:17: error B306: `1.233` in `length` can be `1.233` or `1233`, but `near` of `q` needs numbers (for `1.233` write `language: en` in the bank or `kinds: {length: decimal point}` in the table; for `1233`, `kinds: {length: decimal comma}`)
9:17: error B306: `1.233` in `length` can be `1.233` or `1233`, but `r` compares `length` (for `1.233` write `language: en` in the bank or `kinds: {length: decimal point}` in the table; for `1233`, `kinds: {length: decimal comma}`)
9:36: error B306: `3.10` in `version` can be `3.1` or `3.10`, but `t` orders by `version` (for `3.1` write `kinds: {version: number}` in the table; for `3.10`, `kinds: {version: identifier}`)
9:42: error B301: `01067` makes `plz` a column of identifiers, but `u` compares `plz` (write `kinds: {plz: number}` in the table if its cells count something)
9:49: warning B307: `1.500 m` in `depth` can be `1.5 m` or `1500 m`, so its values are not compared, put in order or used for near numbers (for `1.5 m` write `language: en` in the bank or `kinds: {depth: decimal point}` in the table; for `1500 m`, `kinds: {depth: decimal comma}`)
17:53: error B206: `near` cannot be combined with `exact` (delete one of the two)
""",
    ),
    "numbers with and without their unit, and a comma that may be for decimals": (
        """\
id: x
tables:
  t:
    columns: [river, length, depth]
    rows:
      a: [Rhine, 1233, "1,500"]
      b: [Elbe, "1,094 km", "2,500"]
      c: [Oder, 866 km, 840]
    questions:
      q: {ask: "Which is the longest?", answer: river, most: length}
""",
        """\
6:18: error B301: `1233` is not a number with a unit, but `q` compares `length` (write a number and its unit, the same unit in every cell)
6:24: warning B307: `1,500` in `depth` can be `1500` or `1.5`, so its values are not compared, put in order or used for near numbers (for `1500` write `language: en` in the bank or `kinds: {depth: decimal point}` in the table; for `1.5`, `kinds: {depth: decimal comma}`)
""",
    ),
    "lines of a table that are not indented": (
        "id: x\ntables:\n  plants:\n  rows:\n    oak: {plant: oak}\n",
        "3:3: error B102: the lines of `plants` are not indented (put two more spaces before them)\n",
    ),
    "numbers that are not alone": (
        """\
id: x
tables:
  t:
    columns: [river, bridges, depth, width]
    rows:
      a: [Rhine, 118 or so, "1,0", "0,5"]
      b: [Elbe, 24, 2.4, 20]
      c: [Oder, about 298, 3.7, 30]
      d: [Po, 37, 4, 40]
      e: [Main, 3 or 4, 5, 50]
      f: [Isar, 55, 6, 60]
      g: [Inn, 66, 7, 70]
      h: [Lahn, 77, 8, 80]
    kinds: {width: decimal point}
    questions:
      q: {ask: "Which has most bridges?", answer: river, most: bridges}
      r: {ask: "Which is the deepest?", answer: river, most: depth}
      s: {ask: "Which is the widest?", answer: river, most: width}
""",
        """\
6:18: error B301: `118 or so` is not a number, but `q` compares `bridges` (write the number alone, such as `118`)
6:29: error B301: `1,0` is not a number, but `r` compares `depth` (write it like the others, such as `2.4`)
6:36: error B301: `0,5` is not a number, but `s` compares `width` (write `0.5`)
10:17: error B301: `3 or 4` is not a number, but `q` compares `bridges` (write digits only)
""",
    ),
    "formulas": (
        """\
id: x
questions:
  q: {ask: "{v}?", answer: "{1/(v-2)}", wrong: ["{v+t}", "{v*}"], values: {v: 1..3}}
  r: {ask: "{v}?", answer: "{sqrt(v)}", wrong: ["1"], values: {v: [4, -1]}}
""",
        """\
3:53: error B204: `t` is not a name of `values` (the names are v)
3:62: error B205: the formula ends too soon (write a number or a name at its end)
4:30: error B308: `sqrt(-1)` has no result if v = -1 (change the formula, or `values`)
""",
    ),
    "options": (
        """\
id: x
questions:
  q: {ask: "A?", answer: Rome, wrong: [rome, Oslo, "Oslo "]}
  r: {ask: "A?", answer: "1,000", wrong: [1000.0, 5, 6]}
  s: {ask: "A?", answer: a, wrong: [b]}
  u: {ask: "A?", answer: a, wrong: []}
  v: {ask: "A?", answer: [a, b], choose: all, wrong: c}
  w: {ask: "A?", answer: a, wrong: [b], pinned: [none]}
  z: {ask: "A?", answer: none, wrong: [b], pinned: [none]}
""",
        """\
3:40: error B303: `rome` says the same as the option in line 3 (change or delete one; if capitals matter, write `exact: true`)
3:52: error B303: `Oslo` says the same as the option in line 3 (change or delete one)
4:43: error B303: `1000.0` says the same as the option in line 4 (change or delete one)
6:29: error B304: too few wrong answers (give at least one wrong answer; three are best)
""",
    ),
    "own answer": (
        TABLE
        + """\
      q: {ask: "Who is {name}?", answer: name}
      r: {ask: "Who is {name}, born {born}?", answer: "{name} {born}"}
""",
        """\
10:11: error B305: the question shows its own answer (use other columns in the question)
11:11: error B305: the question shows its own answer (use other columns in the question)
""",
    ),
    "names that are numbers": (
        """\
id: x
tables:
  t:
    rows:
      a: {to: Town, bus: 12}
      b: {to: Pier, bus: N7}
      c: {to: Zoo, bus: Tram}
      d: {to: Park, bus: 31}
      e: {to: Lake, bus: X}
    questions:
      q: {ask: "Which bus goes to the {to}?", answer: bus}
""",
        """\
11:7: warning G301: `q` makes no question for `a` and 1 more: only 1 answer can be proven wrong (add rows, or add `decoys: {bus: [...]}` with values that are wrong for every row; if the numbers in `bus` are only names, such as those of bus lines, write `kinds: {bus: text}`)
""",
    ),
    "typed answers": (
        """\
id: x
tables:
  t:
    columns: [name, town, count, when]
    kinds: {count: decimal point}
    rows:
      a: [Ann, Rome, 10, 5 May 1999]
      b: [Bea, Oslo, "1,200", 6 June 1999]
      c: [Cid, Bern, 30, 7 July 1999]
    questions:
      two: {ask: "Who?", answer: "{name} of {town}", typed: true}
      date: {ask: "When was {name} there?", answer: when, typed: true, within: 5}
      text: {ask: "Where is {name}?", answer: town, typed: true, within: 5 %}
      none: {ask: "What has {name}?", answer: cuont, typed: true, within: 5}
      good: {ask: "How many has {name}?", answer: "{count} members", typed: true, within: 5 %}
""",
        """\
7:16: error B301: `town` contains texts, such as `Rome`, but `within` of `text` needs numbers (name a column of numbers or dates, or write a number in every cell of `town`)
11:54: error B206: `typed` needs one column as its answer (ask for one of them; there may be words around it, as in `{count} members`)
12:72: error B301: `within` needs numbers, but `when` contains dates (delete `within`)
14:47: error B203: `cuont` is not a column of `t` (did you mean `count`?)
""",
    ),
    "gaps": (
        """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, town: Rome, of: x}
      b: {name: Bea, town: Rome, of: x}
      c: {name: Cid, town: Rome, of: x}
      d: {name: Dot, town: [], of: x}
      e: {name: Eve, town: Oslo, of: x}
      f: {name: Fay, town: Bern, of: x}
    questions:
      where: {ask: "Where is {name}?", answer: town}
      few: {ask: "Who is NOT in {town}?", answer: name, except: true}
      none: {ask: "Who is {of}?", answer: name}
      nobody: {ask: "Who?", answer: name, where: {town: Rome, name: Eve}}
""",
        """\
13:7: warning G301: `few` makes no question for `e` and 1 more: fewer than 2 rows belong (ask about a column in which several rows agree)
14:7: error G302: `none` makes no question: no answer can be proven wrong (add rows, or add `decoys: {name: [...]}` with values that are wrong for every row)
15:7: error G302: `nobody` matches no row (change its `where`, or delete it)
""",
    ),
    "allow": (
        TABLE
        + """\
      q: {ask: "Who was born in {born}?", answer: name, allow: [Q15, B301]}
allow: nonsense
""",
        """\
10:65: error B109: `Q15` is not a code (write a code that `quiz bank check` has shown, such as `Q107`)
10:70: error B109: `B301` cannot be allowed (only codes that begin with F, G, H or Q can be allowed)
11:8: error B109: `nonsense` is not a code (write a code that `quiz bank check` has shown, such as `Q107`)
""",
    ),
}


#: Banks that cannot be written as text in a test, or would be too long.
BYTES: dict[str, tuple[bytes, str]] = {
    "UTF-16": (b"\xff\xfei\x00d\x00:\x00 \x00x\x00", "1:1: error B002: the file is UTF-16 (save it as UTF-8)\n"),
    "Latin-1": (
        "id: x\ntitle: Café\n".encode("latin-1"),
        "2:11: error B002: byte 0xe9 is not UTF-8 (save the file as UTF-8)\n",
    ),
    "cut in the middle of a character": (
        b"\xef\xbb\xbfid: x\ntitle: \xc3",
        "2:8: error B002: byte 0xc3 is not UTF-8 (save the file as UTF-8)\n",
    ),
    "an encoded lone surrogate": (
        b"id: \xed\xa0\x80\n",
        "1:5: error B002: byte 0xed is not UTF-8 (save the file as UTF-8)\n",
    ),
    "too large": (
        b" " * (MAX_BYTES + 1),
        "1:1: error B005: the file is larger than 2 MiB (split it into several banks)\n",
    ),
    "too long a text": (
        b"title: " + b"x" * (MAX_SCALAR + 1),
        "1:8: error B005: a text is longer than 8 KiB (shorten it)\n",
    ),
}


def problems_of(data: bytes, *, pure: bool = False) -> list[Problem]:
    decoded = decode(data, "bank", pure=pure)
    generated = try_all(decoded.bank).problems if decoded.bank else ()
    return [*decoded.problems, *generated]


def told(problems: list[Problem]) -> str:
    lines = []
    for problem in problems:
        line = problem.line("").removeprefix(":")
        lines.append(f"{line} ({problem.help})\n" if problem.help else f"{line}\n")
    return "".join(lines)


@pytest.mark.parametrize("pure", [False, True], ids=["fast parser", "pure parser"])
@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_bank_is_told_everything_that_is_wrong_with_it(text: str, expected: str, pure: bool) -> None:
    assert told(problems_of(text.encode(), pure=pure)) == expected


@pytest.mark.parametrize(("data", "expected"), BYTES.values(), ids=BYTES)
def test_a_file_that_is_no_bank_text_is_told_why(data: bytes, expected: str) -> None:
    assert told(problems_of(data)) == expected


def test_a_file_that_cannot_be_read_is_told_why(tmp_path: Path) -> None:
    file = BankFile(tmp_path / "none.yaml", "", "none")

    expected = "1:1: error B001: the file cannot be read: there is no such file\n"
    assert told(list(load(file).problems)) == expected


def test_every_code_of_the_format_is_produced_by_a_test() -> None:
    expected_texts = [expected for _, expected in [*CASES.values(), *BYTES.values()]]

    # Problems that need a file that cannot be read, or two files.
    found = {"B001", "B210"} | {code for code in CODES if any(f" {code}: " in text for text in expected_texts)}

    assert {code for code in CODES if code[0] == "B" or code in ("G301", "G302")} == found


def test_an_error_stops_a_bank_and_nothing_else_does() -> None:
    for name, (text, _) in CASES.items():
        decoded = decode(text.encode(), "bank")
        has_errors = any(problem.severity is Severity.ERROR for problem in decoded.problems)
        assert has_errors == (decoded.bank is None), name


def test_every_place_lies_in_the_text() -> None:
    for name, (text, _) in CASES.items():
        lines = text.split("\n")
        for problem in problems_of(text.encode()):
            line, column, width = problem.span
            assert 1 <= line <= len(lines), name
            assert 1 <= column <= len(lines[line - 1]) + 1, name
            assert width >= 1, name


def test_only_a_name_that_is_truly_alike_is_offered() -> None:
    assert did_you_mean("date", ["father", "state"]) == ""
    assert did_you_mean("fahter", ["mother", "father"]) == "did you mean `father`?"
    assert did_you_mean("wyh", ["why", "ask"]) == "did you mean `why`?"
    assert did_you_mean("country", ["name", "the country"]) == "did you mean `the country`?"


def test_a_column_name_is_told_once_and_a_valid_one_is_offered() -> None:
    text = "id: x\ntables:\n  t:\n    columns: [1st]\n    rows:\n      a: [Ann]\n"

    (problem, *others) = decode(text.encode(), "bank").problems

    assert ("B106", 4, 15) == (problem.code, problem.span.line, problem.span.column)
    assert "`1st`" not in problem.help
    assert others == []


def test_a_bad_column_in_the_first_row_is_told_once() -> None:
    text = "id: x\ntables:\n  t:\n    rows: {a: {first name: Ann, born: 1950}}\n"

    assert [problem.code for problem in decode(text.encode(), "bank").problems] == ["B106"]


def test_a_hidden_character_is_told_once() -> None:
    text = "id: x\nquestions:\n  q: {ask: A, answer: a\u200bb, wrong: [c, d]}\n"

    expected = "3:23: warning B108: hidden characters: `a<U+200B>b` (delete them)\n"
    assert told(problems_of(text.encode())) == expected


def test_a_text_of_nothing_but_hidden_characters_is_empty() -> None:
    text = 'id: x\ntitle: "\\u200b"\ntables:\n  t: {topic: T, rows: {a: {name: "\\u200b \\u2069"}, b: {name: [Eve, "\\0"]}}}\n'

    assert told(problems_of(text.encode())) == (
        "2:8: error B105: nothing but hidden characters: `<U+200B>` (write a text)\n"
        "4:34: error B105: nothing but hidden characters: `<U+200B> <U+2069>` (write a text)\n"
        "4:68: error B105: nothing but hidden characters: `<U+0000>` (write a text)\n"
    )


def test_a_decoy_that_is_true_is_placed_after_one_that_could_not_be_read() -> None:
    text = "id: x\ntables:\n  t:\n    rows:\n      a: {name: Ann}\n    decoys:\n      name:\n        - [Eve]\n        - Ann\n"

    found = [(p.code, p.span.line, p.span.column) for p in decode(text.encode(), "bank").problems]

    assert found == [("B103", 8, 11), ("B302", 9, 11)]


@pytest.mark.parametrize("rest", ["", ", choose: all"])
def test_a_question_without_any_answer_is_refused(rest: str) -> None:
    text = f"id: x\nquestions:\n  q: {{ask: A, answer: []{rest}, wrong: [b, c]}}\n"

    assert [problem.span.line for problem in decode(text.encode(), "bank").errors] == [3]


def test_a_second_colon_is_not_taken_for_a_placeholder_in_the_last_line() -> None:
    text = "id: EU: x\ntitle: x\nwhy: {name} is\n"

    assert told(problems_of(text.encode())) == "1:7: error B003: a second colon in one line (put the text in quotes)\n"


def test_a_line_indented_too_far_is_not_called_a_second_colon() -> None:
    (problem,) = problems_of(b"id: x\n  title: x\n")

    assert ("B003", 2) == (problem.code, problem.span.line)
    assert "second colon" not in problem.message
    assert "indent" in problem.message + problem.help


@pytest.mark.parametrize("pure", [False, True], ids=["fast parser", "pure parser"])
def test_an_escape_that_is_no_character_is_told_as_that(pure: bool) -> None:
    expected = "2:8: error B003: a `\\u` escape is not a character (delete it)\n"
    assert told(problems_of(b'id: x\ntitle: "\\ud800"\n', pure=pure)) == expected


def test_nesting_over_the_limit_says_what_to_do() -> None:
    (problem,) = problems_of(b"[" * 17 + b"]" * 17)

    assert ("B005", 1, 17) == (problem.code, problem.span.line, problem.span.column)
    assert problem.help
