"""What an import or an export has lost: as a line for people, as JSON, and as SARIF with the findings of the check."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quiz.exchange.losses import LOSSES, Fate, Loss
from quiz.text import clean
from quiz.ui.findings import sarif_run, sarif_text, sarif_uri

_LEVELS: Mapping[Fate, str] = {Fate.SKIPPED: "warning", Fate.CHANGED: "note", Fate.KEPT: "note"}


def loss_line(loss: Loss) -> str:
    """Return a loss as a line for people, with what to do about it."""
    return f"{loss.line()}{f' ({loss.kind.help})' if loss.kind.help else ''}"


def loss_record(loss: Loss) -> dict[str, Any]:
    """Return a loss as docs/formats.md promises it."""
    return {
        "file": loss.place.file,
        "line": loss.place.line,
        "code": loss.code,
        "fate": loss.kind.fate.value,
        "question": loss.name,
        "message": loss.message,
        "help": loss.kind.help,
    }


def losses_run(losses: Sequence[Loss]) -> dict[str, Any]:
    """Return a run of SARIF: the codes of the losses, and the losses."""
    codes = sorted({loss.code for loss in losses})
    rules = [_rule(code) for code in codes]
    results = [
        {
            "ruleId": loss.code,
            "ruleIndex": codes.index(loss.code),
            "level": _LEVELS[loss.kind.fate],
            "message": {"text": sarif_text(clean(loss.message))},
            "locations": [{"physicalLocation": _location(loss)}],
        }
        for loss in losses
    ]
    return sarif_run(rules, results)


def _rule(code: str) -> dict[str, Any]:
    kind = LOSSES[code]
    full = f"{kind.title}. {kind.help}" if kind.help else kind.title
    return {"id": code, "shortDescription": {"text": kind.title}, "fullDescription": {"text": full}}


def _location(loss: Loss) -> dict[str, Any]:
    artifact = {"artifactLocation": {"uri": sarif_uri(Path(loss.place.file))}}
    return {**artifact, "region": {"startLine": loss.place.line}} if loss.place.line else artifact
