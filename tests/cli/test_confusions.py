"""Choosing one thing for another: it is listed, and the next rounds offer both together."""

import csv

from tests.conftest import Program

FRUIT = """\
format: 1
id: fruit
title: Fruit
tables:
  fruit:
    topic: Fruit
    rows: [[a, A1], [b, B1], [c, C1], [d, D1], [e, E1], [f, F1], [g, G1], [h, H1]]
    columns: [name, code]
    questions: {code: {ask: "What is the code of {name}?", answer: code}}
"""
NOTHING = (
    "No mix-ups yet. A wrong answer is listed here with the right one if you choose it twice, if you say that you are "
    "sure of it, or if you got the fact right before.\n"
)


def mixed_up(program: Program) -> tuple[str, str]:
    """Answer one question wrongly; return its fact and what was chosen."""
    program.bank("fruit", FRUIT)
    for number in "12":  # with certainty: else it may have been a guess
        certain = ("--certainty", "--seed", number, "--questions", "1")
        program.run("play", "fruit", *certain, typed=f"{number}\n1\nq\n")
        (attempt, *_) = program.attempts()
        if not attempt.right:
            return attempt.fact, attempt.chosen[0]
    raise AssertionError("both were right")


def test_nothing_is_mixed_up_at_first(program: Program) -> None:
    assert (0, NOTHING, "") == program.run("stats", "--confusions")
    assert {"version": 1, "confusions": []} == program.run("stats", "--confusions", "--json").json()


def test_a_mix_up_is_listed(program: Program) -> None:
    fact, chosen = mixed_up(program)
    (one,) = program.run("stats", "--confusions", "--json").json()["confusions"]

    assert (fact, chosen, 1, 0, False) == (
        one["fact"], one["chosen"]["id"], one["times"], one["right_since"], one["told_apart"]
    )  # fmt: skip
    told = f"{one['question']} The answer: {one['answer']['text']}. You chose: {one['chosen']['text']} (once).\n"
    assert f"You mix up 1 pair of answers.\n{told}" == program.run("stats", "--confusions", "--plain").out
    (row,) = csv.DictReader(program.run("stats", "--confusions", "--csv").out.splitlines())
    assert (one["answer"]["text"], one["chosen"]["text"], "1", "no") == (
        row["answer"], row["chosen"], row["times"], row["told_apart"]
    )  # fmt: skip


def test_the_next_round_has_both_on_offer_and_a_seed_alone_has_not_to(program: Program) -> None:
    fact, chosen = mixed_up(program)
    before = len(program.rounds())
    program.run("play", "fruit", "--questions", "8", "--no-certainty", typed="2\n" + "1\n" * 60)
    next_round = program.rounds()[-1 - before]  # the latest is first; what is typed is enough for several rounds
    asked = {attempt.fact: attempt for attempt in program.attempts(next_round.id) if attempt.kind == "first"}

    assert chosen in [option.id for option in asked[fact].shown.options]
    seeded = [
        [a.shown.options for a in program.attempts()]
        for _ in range(2)
        if program.run("play", "fruit", "--seed", "3", "--mode", "test", "--questions", "8", typed="1\n" * 8).code == 0
    ]
    other = program.run("play", "fruit", "--player", "Eve", "--seed", "3", "--mode", "test", "--questions", "8",
                        typed="1\n" * 8)  # fmt: skip
    assert 0 == other.code
    assert seeded[0] == seeded[1] == [a.shown.options for a in program.attempts()]


def test_other_reports_do_not_go_with_it(program: Program) -> None:
    for other in ("--recount", "--facts"):
        assert program.run("stats", "--confusions", other).code == 2
