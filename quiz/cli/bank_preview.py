"""`quiz bank preview`."""

import json
from typing import Annotated, Any

import typer

from quiz.cli.open_banks import find_or_fail, load_or_fail
from quiz.generate.bank_items import bank_items
from quiz.generate.item import Item
from quiz.screen.sink import stdout_sink

__all__ = ["app"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def preview(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Banks, courses, files or folders.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs; see docs/formats.md.")] = False,
) -> None:
    """List every question of a bank.

    Patterns are shown with the options of one seed; a round draws others.
    """
    banks = [one.bank for one in load_or_fail(find_or_fail(paths)) if one.bank]
    sink = stdout_sink()
    if as_json:
        records = [item_record(item) for bank in banks for _, _, item in bank_items(bank) if isinstance(item, Item)]
        sink.data(json.dumps(records, indent=2))
        return
    for bank in banks:
        last = ""
        for asker, _, item in bank_items(bank):
            if asker.name != last:
                last = asker.name
                sink.text(*["", f"{bank.id}/{last}"])
            if isinstance(item, Item):
                sink.text(f"  {item.stem}", *(_option_line(item, i) for i in range(len(item.options))))
            else:
                sink.text(f"  no question: {item.reason}")


def _option_line(item: Item, i: int) -> str:
    option = item.options[i]
    return f"    {'✓' if option.id in item.keys else '✗'} {option.text}"


def item_record(item: Item) -> dict[str, Any]:
    """Return an item as the JSON that is promised to other programs (version 1)."""
    return {
        "version": 1,
        "id": item.id,
        "fact": item.fact,
        "bank": item.origin.bank,
        "topic": item.topic,
        "form": item.form.value,
        "stem": item.stem,
        "options": [{"id": o.id, "text": o.text, "correct": o.id in item.keys, "why": o.why} for o in item.options],
        "why": item.why,
        "hint": item.hint,
        "source": item.origin.source,
    }
