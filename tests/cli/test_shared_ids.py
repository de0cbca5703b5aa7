"""One id in two bank files: the check and every command that plays or lists banks say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import PETS

if TYPE_CHECKING:
    from tests.conftest import Program

COPIES = PETS.replace("id: pets\ntitle: Pets", "title: Copies\nid: pets  # of another bank")
COMMANDS = {
    "banks": ("banks",),
    "play a name": ("play", "pets", "--plain", "--questions", "1"),
    "play a path": ("play", "banks/copies.yaml", "--plain", "--questions", "1"),
    "review": ("review", "--plain"),
}


def test_the_check_of_a_folder_has_an_error_at_both(program: Program) -> None:
    program.bank("copies", COPIES)
    program.bank("pets", PETS)

    code, out, err = program.run("bank", "check", "banks")

    assert (1, "") == (code, err)
    assert "banks/copies.yaml:2:5: error B210: `banks/pets.yaml` has the id `pets` too\n" in out
    assert "banks/pets.yaml:1:5: error B210: `banks/copies.yaml` has the id `pets` too\n" in out


def test_a_file_that_is_named_twice_is_one_bank(program: Program) -> None:
    program.bank("pets", PETS)

    expected = (0, "No problems. 1 bank, 4 facts, 4 questions.\n", "")
    assert expected == program.run("bank", "check", "pets", "banks/pets.yaml", "banks")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_commands_say_which_banks_have_one_id(program: Program, command: tuple[str, ...]) -> None:
    program.bank("copies", COPIES)
    program.bank("pets", PETS)

    err = program.run(*command, typed="q\n").err

    assert "have the same id `pets`, so answers to one count for the other (change the id of one of them)\n" in err
    assert "copies.yaml` and `" in err or "pets.yaml` and `" in err


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
def test_a_copy_of_a_bank_and_banks_with_other_ids_are_fine(program: Program, command: tuple[str, ...]) -> None:
    program.bank("pets", PETS)
    program.bank("copies", PETS)
    program.bank("others", PETS.replace("id: pets", 'id: "others"'))

    assert "the same id" not in program.run(*command, typed="q\n").err
