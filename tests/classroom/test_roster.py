"""A teacher's list says who has which code, in each of the forms that schools use."""

from __future__ import annotations

import pytest

from quiz.classroom.roster import OnList, roster_of
from quiz.exchange.grid import separated

#: The columns of OneRoster 1.2.
USERS = """\
sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email
u-1,,,true,ada.l,,Ada,Lovelace,,07,ada@example.org
u-2,,,true,alan.t,,Alan,Turing,,12,alan@example.org
"""


def names(text: str, *codes: str) -> dict[str, str]:
    return {one.code: one.name for one in roster_of(separated(text).rows, codes).values()}


@pytest.mark.parametrize(
    "text",
    [
        "code,name\n07,Ada\n12,Alan\n",
        "Name;Class;Code\nAda;7b;07\nAlan;7b;12\n",
        "07\tAda\n12\tAlan\n",
        "No,Student\n07,Ada\n\n12,Alan\n",
    ],
)
def test_a_list_has_codes_and_names_with_or_without_heads(text: str) -> None:
    assert {"07": "Ada", "12": "Alan"} == names(text)


def test_without_heads_the_names_may_come_first() -> None:
    assert {"07": "Ada", "12": "Alan"} == names("Ada,07\nAlan,12\n", "12")
    assert {"07": "Ada", "12": "Alan"} == names("Name,Class,Key\nAda,7b,07\nAlan,7b,12\n", "12")
    assert {"Ada": "Ada"} == names("Name\nAda\n", "12")


def test_a_list_may_have_codes_alone() -> None:
    assert {"07": "", "12": ""} == names("code\n07\n12\n")


def test_codes_are_found_in_any_case() -> None:
    assert {"k7m": OnList("K7M", "Ada")} == roster_of(separated("code,name\n K7M ,Ada\n").rows, [])


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["07", "12"], {"07", "12"}),
        (["ADA.L"], {"ada.l", "alan.t"}),
        (["u-2", "u-1"], {"u-1", "u-2"}),
        ([], {"07", "12"}),
    ],
)
def test_in_users_csv_of_oneroster_the_code_is_the_column_that_fits(codes: list[str], expected: set[str]) -> None:
    found = names(USERS, *codes)
    assert expected == set(found)
    assert {"Ada Lovelace", "Alan Turing"} == set(found.values())


def test_of_an_older_oneroster_students_alone_are_taken() -> None:
    text = "sourcedId,role,givenName,familyName\ns1,student,Ada,L\nt1,teacher,Mary,S\n"
    assert {"s1": "Ada L"} == names(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there are no codes in it"),
        ("code,name\n", "no codes"),
        ("07,Ada\n07,Alan\n", "the code `07` appears twice"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        names(text)


def test_what_could_harm_a_terminal_is_cleaned() -> None:
    assert {"07": "A<U+001B>da"} == names("code,name\n07,A\x1bda\n")
