"""A line of a bank and what is wrong with it: whatever it contains, it fits the screen and stays clean."""

from hypothesis import example, given
from hypothesis import strategies as st

from quiz.bank.nodes import SourceSpan
from quiz.bank.problems import Problem
from quiz.term.lines import joined, text_width
from quiz.text import is_clean
from quiz.ui.findings import excerpt

#: Letters, wide ones, marks, joined signs, and characters that are shown by name.
SIGNS = st.sampled_from(
    ["a", " ", "日", "e\u0301\u0308", "\U0001f469\u200d\U0001f4bb", "\u200d", "\ufe0f", "\u05e2", "\x07"]
)


@given(
    st.lists(SIGNS, min_size=1, max_size=120).map("".join), st.integers(1, 200), st.integers(1, 80), st.integers(30, 90)
)
@example("日本語 \U0001f469\u200d\U0001f4bb " * 6, 8, 3, 40)
def test_a_line_fits_and_joined_signs_stay_joined(text: str, column: int, length: int, width: int) -> None:
    problem = Problem("B101", "a bank has no key", SourceSpan(1, min(column, len(text)), length), "delete it")

    for row in joined(excerpt("bank.yaml", problem, [text], width)).splitlines():
        assert is_clean(row), row
        assert text_width(row) <= width, row
