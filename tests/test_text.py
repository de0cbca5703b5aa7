import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.text import clean, is_clean, is_ignorable, normalize, quoted, sentences, slug

EXAMPLES = settings(max_examples=300, deadline=None)

#: Letters, digits and everything that `clean` treats specially.
TRICKY = "aZ9 é<U+>\t\n\r\x00\x1b\x7f\x85\x9b\xa0\xad\u0301\u0300\u20d0\u20dd\u0489\u061c\u200b\u200c\u200d\u200e\u202e"
TRICKY += "\u2028\u2029\u2066\u3164\ufe0f\ufeff\U000e0041\ud800\udfffक्षیم👩ก็"
#: Characters that are invisible, although Unicode calls them letters, marks or symbols, and possible neighbours.
TRICKY += "\u034f\u180b\ufe00\ufe0e\U000e0100\u2800\u2801\U0001d159\u1820日ℹ❤#"
TRICKY += "\U00018b00\U00016fe4\U0001bc00\U0001bc9d\U00013000\U00013440"
texts = st.text() | st.text(alphabet=TRICKY, max_size=40) | st.text(alphabet="ab\u0300\u20d0\u200dक", max_size=30)

#: Format characters that are visible: signs that enclose numbers, in Arabic, Syriac and Kaithi.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
#: Two more kinds of them that Unicode does not count as invisible.
DRAWN = {*range(0xFFF9, 0xFFFC), *range(0x13430, 0x13460)}
#: Hidden characters that stay if they change what is around them.
AT_WORK = {0x34F, 0x200C, 0x200D, 0x2800, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
AT_WORK |= {0x16FE4, 0x1BC9D, 0x13440}


def is_harmful(char: str) -> bool:
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and ord(char) not in DRAWN | SEEN
    return (hidden or is_ignorable(ord(char)) or char in "\U0001d159\u2800") and ord(char) not in AT_WORK


def test_what_is_not_drawn_agrees_with_the_names_and_categories_of_unicode() -> None:
    named = ("VARIATION SELECTOR", "HANGUL FILLER", "SEONG FILLER", "VOWEL INHERENT", "COMBINING GRAPHEME JOINER")
    odd = {}
    for code in range(sys.maxunicode + 1):
        category, name = unicodedata.category(chr(code)), unicodedata.name(chr(code), "")
        is_format = category == "Cf" and code not in SEEN | DRAWN
        by_name = any(part in name for part in named) or name == "HANGUL JUNGSEONG FILLER"
        if category != "Cn" and is_ignorable(code) != (is_format or by_name):
            odd[f"U+{code:04X}"] = name

    assert odd == {}


@pytest.mark.parametrize(
    "code", [0x2065, 0xFFF0, 0xFFF8, 0xE0000, 0xE0002, 0xE0080, 0xE00FF, 0xE01F0, 0xE0FFF], ids=hex
)
def test_what_will_not_be_drawn_once_it_is_assigned_is_shown_by_name(code: int) -> None:
    assert f"a<U+{code:04X}>b" == clean(f"a{chr(code)}b")


@EXAMPLES
@given(texts)
@example("a" + "\u0300" * 6 + "\u20d0\u200dक")
@example("a" + "\u0300" * 5 + "\u0301\u20d0\u200dक\u200d")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)

    assert once == clean(once)
    assert is_clean(once)


@EXAMPLES
@given(texts)
def test_cleaned_text_holds_nothing_that_controls_reorders_or_hides(text: str) -> None:
    assert [] == [f"U+{ord(char):04X}" for char in clean(text) if is_harmful(char)]


@EXAMPLES
@given(texts)
def test_cleaned_text_can_be_written_and_is_one_line(text: str) -> None:
    assert len(f"{clean(text)}.".splitlines()) == 1
    assert clean(text).encode().decode() == clean(text)


