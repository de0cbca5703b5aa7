"""Characters that mean one thing but can be written in several ways."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.values.signs import folded, plain
from tests.values.made_up import TRICKY

EXAMPLES = settings(max_examples=200, deadline=None)
texts = st.text() | st.text(TRICKY, max_size=30)

#: Characters that Unicode calls default ignorable, a few of each block.
IGNORABLE = [
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200C, 0x200D, 0x200F),
    *(0x202A, 0x202E, 0x2060, 0x2065, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF8),
    *(0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0001, 0xE0041, 0xE0080, 0xE0100, 0xE01EF, 0xE0FFF),
]


@EXAMPLES
@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(text) == folded(folded(text))
    assert plain(text) == plain(plain(text))


@EXAMPLES
@example("\u0345\uff9e")
@given(texts)
def test_the_folded_form_of_a_plain_text_is_that_of_the_text(text: str) -> None:
    if not any(unicodedata.decomposition(char).startswith("<fraction>") for char in text):
        assert folded(text) == folded(plain(text))


@pytest.mark.parametrize("code", IGNORABLE, ids=hex)
def test_ignorable_characters_go_wherever_they_are(code: int) -> None:
    char = chr(code)

    assert {"parıs 5".replace("ı", "i")} == {folded(text) for text in (f"Paris{char} 5", f"{char}Pa{char}ris 5{char}")}
    assert {"Paris 5"} == {plain(text) for text in (f"Paris{char} 5", f"{char}Pa{char}ris 5{char}")}


@pytest.mark.parametrize(
    "code", [0xAC, 0x34E, 0x350, 0x2010, 0x2070, 0xFE10, 0xFFF9, 0x1BC9F, 0x1D17B, 0xE1000], ids=hex
)
def test_their_neighbours_stay(code: int) -> None:
    assert "ab" != folded(f"a{chr(code)}b")


@pytest.mark.parametrize("category", ["Nd"])
def test_digits_of_all_scripts_are_digits(category: str) -> None:
    digits = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == category]

    assert len(digits) > 600
    assert [str(unicodedata.decimal(digit)) for digit in digits] == [plain(digit) for digit in digits]


@pytest.mark.parametrize("char", "²³¹⁴⁻½¼①ℝ𝐱ªº")
def test_signs_with_a_meaning_of_their_own_stay(char: str) -> None:
    assert char.casefold() == folded(char)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" ", ""),
        (".", "."),
        ("..", ".."),
        ("...", "..."),
        ("…", "..."),
        ("etc.", "etc"),
        ("wait...", "wait..."),
        ("a. .", "a"),
        ("x .", "x"),
        ("U.S.", "u.s"),
        ("i\u0307\u0307", "i"),
        ("i\u0323\u0307", "ị"),
        ("i\u0301\u0307", "í\u0307"),
        ("x\u0307", "ẋ"),
        ("log₂ 8", "log2 8"),
        ("10₂", "10₂"),
        ("x₁₀", "x10"),
        ("x₁₀ ₂", "x10 ₂"),
        ("₂x₉", "₂x9"),
        ("(a)₂", "(a)2"),
        ("x÷₂", "x÷₂"),
        ("rock `n` roll", "rock 'n' roll"),
        ("ab cd .", "ab cd"),
        ("\u0307a", "\u0307a"),
        ("ia\u0307", "iȧ"),
        ("a\ufe32b", "a-b"),
        ("a¨b", "a¨b"),
        ("Pa<U+200B>ris <U+200B>", "paris"),
        ("<U+200B>", "<u+200b>"),
        (" <U+200B> ", "<u+200b>"),
        ("a<U+0041>b", "a<u+0041>b"),
        ("a<U+20<U+200B>0B>", "a<u+20<u+200b>0b>"),
    ],
)
def test_folded(text: str, expected: str) -> None:
    assert expected == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("−5\u202f000,5 °C", "-5 000,5 °C"),
        ("1½", "1 1/2"),
        ("½ km", "1/2 km"),
        ("５", "5"),
        ("Ab.", "Ab"),
        ("10⁻³", "10⁻³"),
        ("5`000", "5'000"),
        ("5<U+200B>0 km", "50 km"),
        ("5¨", "5¨"),
    ],
)
def test_plain_keeps_what_numbers_are_read_from(text: str, expected: str) -> None:
    assert expected == plain(text)
