"""`quiz stats --confusions`: what the player mixes up, as text, JSON and CSV."""

import csv
import io
import json

from quiz.cli.prompting import wants_plain
from quiz.cli.stats_data import safe, utc
from quiz.game.confusions import MixUp
from quiz.screen.confusion_words import confusion_lines, sentences
from quiz.screen.pager import show
from quiz.screen.sink import stdout_sink
from quiz.store.confusions import mix_ups
from quiz.store.history import History

__all__ = ["show_confusions"]


def show_confusions(history: History | None, *, plain: bool, as_json: bool, as_csv: bool) -> None:
    """Show what the player of a history mixes up. Raises `HistoryError`."""
    found = mix_ups(history) if history else []
    sink = stdout_sink()
    if as_json:
        sink.data(json.dumps({"version": 1, "confusions": [_record(one) for one in found]}, indent=2))
    elif as_csv:
        sink.data(_sheet(found))
    elif wants_plain(plain):
        sink.text(*sentences(found))
    else:
        show(sink, iter([confusion_lines(found, sink.size()[0])]), paged=True)


def _record(one: MixUp) -> dict[str, object]:
    return {
        "bank": one.bank,
        "fact": one.fact,
        "question": one.question,
        "answer": dict(zip(("id", "text"), one.answer, strict=True)),
        "chosen": dict(zip(("id", "text"), one.chosen, strict=True)),
        "times": one.times,
        "right_since": one.apart,
        "told_apart": one.is_told_apart,
        "last_at": utc(one.at),
    }


def _sheet(found: list[MixUp]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("bank", "fact", "question", "answer", "chosen", "times", "right_since", "told_apart", "last_at"))
    for one in found:
        texts = (one.bank, one.fact, one.question, one.answer[1], one.chosen[1])
        rest = (one.times, one.apart, "yes" if one.is_told_apart else "no", utc(one.at))
        writer.writerow([*map(safe, texts), *rest])
    return out.getvalue().rstrip("\n")
