"""docs/drafting.md, followed to the letter: its draft is written, and its command is run."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Program

PAGE = (Path(__file__).parents[1] / "docs" / "drafting.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
(DRAFT,) = [text for kind, text in BLOCKS if kind == "yaml"]
(STEP,) = [text for kind, text in BLOCKS if kind == "console"]


def test_the_check_says_of_the_draft_what_the_page_shows(program: "Program") -> None:
    command, _, printed = STEP.removeprefix("$ ").partition("\n")
    path = program.folder / "moons.yaml"
    path.write_text(DRAFT, encoding="utf-8")

    done = program.shell(command)

    assert json.loads(printed) == json.loads(done.out)
    assert path.read_text(encoding="utf-8") == DRAFT.replace("explanation:", "why:")


def test_what_the_check_says_is_all_that_is_wrong_with_the_draft(program: "Program") -> None:
    better = DRAFT.replace("Satrun", "Saturn").replace("does {moon} not orbit alone", "does {moon} orbit")
    (program.folder / "moons.yaml").write_text(better.replace("explanation", "why"), encoding="utf-8")

    assert (0, "[]\n") == program.run("bank", "check", "--json", "moons.yaml")[:2]