@EXAMPLES
@given(st.text(alphabet=st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs"))))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert text == clean(text)


@EXAMPLES
@given(st.text(alphabet="aé\n\t \x1b\u202e"))
def test_only_white_space_is_dropped(text: str) -> None:
    kept = clean(text).replace("<U+001B>", "\x1b").replace("<U+202E>", "\u202e")

    assert "".join(text.split()) == "".join(kept.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "one two"),
        ("one \r\n\t two", "one two"),
        ("one\u2028two", "one two"),
        ("red\x1b[31m", "red<U+001B>[31m"),
        ("\x9b31m", "<U+009B>31m"),
        ("bell\x07", "bell<U+0007>"),
        ("back\x08", "back<U+0008>"),
        ("nul\x00", "nul<U+0000>"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\u200db", "a<U+200D>b"),
        ("\u200d", "<U+200D>"),
        ("a\ufeffb", "a<U+FEFF>b"),
        ("soft\xadhyphen", "soft<U+00AD>hyphen"),
        ("a\U000e0041b", "a<U+E0041>b"),
        ("a\ud800b", "a<U+D800>b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("👩🏽\u200d🚀", "👩🏽\u200d🚀"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("ℹ\ufe0f ©\ufe0f ‼\ufe0f", "ℹ\ufe0f ©\ufe0f ‼\ufe0f"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("က\ufe00", "က\ufe00"),
        ("\u1820\u180b", "\u1820\u180b"),
        ("\u05d9\u05b4\u034f\u05b7", "\u05d9\u05b4\u034f\u05b7"),
        ("⠓\u2800⠺", "⠓\u2800⠺"),
        ("Paris\ufe0f", "Paris<U+FE0F>"),
        ("Paris\U000e0100", "Paris<U+E0100>"),
        ("a\ufe0f\u200d❤", "a<U+FE0F><U+200D>❤"),
        ("❤\ufe0f\ufe0f", "❤\ufe0f<U+FE0F>"),
        ("\ufe0f", "<U+FE0F>"),
        ("c\u034fh", "c<U+034F>h"),
        ("日\u200d本", "日<U+200D>本"),
        ("של\u200dום", "של<U+200D>ום"),
        ("a\u180bb", "a<U+180B>b"),
        ("\u2800", "<U+2800>"),
        ("⠓\u2800", "⠓<U+2800>"),
        ("a\u2800b", "a<U+2800>b"),
        ("\u3164", "<U+3164>"),
        ("\u115f\u1160\uffa0", "<U+115F><U+1160><U+FFA0>"),
        ("\u17b4\u17b5", "<U+17B4><U+17B5>"),
        ("\U0001d159", "<U+1D159>"),
        ("Paris\U00016fe4", "Paris<U+16FE4>"),
        ("Paris\U0001bc9d", "Paris<U+1BC9D>"),
        ("Paris\U00013440", "Paris<U+13440>"),
        ("\U00018b00\U00016fe4", "\U00018b00\U00016fe4"),
        ("\U0001bc00\U0001bc9d", "\U0001bc00\U0001bc9d"),
        ("\U00013000\U00013440", "\U00013000\U00013440"),
        ("a\ufdd0\ufdef\uffff\U0001fffe", "a<U+FDD0><U+FDEF><U+FFFF><U+1FFFE>"),
        ("\xad", "<U+00AD>"),
        ("e\u0301", "e\u0301"),
        ("[/nope] list[int] :skull:", "[/nope] list[int] :skull:"),
    ],
)
def test_clean_shows_what_would_be_hidden(text: str, expected: str) -> None:
    assert expected == clean(text)


@pytest.mark.parametrize("code", [*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)], ids=hex)
def test_invisible_format_characters_of_rare_scripts_are_shown(code: int) -> None:
    assert f"a<U+{code:04X}>b" == clean(f"a{chr(code)}b")


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u05b0", "\u0e47", "\u20dd"], ids=ascii)
def test_marks_on_one_letter_are_capped(mark: str) -> None:
    assert "x" + mark * 6 + "y" == clean("x" + mark * 300 + "y")


@pytest.mark.parametrize("text", ["é" + " " * 8000 + "x", "é" + "\t" * 8000, "\n" * 8000, "x" + "\u0300" * 8000])
def test_long_runs_are_cleaned(text: str) -> None:
    assert clean(text) == clean(clean(text))


@EXAMPLES
@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = normalize(clean(text))

    assert once == normalize(once)


@EXAMPLES
@given(st.integers(min_value=-(10**20), max_value=10**20), st.sampled_from(",'’ \u202f\xa0\u2009"))
def test_a_whole_number_folds_alike_however_it_is_written(value: int, mark: str) -> None:
    forms = [str(value), f"{value}.0", f"{value:,}".replace(",", mark), f"{value:,}.00".replace(",", mark)]

    assert {str(value)} == {normalize(form) for form in forms}


@EXAMPLES
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_decimal_number_folds_alike_however_it_is_written(value: Decimal) -> None:
    forms = [f"{value:f}", f"{value:f}00", f"{value:,f}"]

    assert len({normalize(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Charles Michel", "charles-michel"),
        ("  What's this?! ", "what-s-this"),
        ("Škoda Ångström", "škoda-ångström"),
        ("../../etc", "etc"),
        ("a\u3164b\u115f\uffa0\u1160", "a-b"),
        ("\u3164", ""),
        ("?!", ""),
        ("", ""),
        ("x" * 99, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert expected == slug(text)


@EXAMPLES
@given(texts)
def test_a_slug_is_made_of_letters_digits_and_dashes(text: str) -> None:
    found = slug(text)

    assert all(char.isalnum() or char == "-" for char in found)
    assert is_clean(found)
    assert len(found) <= 60
    assert found == found.strip("-")


def test_quoted_is_cleaned_and_cut() -> None:
    assert "`a<U+001B>b`" == quoted("a\x1bb")
    assert "`abcdef`" == quoted("abcdef", 6)
    assert "`abcde…`" == quoted("abcdefg", 6)


@pytest.mark.parametrize(
    "expected",
    [
        ["Mars has no rings.", "All four giants have them.", "Why?", "Nobody knows."],
        ["Is it?", "It is!", "\u201cYes.\u201d", "She won in 1969.", "It was 44 BC.", "He left."],
        ["St. Mary lies c. 5 km from Dr. Smith's house, i.e. in the U.S. Army's zone.", "He lives in Rome."],
        ["J. R. Smith met Prof. Jones vs. No. 7 of Mt. Etna."],
        ["no stop"],
        [""],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert expected == sentences(" ".join(expected))


@EXAMPLES
@given(texts)
def test_sentences_are_the_whole_text(text: str) -> None:
    assert text == " ".join(sentences(text))
