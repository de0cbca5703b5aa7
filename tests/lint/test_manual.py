"""The manual page of a code."""

import pytest

from quiz.bank.problems import Severity
from quiz.lint.codes import ALL_CODES, ALLOWABLE
from quiz.lint.manual import manual


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_code_has_a_page_that_starts_with_what_it_is(code: str) -> None:
    severity, title = ALL_CODES[code]
    page = manual(code)

    assert page.startswith(f"{code}: {title} ({severity})\n\n")
    assert page.split("\n\n")[1].endswith(".")
    assert (f"`allow: [{code}]`" in page) is (code in ALLOWABLE)


@pytest.mark.parametrize("code", [code for code, (severity, _) in ALL_CODES.items() if severity is not Severity.ERROR])
def test_only_the_page_of_an_error_says_that_the_text_cannot_be_used(code: str) -> None:
    assert "cannot be used" not in manual(code)


def test_the_page_of_a_rule_has_its_examples_and_its_source() -> None:
    page = manual("Q104")

    assert "\n\nPasses:\n\n    questions:\n" in page
    assert "\n\nFails:\n\n    questions:\n" in page
    assert "Haladyna" in page
