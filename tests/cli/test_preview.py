"""`quiz bank preview`, through pipes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Done, Program

LEADERS = """\
id: leaders
title: Leaders of 2023
topic: Leaders
tables:
  leaders:
    rows:
      stoltenberg: {name: Jens Stoltenberg, office: Secretary General, body: NATO}
      leyen: {name: Ursula von der Leyen, office: President, body: the European Commission}
      michel: {name: Charles Michel, office: President, body: the European Council}
    decoys: {name: [Roberta Metsola]}
    questions:
      who: {ask: "Who was {office} of {body}?", answer: name}
      claim: {claim: "{name} headed {body}.", swap: body}
  members:
    rows:
      eu: {body: the EU, count: 27}
      nato: {body: NATO, count: 30}
    questions:
      how-many: {ask: "How many members had {body}?", answer: count, near: 5}
      larger: {ask: "Which was larger?", answer: body, most: count}
      which: {ask: "Which had {count} members?", answer: body}
questions:
  day:
    ask: Which day was it?
    answer: Tuesday
    wrong: [Monday, {text: Sunday, why: "Nobody signs on Sundays."}]
"""


@pytest.fixture
def leaders(program: Program) -> Program:
    """Return the program with a bank of several forms."""
    program.bank("leaders-of-2023", LEADERS)
    return program


def preview(program: Program, *args: str, typed: str = "") -> Done:
    return program.run("bank", "preview", "./banks/leaders-of-2023.yaml", *args, typed=typed)


def read(done: Done) -> dict[str, dict[str, set[str]]]:
    """Return heading of a pattern -> stem -> lines of options, in any order."""
    assert (0, "") == (done.code, done.err)
    found: dict[str, dict[str, set[str]]] = {}
    head = stem = ""
    for line in done.out.splitlines()[2:]:
        if line[:4].strip() and not line.startswith("  "):
            head, stem = line, ""
            found[head] = {}
        elif line.startswith("    "):
            found[head].setdefault(stem, set()).add(line.strip())
        elif line:
            stem = line.strip()
            found[head].setdefault(stem, set())
    return found


# For people


def test_the_head_names_the_bank(leaders: Program) -> None:
    first, second, *_ = preview(leaders).out.splitlines()

    assert ["Leaders of 2023", "leaders"] == re.split(" {3,}", first.strip())
    assert {"─"} == set(second.strip())


def test_every_option_is_marked_and_says_why_it_is_wrong(leaders: Program) -> None:
    found = read(preview(leaders))

    assert [
        "leaders.who   3 questions",
        "leaders.claim   3 questions",
        "members.how-many   2 questions",
        "members.larger   2 questions",
        "members.which   0 questions",
        "day   1 question",
    ] == list(found)
    assert {
        "✓ Charles Michel",
        "✗ Ursula von der Leyen    body: the European Commission",
        "✗ Jens Stoltenberg        body: NATO",
        "✗ Roberta Metsola         decoy",
    } == found["leaders.who   3 questions"]["Who was President of the European Council?"]
    assert {"✗ the EU    count: 27", "✓ NATO      count: 30"} == found["members.larger   2 questions"][
        "Which was larger?"
    ]
    assert {"✗ Monday", "✗ Sunday     Nobody signs on Sundays.", "✓ Tuesday"} == found["day   1 question"][
        "Which day was it?"
    ]
    assert "✗ 30    body: NATO" in found["members.how-many   2 questions"]["How many members had the EU?"]
    claims = found["leaders.claim   3 questions"]
    assert 3 == len(claims)
    assert {2} == {len(options) for options in claims.values()}


def test_a_pattern_that_makes_nothing_says_why(leaders: Program) -> None:
    found = read(preview(leaders, "--pattern", "which"))

    help_ = "add rows, or add `decoys: {body: [...]}` with values that are wrong for every row"
    reason = "no question: only 1 answer can be proven wrong"
    assert {"members.which   0 questions": {reason: {help_}}} == found


GAPS = """\
title: T
tables:
  t:
    rows:
      a: {name: Ann, town: Rome}
      b: {name: Bea, town: Oslo}
      c: {name: Cid, town: Lima}
      d: {name: [], town: Bonn}
      e: {name: [], town: Bern}
      f: {name: [], town: Riga}
      g: {name: [], town: Kiel}
    questions:
      who: {ask: "Who lives in {town}?", answer: name}
      nobody: {ask: "Who is here?", answer: name, where: {name: []}}
