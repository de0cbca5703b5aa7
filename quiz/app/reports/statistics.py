"""A player's statistics, by bank and topic: a page of pictures and sentences, and records for programs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date, timedelta

from quiz import clock
from quiz.app.history import open_upgraded
from quiz.app.reports import Report
from quiz.bank.model import Bank
from quiz.game.mastery import STATES
from quiz.game.scoring import without_guessing
from quiz.game.statistics import ENOUGH, Accuracy, Figures, MissedFact, Statistics, interval
from quiz.history.asides import aside_facts
from quiz.history.database import HistoryError
from quiz.history.log import History
from quiz.serialize import utc
from quiz.term.lines import Span
from quiz.text import listed, plural
from quiz.ui.document import (
    Alternative,
    Bars,
    Calendar,
    Document,
    Element,
    Paragraph,
    Picture,
    Sparkline,
    Subheading,
    Title,
    said,
)
from quiz.ui.words import NOTHING_PLAYED, calibration_text, day_name, ended

TITLE = "Your progress"
_COLUMNS = ("bank", "topic", "facts_seen", "first_tries", "right", "accuracy", "trend")
_YEAR = 53 * 7  # days


def collect(history: History | None) -> Statistics:
    """Return the statistics of the player, with what the banks are called and hold. Raises `HistoryError`."""
    if history is None:
        return Statistics()
    from quiz.history.statistics import statistics

    today = clock.now().day
    found = statistics(history, today - _YEAR)
    banks = played_banks({figures.bank for figures in found.banks})
    return found._replace(
        sizes={id_: bank.facts for id_, bank in banks.items()},
        titles={id_: bank.title for id_, bank in banks.items()},
        forecast=_forecast(history, list(banks.values()), today),
        missed=tuple(_missed(history, banks, today)),
    )


def played_banks(played: Collection[str]) -> dict[str, Bank]:
    """Return the banks that were played, are found by name and have no errors, by their ids."""
    from quiz.app.banks import all_banks
    from quiz.library.banks import load_to_play
    from quiz.library.files import cache_folder

    loaded = (load_to_play(file, cache_folder()).bank for file in all_banks()) if played else ()
    return {bank.id: bank for bank in loaded if bank and bank.id in played}


def named_facts(bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield each fact's id and what it is about: the first cell of its row, or its question."""
    for table in bank.tables:
        for row in table.rows:
            name = next((cell[0].text for cell in row.cells if cell), row.id)
            yield f"{bank.id}/{table.id}/{row.id}", name
    for question in bank.questions:
        yield f"{bank.id}/{question.id}", question.name


def _keep_schedule(history: History) -> None:
    """Save the schedule if there is none yet and it can be written: building it from a million answers takes seconds.

    A damaged history may seem to have no schedule. Reading it changes nothing, so the file is checked first.
    """
    from quiz.history.derived.schedule import Schedule

    if history.writable or history.player is None or Schedule(history).is_kept:
        return
    with suppress(HistoryError):
        if history.select("PRAGMA quick_check(1)") != [("ok",)]:
            return
        writable = open_upgraded(history.path, write=True)
        if writable is not None:
            with closing(writable):
                Schedule(writable.of(history.player)).update()


def _forecast(history: History, banks: Sequence[Bank], today: int) -> dict[str, int]:
    """Return day -> how many facts that are still in the banks will be due; empty if none ever is."""
    from quiz.game.statistics import forecast
    from quiz.history.derived.schedule import Schedule

    _keep_schedule(history)
    there = {fact for bank in banks for fact in bank.fact_ids()}
    due = [one.due for one in Schedule(history).known([bank.id for bank in banks]) if one.fact in there]
    if not due:
        return {}
    first = date.fromordinal(today)
    return {(first + timedelta(day)).isoformat(): count for day, count in enumerate(forecast(due, today))}


def _missed(history: History, banks: Mapping[str, Bank], today: int) -> Iterator[MissedFact]:
    """Yield the facts that are missed again and again, are still in the banks and are not set aside."""
    from quiz.history.leeches import leeches
    from quiz.history.mix_ups import taken_for

    aside = aside_facts(history)
    found = [one for one in leeches(history) if one.fact not in aside]
    wanted = {one.fact.partition("/")[0] for one in found}
    names = {fact: name for id_, bank in banks.items() if id_ in wanted for fact, name in named_facts(bank)}
    topics = {
        f"{id_}/{table.id}/{row.id}": table.topic
        for id_ in wanted & banks.keys()
        for table in banks[id_].tables
        for row in table.rows
    }
    for one in found:
        if one.fact in names:
            rests = date.fromordinal(one.rests_until).isoformat() if one.rests_until > today else ""
            taken = tuple(taken_for(history, one.fact))
            yield MissedFact(one.fact, names[one.fact], topics.get(one.fact, ""), one.missed, one.days, taken, rests)


