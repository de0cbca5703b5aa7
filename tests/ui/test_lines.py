"""The width of texts on a terminal."""

import pytest
from rich.cells import cell_len

from quiz.term.lines import text_width


@pytest.mark.parametrize("block", [(0x20, 0x7F), (0xA0, 0x3000), (0x3000, 0x3400), (0xFF00, 0xFFF0)])
def test_a_character_is_as_wide_as_the_tables_of_the_library_say(block: tuple[int, int]) -> None:
    chars = [chr(code) for code in range(*block)]

    assert [] == [char for char in chars if text_width(char) != cell_len(char)]


def test_texts_of_several_scripts_are_added_up() -> None:
    assert [4, 5, 6, 3] == [text_width(text) for text in ("H₂O!", "νερό.", "вода, ", "水a")]
