"""Measure the rules about facts: `python -m bench.lint`."""

from collections.abc import Sequence

from bench.lint.judging import FALSE_ALARMS, RECALL, Labelled, Verdict, flawed, judged, sound


def main() -> int:
    """Print recall and false alarms by kind, and what was missed. Returns 1 where a goal is missed."""
    tables = [*flawed(), *sound()]
    verdicts = [(table, judged(table)) for table in tables]
    print(f"{'kind':26}{'found':>10}{'false alarms':>16}")
    for kind in sorted({table.kind for table in tables}):
        print(_row(kind, [(table, ok) for table, ok in verdicts if table.kind == kind]))
    print(_row("all", verdicts))
    for table, ok in verdicts:
        if not ok.is_right:
            print(f"{table.name}: expected {table.expected or 'nothing'}, found {', '.join(ok.found) or 'nothing'}")
    recall, alarms = (_share([v for t, v in verdicts if t.is_flawed is kind]) for kind in (True, False))
    return int(recall < RECALL or 1 - alarms > FALSE_ALARMS)


def _row(name: str, verdicts: Sequence[tuple[Labelled, Verdict]]) -> str:
    parts = []
    for is_flawed in (True, False):
        right = [ok.is_right for table, ok in verdicts if table.is_flawed is is_flawed]
        parts.append(f"{sum(right) if is_flawed else len(right) - sum(right)} of {len(right)}")
    return f"{name:26}{parts[0]:>10}{parts[1]:>16}"


def _share(verdicts: Sequence[Verdict]) -> float:
    return sum(ok.is_right for ok in verdicts) / len(verdicts)


if __name__ == "__main__":
    raise SystemExit(main())
