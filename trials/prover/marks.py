"""Whether an item has the form that its bank says, and as many right options as that form has."""

from collections.abc import Mapping
from typing import Any

__all__ = ["prove_marks"]

_FORMS = {
    "claim": "claim", "except": "not", "choose": "choose-all", "most": "compare", "least": "compare", "order": "order",
    "match": "match", "typed": "typed", "gaps": "typed",
}  # fmt: skip
_WITH_ONE_KEY = ("pick", "not", "compare", "claim")


def prove_marks(item: Mapping[str, Any], asked: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the form and the marks of an item. `asked` are the keys of its pattern or question."""
    form, ids = item["form"], [option["id"] for option in item["options"]]
    right = [option["id"] for option in item["options"] if option["correct"]]
    forms = [_FORMS[key] for key, value in asked.items() if key in _FORMS and value != "false"] or ["pick"]
    if form not in forms and (forms, form) != (["typed"], "pick"):  # unclear answers are not typed
        return [f"a {form} is not what is asked for"]
    if form == "order":
        is_marked = sorted(item["keys"]) == sorted(ids) and len(ids) > 2
    elif form == "match":
        is_marked = len(item["keys"]) == len(item["prompts"]) > 1 and len({*item["keys"]}) == len(item["keys"])
    else:
        is_marked = sorted(item["keys"]) == sorted(right) and (len(right) == 1 or form not in _WITH_ONE_KEY)
    are_wrong = form in ("order", "match", "typed") or len(right) < len(ids)
    return [] if right and is_marked and are_wrong and len({*ids}) == len(ids) else ["its marks do not fit its form"]