def _whole(found: Statistics) -> dict[str, object]:
    """Return statistics as the JSON that is promised to other programs (version 1)."""
    recall = found.recall
    low, high = interval(recall.right, recall.total) if recall.total else (None, None)
    return {
        "version": 1,
        "banks": [_record(figures) for figures in found.banks],
        "topics": [_record(figures) for figures in found.topics],
        "recall": {
            "first_tries": recall.total,
            "right": recall.right,
            "accuracy": _rounded(recall.share) if recall.total else None,
            "low": _rounded(low),
            "high": _rounded(high),
            "guessing": _rounded(_chance(found)) if recall.total else None,
            "remembered": _rounded(_remembered(found)[0]) if recall.total else None,
        },
        "right_on_three_days": found.lasting,
        "forecast": [{"day": day, "due": count} for day, count in found.forecast.items()],
        "facts": dict(zip(STATES, found.facts, strict=True)),
        "rounds": [{"started_at": utc(o.started_at), "right": o.right, "answered": o.total} for o in found.rounds],
        "days": [{"day": day, "answers": count} for day, count in found.days.items()],
        "missed_again": [
            one._asdict() | {"taken_for": list(one.taken_for), "rests_until": one.rests_until or None}
            for one in found.missed
        ],
        "certainty": {one.certainty: {"right": one.right, "total": one.total} for one in found.calibration},
    }


