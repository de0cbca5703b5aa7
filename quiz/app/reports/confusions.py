"""`quiz stats --confusions`: what the player mixes up, as text, JSON and CSV."""

from quiz.app.prompting import wants_plain
from quiz.game.confusions import MixUp
from quiz.history.derived.confusions import mix_ups
from quiz.history.log import History
from quiz.serialize import csv_text, json_text, utc
from quiz.term.pager import show
from quiz.term.sink import stdout_sink
from quiz.ui.confusion_words import confusion_lines, sentences


def show_confusions(history: History | None, *, plain: bool, as_json: bool, as_csv: bool) -> None:
    """Show what the player of a history mixes up. Raises `HistoryError`."""
    found = mix_ups(history) if history else []
    sink = stdout_sink()
    if as_json:
        sink.data(json_text({"version": 1, "confusions": [_record(one) for one in found]}))
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
    names = ("bank", "fact", "question", "answer", "chosen", "times", "right_since", "told_apart", "last_at")
    rows = []
    for one in found:
        texts = (one.bank, one.fact, one.question, one.answer[1], one.chosen[1])
        rows.append((*texts, one.times, one.apart, "yes" if one.is_told_apart else "no", utc(one.at)))
    return csv_text(names, rows)
