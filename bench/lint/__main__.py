"""Measure the rules about facts and about questions: `python -m bench.lint`."""

import argparse
from collections.abc import Sequence

from bench.lint.judging import GOALS, Labelled, Verdict, flawed, judged, sound


def main() -> int:
    """Print recall and false alarms by kind, and what was missed. Returns 1 if a goal is not reached."""
    argparse.ArgumentParser(
        prog="python -m bench.lint",
        description="Measure how many flawed tables and questions the rules of the check find, and how many good ones"
        " they report. The exit code is 1 if a goal is not reached.",
    ).parse_args()
    return max([_measured(about) for about in GOALS])


def _measured(about: str) -> int:
    banks = [*flawed(about), *sound(about)]
    verdicts = [(bank, judged(bank)) for bank in banks]
    print(f"{about:26}{'found':>10}{'false alarms':>16}")
    for kind in sorted({bank.kind for bank in banks}):
        print(_row(kind, [(bank, ok) for bank, ok in verdicts if bank.kind == kind]))
    print(_row("all", verdicts))
    for bank, ok in verdicts:
        if not ok.is_right:
            print(f"{bank.name}: expected {bank.expected or 'nothing'}, found {', '.join(ok.found) or 'nothing'}")
    recall, right = (_share([ok for bank, ok in verdicts if bank.is_flawed is kind]) for kind in (True, False))
    print(f"found {recall:.0%}, false alarms {1 - right:.0%}\n")
    return int(recall < GOALS[about].recall or 1 - right > GOALS[about].false_alarms)


def _row(name: str, verdicts: Sequence[tuple[Labelled, Verdict]]) -> str:
    parts = []
    for is_flawed in (True, False):
        right = [ok.is_right for bank, ok in verdicts if bank.is_flawed is is_flawed]
        parts.append(f"{sum(right) if is_flawed else len(right) - sum(right)} of {len(right)}")
    return f"{name:26}{parts[0]:>10}{parts[1]:>16}"


def _share(verdicts: Sequence[Verdict]) -> float:
    return sum(ok.is_right for ok in verdicts) / len(verdicts)


if __name__ == "__main__":
    raise SystemExit(main())
