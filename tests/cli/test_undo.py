"""Taking an answer back: it stays in the log, is not counted, and the question comes again."""

from tests.conftest import Program

ROUND = ("play", "colors", "--topic", "Mixing", "--seed", "7", "--questions", "2")


def stems(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("What do ")]


def counting(program: Program) -> list[bool]:
    return [attempt.voided_at is None for attempt in program.attempts()]


def test_an_answer_is_taken_back_and_the_question_asked_again(colors: Program) -> None:
    done = colors.run(*ROUND, typed="1\nu\n2\n")
    first, second, again, _ = stems(done.out)

    assert "Your answer is taken back. The question comes again.\n" in done.out
    assert (first, True) == (again, first != second)
    assert [False, True] == counting(colors)
    assert [0, 1] == [attempt.position for attempt in colors.attempts()]
    assert 1 == colors.rounds()[0].answered


def test_what_was_taken_back_counts_nowhere(colors: Program) -> None:
    talk = colors.talk(*ROUND)
    options = [line for line in talk.hear().splitlines() if line[:1].isdigit()]
    assert 4 == len(options)
    for line in ("1", "u", "2", "u", "3", "u", "4"):
        talk.say(line)
        talk.hear()
    talk.say("q")
    talk.hear()
    assert 0 == talk.end()
    attempts, (row,) = colors.attempts(), colors.rounds()

    assert [False, False, False, True] == counting(colors)
    assert 1 == sum(attempt.right for attempt in attempts)
    assert (1, int(attempts[-1].right), attempts[-1].took_ms) == (row.answered, row.right, row.took_ms)
    assert f"{row.right} of 1 right" in colors.run("stats").out
    assert 3 == colors.run("history", row.id).out.count("You took this answer back.")


def test_two_answers_in_a_row_cannot_be_taken_back(colors: Program) -> None:
    done = colors.run(*ROUND, typed="u\n1\n1\nu\nu\n")

    assert 2 == done.out.count("There is no answer to take back now.\n")
    assert [True, False] == counting(colors)


def test_in_a_test_nothing_is_taken_back(colors: Program) -> None:
    done = colors.run(*ROUND, "--mode", "test", typed="1\nu\n1\nu\nq\n")

    assert "In a test you cannot take back answers.\n" in done.out
    assert "take the last answer back" not in done.out
    assert [True, True] == counting(colors)


def test_the_last_answer_of_a_round_can_be_taken_back_and_the_round_goes_on(colors: Program) -> None:
    said = colors.play(*ROUND[1:])
    assert [True, True] == counting(colors)
    talk = colors.talk(*ROUND)
    talk.hear()
    for line in ("1", "1", "1", "1", "1", "1", "1", "1"):
        talk.say(line)
        if "What now?" in (heard := talk.hear()):
            break
    talk.say("u")
    said = talk.hear()
    assert "Your answer is taken back. The question comes again." in said
    assert [heard is not None, None] == [True, colors.rounds()[0].ending]
    talk.say("q")
    talk.hear()
    assert 0 == talk.end()
    assert counting(colors)[-1] is False
    assert colors.rounds()[0].ending is None


def test_a_round_with_an_answer_taken_back_is_resumed_where_it_was(colors: Program) -> None:
    said = colors.run(*ROUND, typed="1\n1\nu\n").out
    resumed = colors.run("play", "colors", typed="1\n").out

    assert "1. Resume: 1 of 2 answered (Mixing, begun today)\n" in resumed
    assert stems(said)[-1] == stems(resumed)[0]
    options = said[said.rindex("Question 2 of 2") :].splitlines()[2:6]
    assert options == resumed[resumed.index("Question 2 of 2") :].splitlines()[2:6]
