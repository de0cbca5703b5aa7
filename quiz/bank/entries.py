"""The keys of one mapping, compared with what the format declares about them."""

from collections.abc import Collection
from dataclasses import dataclass, field

from quiz.bank.keys import TRUE, Key, MappingSpec, Variant
from quiz.bank.nodes import Node, Scalar, SourceSpan
from quiz.bank.problems import Diagnostics


@dataclass(slots=True)
class Entries:
    """The known keys of one mapping, as nodes. `fit` says whether all needed keys are there and can be combined.

    `variant` is the one that the keys choose, if there are several.
    """

    spec: MappingSpec
    span: SourceSpan
    nodes: dict[str, Node] = field(default_factory=dict)
    key_spans: dict[str, SourceSpan] = field(default_factory=dict)
    fit: bool = True
    variant: Variant | None = None

    def has(self, name: str) -> bool:
        """Return whether the key was given (and was not empty)."""
        return name in self.nodes


def check_keys(found: Entries, given: Collection[str], problems: Diagnostics) -> None:
    """Report keys that are missing or cannot be combined; set `variant`, and `fit` if there are no such keys.

    `given` are the keys as typed, empty ones too.
    """
    has_required = _has_required(found, given, problems)
    has_variant = _has_variant(found, given, problems)
    fit = _can_be_combined(found, problems) and _has_any(found, problems) and _has_needed(found, problems)
    found.fit = has_required and has_variant and fit


def _has_required(found: Entries, given: Collection[str], problems: Diagnostics) -> bool:
    missing = [key for key in found.spec.keys if key.required and key.name not in given]
    for key in missing:
        problems.add("B102", f"`{key.name}` is missing", found.span, f"add `{key.name}:` with {key.kind.expects}")
    return not missing


def _has_variant(found: Entries, given: Collection[str], problems: Diagnostics) -> bool:
    """Choose the variant by the keys. Returns whether they all belong to it, and none is missing."""
    variants = found.spec.variants
    if not variants:
        return True
    variant = found.variant = next((one for one in variants if one.key in given), variants[-1])
    before = len(problems.found)
    meant: list[str] = []  # what is missing because it goes by another name
    for key in found.spec.keys:
        if key.name not in found.nodes or key.name in variant.keys:
            continue
        others = [one.key for one in variants if key.name in one.keys and one.key]
        if variant.key and (others or key.name in variants[-1].keys):
            better = _in_place_of(key.name, variant, given)
            help_ = f"write `{better}:` in its place" if better else "delete one of the two"
            if key.name == "wrong" and "answers" in variant.needs:
                help_ = "write it with the answer of a gap: `name: {answer: ..., wrong: [...]}`"
            message = f"`{key.name}` cannot be combined with `{variant.key}`"
            problems.add("B206", message, found.key_spans[key.name], help_)
            meant.append(better)
        elif others:
            help_, names = _without_variant(found, key.name, variant, given)
            message = f"`{key.name}` belongs to a question with `{others[0]}`"
            help_ += f", or add `{_begun(found.spec.key(others[0]))}`"
            problems.add("B206", message, found.key_spans[key.name], help_)
            meant += names
    for name in variant.needs:
        if name not in given and name not in meant:
            help_ = (
                _as_claim(found, name)
                or _below_table(found, name)
                or f"add `{name}:` with {found.spec.key(name).kind.expects}"
            )
            problems.add("B102", f"`{name}` is missing", found.span, help_)
    return len(problems.found) == before


def _begun(key: Key) -> str:
    """Return how the line of a key begins, with its value if only one is possible."""
    return f"{key.name}: true" if key.kind is TRUE else f"{key.name}:"


def _in_place_of(name: str, variant: Variant, given: Collection[str]) -> str:
    """Return the key that is meant by `answer` in a variant without that key; else nothing."""
    needed = [one for one in ("is", "answers") if one in variant.needs and one not in given]
    return needed[0] if name == "answer" and needed else ""


def _without_variant(
    found: Entries, name: str, variant: Variant, given: Collection[str]
) -> tuple[str, Collection[str]]:
    """Return what to write in place of a key of another variant, and the keys that are missing because of it."""
    single = name.removesuffix("s")
    if single not in variant.needs or single in given:
        return "delete it", ()
    if "wrong" not in given and not isinstance(found.nodes[name], Scalar):
        return f"write the right one as `{single}:` and the others as `wrong:`", (single, "wrong")
    return f"write `{single}:` in its place", (single,)


def _as_claim(found: Entries, missing: str) -> str:
    """Return what to write if nothing but `true` or `false` is the answer of a question; else nothing."""
    answer = found.nodes.get("answer")
    if missing != "wrong" or not isinstance(answer, Scalar) or answer.text.lower() not in ("true", "false"):
        return ""
    return (
        f"for a statement, write `claim:` with its text and `is: {answer.text.lower()}`; for a question, add `wrong:`"
    )


def _below_table(found: Entries, missing: str) -> str:
    """Return where a question without wrong answers and with a column in braces belongs; else nothing."""
    ask = found.nodes.get("ask")
    has_braces = isinstance(ask, Scalar) and 0 <= ask.text.find("{") < ask.text.rfind("}")
    if missing != "wrong" or not has_braces or found.has("values"):
        return ""
    return "a question about the rows of a table goes below `questions:` of that table; any other needs `wrong:`"


def _can_be_combined(found: Entries, problems: Diagnostics) -> bool:
    """Return whether all keys can be combined; the first two that cannot are a problem."""
    for key, others in found.spec.excludes.items():
        for other in others:
            if found.has(key) and found.has(other):
                message = f"`{other}` cannot be combined with `{key}`"
                problems.add("B206", message, found.key_spans[other], "delete one of the two")
                return False
    return True


def _has_any(found: Entries, problems: Diagnostics) -> bool:
    """Return whether the mapping has at least one of the keys of which it needs any."""
    spec = found.spec
    if not spec.any_of or any(map(found.has, spec.any_of)):
        return True
    problems.add("B102", spec.without or f"`{spec.any_of[0]}` is missing", found.span, spec.add)
    return False


def _has_needed(found: Entries, problems: Diagnostics) -> bool:
    """Return whether every key has the keys that it needs."""
    known = {key.name: key for key in found.spec.keys}
    before = len(problems.found)
    for name, others in found.spec.needs.items():
        for other in others:
            if not found.has(name) or found.has(other):
                continue
            if known[name].belongs_to == other:
                message = f"`{name}` needs `{other}`"
                problems.add("B206", message, found.key_spans[name], known[name].alone)
            else:
                help_ = f"add `{other}:` with {known[other].kind.expects}"
                problems.add("B102", f"`{other}` is missing", found.span, help_)
    return len(problems.found) == before