def _record(figures: Figures) -> dict[str, object]:
    return {
        "bank": figures.bank,
        **({"topic": figures.topic} if figures.topic else {}),
        "facts_seen": figures.facts,
        "first_tries": figures.accuracy.total,
        "right": figures.accuracy.right,
        "accuracy": _rounded(figures.accuracy.share),
        "trend": _rounded(figures.trend),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _rows(found: Statistics) -> list[list[object]]:
    """Return the topics."""
    return [[record.get(name) for name in _COLUMNS] for record in map(_record, found.topics)]


_Rows = tuple[tuple[str, float, str], ...]  # the rows of bars: a name, a share, a text


def statistics_page(found: Statistics, today: date) -> Document:
    """Return statistics as a page, the headline first."""
    if not found.days and not found.topics:
        return (Subheading("Nothing yet"), Paragraph(NOTHING_PLAYED))
    elements: list[Element] = [Title(TITLE), Subheading("What you remember")]
    elements += [*map(Paragraph, filter(None, (_lasting_text(found), _recall_text(found))))]
    if any(found.facts):
        text = _facts_text(found)
        elements += [
            Subheading("Facts of the banks you have played"),
            Picture(Bars(_mastery_rows(found)), (text,), says_all=True),
            *map(Paragraph, filter(None, (_lost_text(found),))),
        ]
    if found.forecast:
        elements += [
            Subheading("Reviews to come"),
            Picture(Bars(_forecast_rows(found)), (_forecast_text(found),), says_all=True),
        ]
    if found.banks:
        texts = tuple(_bank_texts(found))
        elements += [Subheading("Right at the first try"), Picture(Bars(_bank_rows(found)), texts, says_all=True)]
    if len(found.rounds) > 1:
        scores = Sparkline(tuple((one.right, one.total) for one in found.rounds))
        elements += [Subheading("The last rounds"), Picture(scores, (_rounds_text(found),))]
    elif found.rounds:
        elements.append(said(_rounds_text(found)))
    if found.days:
        elements += [Subheading("Days played"), Picture(Calendar(found.days, today), (_days_text(found),))]
    if found.missed:
        elements += [Subheading("Missed again and again"), said("Missed again and again:")]
        elements += [Paragraph(text, 3, mark=Span("- ")) for text in _missed_texts(found, today)]
    if found.calibration:
        text = calibration_text(found.calibration)
        elements += [Subheading("How sure you were"), Alternative((Paragraph(text, 3),), (text,))]
    return tuple(elements)


def _missed_texts(found: Statistics, today: date) -> Iterator[str]:
    """Yield the sentences about each fact that is missed again and again."""
    for one in found.missed:
        until = day_name(date.fromisoformat(one.rests_until), today) if one.rests_until else ""
        name = f"{one.name} ({one.topic})" if one.topic else one.name
        mixed = f" You chose {listed([f'“{text}”' for text in one.taken_for])}." if one.taken_for else ""
        rests = f" Rests until {until}." if until else ""
        yield f"{ended(name)} Missed on {one.missed} of the last {one.days} days it was asked.{mixed}{rests}"


def _bank_texts(found: Statistics) -> Iterator[str]:
    """Yield the score of each bank, and of its topics if it has several."""
    for one, indent in _listed(found):
        name = f"  {one.topic}: " if indent else f"{_name_of(found, one)}: "
        yield f"{name}{_figures(one)}"


def _bank_rows(found: Statistics) -> _Rows:
    """Return the bars of the same."""
    return tuple(
        (f"  {one.topic}" if indent else _name_of(found, one), one.accuracy.share, _score(one))
        for one, indent in _listed(found)
    )


def _mastery_rows(found: Statistics) -> _Rows:
    """Return the bars of how well the facts are known."""
    total = sum(found.facts) or 1
    return tuple((state, count / total, str(count)) for state, count in zip(STATES, found.facts, strict=True))


def _listed(found: Statistics) -> Iterator[tuple[Figures, bool]]:
    """Yield banks, each followed by its topics; each comes with whether it is a topic."""
    for bank in found.banks:
        yield bank, False
        topics = [topic for topic in found.topics if topic.bank == bank.bank]
        if len(topics) > 1:
            yield from ((topic, True) for topic in topics)


def _name_of(found: Statistics, bank: Figures) -> str:
    """Return the title of a bank; its id if the bank no longer exists."""
    return found.titles.get(bank.bank) or bank.bank


def _figures(figures: Figures) -> str:
    accuracy = figures.accuracy
    score = f"{accuracy.right} of {accuracy.total} right at the first try{_share(accuracy)}"
    return f"{plural(figures.facts, 'fact')} seen, {score}{_trend(figures)}"


def _score(figures: Figures) -> str:
    """Return a short score, to show next to its bar."""
    return f"{figures.accuracy.right} of {figures.accuracy.total}{_share(figures.accuracy)}"


def _share(accuracy: Accuracy) -> str:
    return f" ({accuracy.share:.0%})" if accuracy.total >= ENOUGH else ""


def _trend(figures: Figures) -> str:
    if figures.trend is None:
        return ""
    points = round(figures.trend * 100)
    if points == 0:
        return ", steady lately"
    return f", {'up' if points > 0 else 'down'} {plural(abs(points), 'point')} lately"


def _lasting_text(found: Statistics) -> str:
    """Return how many facts were right on three separate days, of those that were asked; nothing before the first."""
    if not found.lasting:
        return ""
    asked = sum(found.facts[1:])
    return f"Right on three separate days: {found.lasting} of {plural(asked, 'fact')} that you were asked about."


def _recall_text(found: Statistics) -> str:
    """Return how much is remembered for a week or more, minus what blind guessing would give."""
    recall = found.recall
    if not recall.total:
        return "What you remember after a week: it is too early to say. No fact has come back after 7 days yet."
    score = f"{recall.right} of {recall.total}"
    if recall.total < ENOUGH:
        return (
            f"Facts that came back after 7 days or more: {score} right at the first try. That is too few to say more."
        )
    share, low, high = _remembered(found)
    less = ", not counting lucky guesses" if found.chance else ""
    remembered = f"{share:.0%} (likely {low:.0%} to {high:.0%}){less}"
    what = f"Of the facts that came back after 7 days or more, you remembered {remembered}"
    return f"{what}; {score} were right at the first try."


def _remembered(found: Statistics) -> tuple[float, float, float]:
    """Return the share of facts that is remembered after a week or more, without guessing, and its 95 % interval."""
    recall, chance = found.recall, _chance(found)
    shares = (recall.share, *interval(recall.right, recall.total))
    low, middle, high = (without_guessing(share, chance) for share in sorted(shares))
    return middle, low, high


def _chance(found: Statistics) -> float:
    """Return how likely a blind guess was to be right, on average over what was recalled; 0 if that is not known."""
    chance = found.chance / found.recall.total
    return chance if 0 <= chance < 1 else 0.0


def _facts_text(found: Statistics) -> str:
    """Return how many facts are new, learning, known and mature."""
    counts = [f"{count} {state}" for state, count in zip(STATES, found.facts, strict=True) if count]
    return f"Facts: {listed(counts)}."


def _lost_text(found: Statistics) -> str:
    """Return which banks were played and cannot be read by name, so that little is known of their facts."""
    lost = [one.bank for one in found.banks if one.bank not in found.titles]
    if not lost:
        return ""
    whose = "Its" if len(lost) == 1 else "Their"
    return f"Not listed by `quiz banks`, or with errors: {listed(lost)}. {whose} new facts and reviews are not counted."


def _forecast_text(found: Statistics) -> str:
    """Return how many facts are due today, tomorrow and within a week."""
    counts = list(found.forecast.values())
    today, tomorrow, week = counts[0] or "none", counts[1] or "none", sum(counts[:7]) or "none"
    return (
        f"Facts due: {today} today, {tomorrow} tomorrow, {week} in all within 7 days, counting today. "
        "`quiz review` asks about what is due."
    )


def _forecast_rows(found: Statistics) -> _Rows:
    """Return the bars of the same, for a week."""
    shown = list(found.forecast.items())[:7]
    most = max((count for _, count in shown), default=0) or 1
    names = ["today", "tomorrow", *(f"{date.fromisoformat(day):%A}" for day, _ in shown[2:])]
    return tuple((name, count / most, str(count)) for name, (_, count) in zip(names, shown, strict=True))


def _rounds_text(found: Statistics) -> str:
    """Return the scores of the latest rounds."""
    latest = [f"{one.right} of {one.total}" for one in found.rounds[-3:]]
    what = plural(len(latest), "Your last round", "Your last {} rounds")
    return f"{what}, not counting practice: {', '.join(latest)} right."


def _days_text(found: Statistics) -> str:
    """Return on how many days the player played."""
    return f"Played on {plural(len(found.days), 'day')} in the past year."


REPORT = Report(title=TITLE, collect=collect, document=statistics_page, record=_whole, columns=_COLUMNS, rows=_rows)
