"""Test: each question once, with feedback at the end."""

from quiz.game.mode import AfterAnswer, Feedback, Mode

MODE = Mode(name="test", feedback=Feedback.AT_END, after_answer=(AfterAnswer.FLAG,))
