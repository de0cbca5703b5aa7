"""A paper for typst, which makes a PDF of it: a template that never changes, and the texts as data.

Texts are JSON values and never part of the template, so nothing in them is taken for a command. The document has no
date, so the same paper gives the same bytes.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quiz.items.answer_kind import AnswerKind
from quiz.layout import text_blocks
from quiz.text import clean
from quiz.ui.paper import Paper, PaperQuestion, Version

_TOO_LONG = re.compile(r"[!-\u024f]{40}")
_LONG_WORD = re.compile(r"[!-\u024f]{20}")
_BREAK = "\u200b"


def template() -> bytes:
    """Return what typst compiles. `sys.inputs.paper` is what `paper_data` or `key_data` returns."""
    return Path(__file__).with_name("paper.typ").read_bytes()


def paper_data(paper: Paper) -> str:
    """Return the data from which the template makes the versions, each with its answer sheet."""
    return _data(paper, "")


def key_data(paper: Paper) -> str:
    """Return the data from which the template makes the keys."""
    return _data(paper, "Key")


def _data(paper: Paper, what: str) -> str:
    return json.dumps({
        "title": clean(paper.title), "note": clean(paper.note), "points": paper.points, "what": what,
        "versions": [_version(version) for version in paper.versions],
    })  # fmt: skip


def _version(version: Version) -> Mapping[str, Any]:
    return {"letter": version.letter, "questions": list(map(_question, version.questions))}


def _question(question: PaperQuestion) -> Mapping[str, Any]:
    item = question.item
    return {
        "number": question.number, "id": clean(item.id), "key": _breakable(clean(question.key)),
        "stem": _blocks(item.stem), "why": _blocks(item.why) if item.why else [],
        "passage": _blocks(question.passage) if question.passage else [],
        "kind": item.answer_kind.value if item.answer_kind is not AnswerKind.SEQUENCE else "sequence",
        "letters": list(question.letters), "options": [_blocks(option.text) for option in question.options],
        "prompts": [_blocks(prompt) for prompt in question.prompts],
        "blanks": [_breakable(clean(blank)) for blank in question.blanks],
    }  # fmt: skip


def _blocks(text: str) -> list[Mapping[str, Any]]:
    return [{"code": is_code, "text": _breakable("\n".join(lines))} for lines, is_code in text_blocks(text)]


def _breakable(text: str) -> str:
    """Return a text in which words that are too long for a line may be broken."""
    return _LONG_WORD.sub(lambda found: f"{found[0]}{_BREAK}", text) if _TOO_LONG.search(text) else text