"""


def test_facts_without_a_question_are_named_once_for_each_reason(program: Program) -> None:
    program.bank("gaps", GAPS)
    found = read(program.run("bank", "preview", "gaps"))

    assert "no question for d, e, f and 1 more: it has no `name`" in found["t.who   3 questions"]
    assert {"no question: it matches no row": {"change its `where`, or delete it"}} == (found["t.nobody   0 questions"])


def test_lines_are_not_broken_for_a_pipe(program: Program) -> None:
    stem, option = "word " * 60 + "?", "answer " * 40
    program.bank("long", json.dumps({"questions": {"q": {"ask": stem, "answer": option, "wrong": ["b", "c"]}}}))
    done = program.run("bank", "preview", "long")

    assert f"\n  {stem}\n" in done.out
    assert f"\n    ✓ {option.strip()}\n" in done.out


def test_a_pipe_has_no_pager_and_no_colours(leaders: Program) -> None:
    env = {"PAGER": "false", "TERM": "xterm-256color"}
    done = leaders.run("bank", "preview", "leaders", env=env)

    assert "Charles Michel" in done.out
    assert "\x1b" not in done.out


# Some of them


@pytest.mark.parametrize("name", ["who", "leaders.who", "leaders/leaders.who"])
def test_one_pattern(leaders: Program, name: str) -> None:
    assert ["leaders.who   3 questions"] == list(read(preview(leaders, "--pattern", name)))


def test_one_written_out_question(leaders: Program) -> None:
    assert ["day   1 question"] == list(read(preview(leaders, "--pattern", "day")))
    assert ["day   1 question"] == list(read(preview(leaders, "--fact", "day")))


@pytest.mark.parametrize("name", ["michel", "leaders/michel", "leaders/leaders/michel"])
def test_one_fact(leaders: Program, name: str) -> None:
    found = read(preview(leaders, "--fact", name))

    assert ["leaders.who   1 question", "leaders.claim   1 question"] == list(found)
    assert ["Who was President of the European Council?"] == list(found["leaders.who   1 question"])


def test_one_pattern_on_one_fact(leaders: Program) -> None:
    found = read(preview(leaders, "--fact", "nato", "--pattern", "how-many"))

    assert {"members.how-many   1 question": ["How many members had NATO?"]} == {h: [*q] for h, q in found.items()}


def test_the_first_few_of_each_pattern(leaders: Program) -> None:
    found = read(preview(leaders, "--limit", "2"))

    assert [
        "leaders.who   the first 2 questions",
        "leaders.claim   the first 2 questions",
        "members.how-many   2 questions",
        "members.larger   2 questions",
        "members.which   0 questions",
        "day   1 question",
    ] == list(found)
    assert ["Who was Secretary General of NATO?", "Who was President of the European Commission?"] == list(
        found["leaders.who   the first 2 questions"]
    )


def test_another_seed_draws_other_options(leaders: Program) -> None:
    outs = {preview(leaders, "--seed", seed, "--pattern", "how-many").out for seed in "abcdefgh"}

    assert len(outs) > 1
    assert preview(leaders).out == preview(leaders, "--seed", "0").out


UNKNOWN = [
    (["--pattern", "whom"], "there is no pattern `whom`\n  did you mean `who`?\n"),
    (["--pattern", "leaders.wo"], "there is no pattern `leaders.wo`\n  did you mean `leaders.who`?\n"),
    (["--pattern", "zzz"], "there is no pattern `zzz`\n  leave out `--pattern` to see all questions\n"),
    (["--fact", "mitchel"], "there is no fact `mitchel`\n  did you mean `michel`?\n"),
    (["--fact", "leaders/mitchel"], "there is no fact `leaders/mitchel`\n  did you mean `leaders/michel`?\n"),
    (["--fact", "zzz", "--pattern", "who"], "there is no fact `zzz`\n  leave out `--fact` to see all questions\n"),
    (
        ["--fact", "nato", "--pattern", "who"],
        "`who` does not ask about `nato`\n  leave out `--pattern` or `--fact`\n",
    ),
    (["--play", "--json"], "`--play` cannot be combined with `--json`\n  leave one of them out\n"),
]


@pytest.mark.parametrize(("args", "expected"), UNKNOWN, ids=[" ".join(args) for args, _ in UNKNOWN])
def test_what_is_not_there_is_told_with_what_is_near(leaders: Program, args: list[str], expected: str) -> None:
    assert (2, "", f"quiz: {expected}") == preview(leaders, *args)


@pytest.mark.parametrize("option", ["--pattern", "--fact"])
def test_a_name_with_escapes_is_shown_harmlessly(leaders: Program, option: str) -> None:
    done = preview(leaders, option, "x\x1b]0;pwned\x07\u202e")

    assert 2 == done.code
    assert "`x<U+001B>]0;pwned<U+0007><U+202E>`" in done.err


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_limit_is_a_number_above_nothing(leaders: Program, limit: str) -> None:
    done = preview(leaders, "--limit", limit)

    assert (2, "") == (done.code, done.out)
    assert "--limit" in done.err


def test_a_fact_that_nothing_asks_about(program: Program) -> None:
    program.bank("silent", "title: T\ntables: {t: {rows: {a: {x: y}}}}\n")

    assert (2, "", "quiz: no pattern asks about `a`\n") == program.run("bank", "preview", "silent", "--fact", "a")


# For programs


def test_a_preview_for_programs(colors: Program) -> None:
    records = colors.run("bank", "preview", "colors", "--json").json()

    assert 6 == len(records)
    by_id = {record["id"]: record for record in records}
    record = by_id["colors/mixes.what/green"]
    names = {"version", "id", "fact", "bank", "topic", "form", "stem", "options", "keys", "prompts"}
    names |= {"why", "hint", "hints", "source"}
    assert names == set(record)
    assert "correct" in json.dumps(record["options"])
    options = record.pop("options")
    expected = {
        "version": 1,
        "id": "colors/mixes.what/green",
        "fact": "colors/mixes/green",
        "bank": "colors",
        "topic": "Mixing",
        "form": "pick",
        "stem": "What do blue and yellow give?",
        "why": "blue and yellow give green.",
        "keys": ["green"],
        "prompts": [],
        "hint": "Think of blue and yellow.",
        "hints": ["Think of blue and yellow."],
        "source": "The painter's handbook",
    }
    assert expected == record
    assert 4 == len(options)
    assert [{"id": "green", "text": "green", "correct": True}] == [
        {name: option[name] for name in ("id", "text", "correct")} for option in options if option["correct"]
    ]
    assert [{"id", "text", "correct", "why"}] * 4 == [set(option) for option in options]


def test_a_preview_for_people(colors: Program) -> None:
    done = colors.run("bank", "preview", "colors")

    assert (0, "") == (done.code, done.err)
    assert "\nmixes.what   5 questions\n" in done.out
    for stem in ("What do red and yellow give?", "Which of these are warm? Choose all."):
        assert f"\n  {stem}\n" in done.out
    assert ["    ✓ red", "    ✓ yellow"] == sorted(
        line for line in done.out.partition("are warm?")[2].splitlines() if "✓" in line
    )


def test_a_preview_of_a_bank_with_errors(program: Program) -> None:
    program.bank("bad", "id: bad\nquestions:\n  - {ask: Which?}\n")
    done = program.run("bank", "preview", "bad", "--json")

    assert (65, "") == (done.code, done.out)
    assert " error B" in done.err


def test_every_shipped_item_can_be_previewed(program: Program) -> None:
    records = program.run("bank", "preview", "eu-nato", "solar-system", "--json").json()

    assert len(records) == len({record["id"] for record in records})
    assert [] == [record["id"] for record in records if not any(option["correct"] for option in record["options"])]
    assert [] == [r["id"] for r in records if len({o["text"].casefold() for o in r["options"]}) < len(r["options"])]


def test_the_selection_holds_for_programs_too(leaders: Program) -> None:
    every = preview(leaders, "--json").json()

    chosen = [record for record in every if record["id"].startswith("leaders/leaders.who/")]
    assert 3 == len(chosen)
    assert chosen == preview(leaders, "--json", "--pattern", "who").json()
    assert chosen[2:] == preview(leaders, "--json", "--pattern", "who", "--fact", "michel").json()
    assert chosen[:1] == preview(leaders, "--json", "--pattern", "who", "--limit", "1").json()
    assert [] == preview(leaders, "--json", "--pattern", "which").json()
    seeds = [preview(leaders, "--json", "--seed", seed).json() for seed in ("1", "1", "2")]
    assert seeds[0] == seeds[1] != seeds[2]


# Trying questions out


def test_questions_are_tried_out_without_a_history(leaders: Program) -> None:
    done = preview(leaders, "--play", "--pattern", "who", typed="1\n1\n?\nq\n")

    assert (0, "") == (done.code, done.err)
    assert done.out.startswith("You are trying these questions out. Nothing is saved.\nQuestion 1 of 3. Leaders.")
    assert "or q to stop.\n" in done.out
    assert "Saved" not in done.out
    assert "Nothing was saved.\n" in done.out
    assert not leaders.history_file.exists()


def test_a_history_is_left_as_it_is(leaders: Program) -> None:
    leaders.run("play", "leaders", typed="1\n")
    before = leaders.history_file.read_bytes()
    preview(leaders, "--play", "--limit", "1", typed="1\n1\n")

    assert before == leaders.history_file.read_bytes()


def test_a_broken_history_does_not_matter(leaders: Program) -> None:
    leaders.data.mkdir(exist_ok=True)
    leaders.history_file.write_bytes(b"no database" * 100)
    done = preview(leaders, "--play", "--pattern", "day", typed="1\n")

    assert (0, "") == (done.code, done.err)
    assert "Which day was it?" in done.out


def test_only_what_was_selected_is_asked(leaders: Program) -> None:
    done = preview(leaders, "--play", "--fact", "michel", typed="1\n" * 12 + "q\n")

    stems = {line for line in done.out.splitlines() if line.endswith(("?", "headed NATO.")) or " headed " in line}
    assert "Question 1 of 2. " in done.out
    asked = {"Who was President of the European Council?"} | {stem for stem in stems if "Charles Michel headed" in stem}
    assert asked == {stem for stem in stems if stem != "What now?"}


def test_the_same_seed_plays_the_same(leaders: Program) -> None:
    args = ["--play", "--pattern", "how-many", "--seed"]

    assert preview(leaders, *args, "7") == preview(leaders, *args, "7")


def test_nothing_to_try_out(leaders: Program) -> None:
    expected = (65, "", "quiz: there is nothing to ask\n  `quiz bank check` says why\n")

    assert expected == preview(leaders, "--play", "--pattern", "which")


def test_the_whole_round_can_be_played_again(leaders: Program) -> None:
    done = preview(leaders, "--play", "--pattern", "day", typed="1\n" * 6 + "r\n1\nq\n")

    assert (0, "") == (done.code, done.err)
    assert "What now?" in done.out
    assert not leaders.history_file.exists()
