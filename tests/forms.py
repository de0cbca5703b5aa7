"""The names of the question forms, for tests about one of them; `tests/test_plugs.py` checks the list."""

from enum import StrEnum


class Form(StrEnum):
    PICK = "pick"
    CLAIM = "claim"
    COMPARE = "compare"
    CHOOSE_ALL = "choose-all"
    NOT = "not"
    ORDER = "order"
    MATCH = "match"
    TYPED = "typed"
