import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.template import Slot, parse_template

EXAMPLES = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("text", "texts", "slots"),
    [
        ("", ("",), ()),
        ("Who?", ("Who?",), ()),
        ("{name}", ("", ""), (Slot("name", 0),)),
        ("Who is {name}?", ("Who is ", "?"), (Slot("name", 7),)),
        ("{a}{b} {a}", ("", "", " ", ""), (Slot("a", 0), Slot("b", 3), Slot("a", 7))),
        ("{ name }", ("", ""), (Slot("name", 0),)),
        ("a {{b}} c", ("a {b} c",), ()),
        ("{{{name}}}", ("{", "}"), (Slot("name", 2),)),
        ("{größe}", ("", ""), (Slot("größe", 0),)),
    ],
)
def test_a_text_is_taken_apart(text: str, texts: tuple[str, ...], slots: tuple[Slot, ...]) -> None:
    template, broken = parse_template(text)

    assert template == (texts, slots)
    assert broken == []


@pytest.mark.parametrize(
    ("text", "kept", "offsets"),
    [
        ("a { b", "a { b", [2]),
        ("a } b", "a } b", [2]),
        ("{}", "{}", [0, 1]),
        ("{ }", "{ }", [0, 2]),
        ("{a {b}", "{a {b}", [0]),
        ("}{", "}{", [0, 1]),
    ],
)
def test_a_broken_placeholder_is_told_and_kept_as_text(text: str, kept: str, offsets: list[int]) -> None:
    template, broken = parse_template(text)

    assert [offset for offset, _ in broken] == offsets
    assert kept == template.raw
    assert all(f"`{text[offset]}" in message or f"{text[offset]}` is" in message for offset, message in broken)


def test_columns_are_named_once_in_order() -> None:
    assert parse_template("{b} {a} {b}")[0].columns == ("b", "a")


def test_a_template_is_filled_from_a_function_or_a_mapping() -> None:
    template, _ = parse_template("{name} {{was}} {office}.")

    assert template.fill({"name": "Ann", "office": "President"}) == "Ann {was} President."
    assert template.fill(str.upper) == "NAME {was} OFFICE."


def test_values_are_not_parsed_again() -> None:
    assert parse_template("{a} {{")[0].fill({"a": "{b}"}) == "{b} {"


@EXAMPLES
@given(st.text(alphabet="{} ab\n") | st.text())
def test_any_text_can_be_taken_apart_and_filled(text: str) -> None:
    template, broken = parse_template(text)

    assert len(template.texts) == len(template.slots) + 1
    assert all(text[slot.offset] == "{" for slot in template.slots)
    assert all(text[offset] in "{}" for offset, _ in broken)
    assert "".join(template.texts) == template.fill(lambda _: "")


@EXAMPLES
@given(st.text())
def test_doubled_braces_stand_for_the_signs(text: str) -> None:
    template, broken = parse_template(text.replace("{", "{{").replace("}", "}}"))

    assert template == ((text,), ())
    assert broken == []
