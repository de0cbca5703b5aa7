"""docs/writing-banks.md, followed to the letter: every bank is written, and every command is run."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from quiz.bank.format import QUESTION
from quiz.bank.problems import Problem
from quiz.items.decoding import decode
from quiz.items.forms import FORMS
from quiz.lint.check import check_bank
from quiz.lint.codes import ALL_CODES

if TYPE_CHECKING:
    from tests.conftest import Program

GUIDE = Path(__file__).parents[1] / "docs" / "writing-banks.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_TOLD = re.compile(r"\b([Ss]ave|[Aa]dd)\b[^`]*?`(\w+\.yaml)`")

Files = dict[str, str]


class Step(NamedTuple):
    """A block of the guide, and the files that a reader has by then."""

    kind: str
    text: str
    file: str  # the file that the block was written to
    files: Files

    @property
    def command(self) -> str:
        return self.text.partition("\n")[0].removeprefix("$ ")

    @property
    def printed(self) -> str:
        return self.text.partition("\n")[2].rstrip()


def steps(guide: str) -> list[Step]:
    """Do what the guide says: save a block as a file, or add it at the end of one."""
    found: list[Step] = []
    files: Files = {}
    end = 0
    for block in _BLOCK.finditer(guide):
        kind, text = block.groups()
        file = ""
        if kind == "yaml":
            verb, file = _TOLD.findall(guide[end : block.start()])[-1]
            files = files | {file: text if verb.lower() == "save" else files[file] + text}
        found.append(Step(kind, text, file, files))
        end = block.end()
    return found


STEPS = steps(GUIDE.read_text(encoding="utf-8"))
COMMANDS = [step for step in STEPS if step.kind == "console"]
WRITTEN = [
    step
    for step, after in zip(STEPS[1:], [*STEPS[2:], None], strict=True)
    if step.kind == "yaml" and not (after and after.kind == "console" and "bank check" in after.command)
]


def problems(step: Step) -> list[Problem]:
    """Return everything that the check finds in the file that a step has written."""
    decoded = decode(step.files[step.file].encode(), Path(step.file).stem)
    assert decoded.bank is not None
    return [*decoded.problems, *check_bank(decoded.bank).problems]


def test_the_guide_has_banks_and_commands_and_nothing_else() -> None:
    assert {"yaml", "console"} == {step.kind for step in STEPS}
    assert len(COMMANDS) >= 8
    assert len(WRITTEN) >= 8


@pytest.mark.parametrize("step", WRITTEN, ids=lambda step: step.file)
def test_a_bank_of_the_guide_has_no_problems(step: Step) -> None:
    """Banks whose problems the guide shows next are left out."""
    assert [] == [problem.line(step.file) for problem in problems(step)]


def test_the_first_bank_has_but_three_rows_and_lacks_only_what_the_second_adds() -> None:
    first, second = [step for step in STEPS if step.file == "mountains.yaml"][:2]

    assert 3 == first.text.count(" {mountain:")
    assert ["B107", "Q124", "Q123"] == [problem.code for problem in problems(first)]
    assert {"id", "source", "why"} <= set(re.findall(r"^\s*(\w+):", second.text, re.MULTILINE))


@pytest.mark.parametrize("step", COMMANDS, ids=lambda step: step.command)
def test_a_command_prints_what_the_guide_shows(step: Step, program: "Program") -> None:
    for name, text in step.files.items():
        (program.folder / name).write_text(text, encoding="utf-8")
    done = program.shell(step.command)

    assert "" == done.err
    assert step.printed == "\n".join(line.rstrip() for line in done.out.rstrip().splitlines())


def test_every_code_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"\b[BGHQ]\d{3}\b", GUIDE.read_text(encoding="utf-8")))

    assert named
    assert named <= set(ALL_CODES)


def test_every_link_of_the_guide_leads_somewhere() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    headings = {slug(line) for line in re.findall(r"^#+ (.+)$", guide, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", guide):
        file, _, heading = target.partition("#")
        if file.startswith("https://"):
            continue
        path = GUIDE.parent / file if file else GUIDE
        assert path.exists(), target
        if heading and file:
            assert f"## {heading.replace('-', ' ')}" in path.read_text(encoding="utf-8").lower()
        elif heading:
            assert heading in headings


def slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def previewed() -> set[str]:
    """Return the forms of question of which the guide shows a preview: those of patterns, and those written out."""
    found: set[str] = set()
    for step in COMMANDS:
        if "bank preview" in step.command:
            bank = decode(step.files[step.command.split()[3]].encode(), "bank").bank
            assert bank is not None
            shown = set(re.findall(r"^([\w.-]+)   \w", step.printed, re.MULTILINE))
            found |= {p.form for t in bank.tables for p in t.patterns if f"{t.id}.{p.id}" in shown}
            written = [question for question in bank.questions if question.id in shown]
            found |= {f"{q.form}, written out" for q in written}
            found |= {"gaps" for q in written if q.gaps} | {"computed" for q in written if q.values}
    return found


def test_the_guide_previews_every_form() -> None:
    written = {f"{variant.name}, written out" for variant in QUESTION.variants}
    assert previewed() == {*FORMS, *written, "gaps", "computed"}
