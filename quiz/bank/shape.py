"""Reading nodes by the declared format: kinds of values, keys, ids, did-you-mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quiz.bank.keys import Key
from quiz.bank.limits import MAX_ALLOWED, MAX_GUESSES, MAX_NAMES, MAX_PROBLEMS, MAX_SCALAR, MAX_VALUES
from quiz.bank.model import Allowed, Cell, Value
from quiz.bank.nodes import Map, Node, Scalar, Seq
from quiz.bank.place import Place
from quiz.bank.problems import ALLOWABLE, CODES, Problem, Severity
from quiz.bank.reader import source_lines
from quiz.bank.record import Record
from quiz.bank.syntax import slip
from quiz.text import Number, clean, fold, number, quoted, slug

_FAR = 8 * MAX_SCALAR  # a text is typed in no more signs than this: no escape takes more than eight for a byte
_LISTED = 12  # names in a message

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(slots=True)
class Fields:
    """The known keys of one mapping, as nodes."""

    place: Place
    nodes: dict[str, Node] = field(default_factory=dict)
    key_places: dict[str, Place] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether the key was given (and was not empty)."""
        return name in self.nodes


class TooManyProblems(Exception):
    """A file has so many mistakes that it is not read any further."""


@dataclass(slots=True)
class Shape:
    """Reads nodes and collects every problem found on the way."""

    data: bytes
    problems: list[Problem] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _guesses: int = 0

    def add(self, code: str, message: str, place: Place, help: str = "") -> None:
        """Note a problem. Raises `TooManyProblems` where there are far too many."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, message, place, help))
        else:
            message = f"more than {MAX_PROBLEMS} mistakes; those behind this one are not told"
            self.problems.append(Problem("B005", message, place, "mend those before"))
            raise TooManyProblems

    @property
    def has_errors(self) -> bool:
        """Whether a problem that stops the bank was noted."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """Return `did you mean ...?` as the function does, but for only so many mistakes: it takes its time."""
        names = list(known)
        self._guesses += len(names)
        return did_you_mean(word, names) if self._guesses <= MAX_GUESSES else ""

    def is_over(self, count: int, most: int, what: str, place: Place, help: str) -> bool:
        """Tell whether there are more of something than a bank may hold, which is a problem then."""
        if count > most:
            self.add("B005", f"more than {most} {what}", place, help)
        return count > most

    def fields(self, node: Node, record: Record) -> Fields | None:
        """Read a mapping by its record: unknown, missing and empty keys are problems."""
        if not isinstance(node, Map):
            keys = ", ".join(f"`{key.name}`" for key in record.keys[:4])
            self.add("B103", f"{record.name} is a mapping", node.place, f"write keys such as {keys}, each with a value")
            return None
        known = {key.name: key for key in record.keys}
        found = Fields(node.place)
        for key, value in zip(node.keys, node.values, strict=True):
            if key.text not in known:
                help_ = slip(key.text, known, is_empty=False) or self.did_you_mean(key.text, known)
                help_ = help_ or f"{record.name} takes {_list(known)}"
                self.add("B101", f"{record.name} has no key {quoted(key.text)}", key.place, help_)
            elif isinstance(value, Scalar) and not value.text.strip():
                self.add("B105", f"{quoted(key.text)} is empty", key.place, self._fill(key))
            else:
                found.nodes[key.text] = value
                found.key_places[key.text] = key.place
        self._require(found, record.keys, node)
        return found

    def _fill(self, key: Scalar) -> str:
        """Return what to do about a key without a value: what stands behind `#` is none."""
        if self.text_behind(key).startswith("#"):
            return "what stands behind `#` is not read: put the text in quotes"
        return "give it a value, or delete the key"

    def text_behind(self, key: Scalar) -> str:
        """Return what stands in the line behind a key and its colon."""
        if not self._lines:
            self._lines = source_lines(self.data)
        line = self._lines[key.line - 1] if key.line <= len(self._lines) else ""
        return line[key.column - 1 + len(key.text) : key.column + _FAR].lstrip(": ")

    def _require(self, found: Fields, keys: tuple[Key, ...], node: Map) -> None:
        given = {key.text for key in node.keys}
        for key in keys:
            if key.required and key.name not in given:
                self.add("B102", f"`{key.name}` is missing", found.place, f"add `{key.name}:` with {key.kind.expects}")

    def scalar(self, fields: Fields, name: str) -> Scalar | None:
        """Return the text node of a key, or None (with a problem if it is no text)."""
        node = fields.nodes.get(name)
        if node is None or isinstance(node, Scalar):
            return node
        hint = 'a text that starts with `{` needs quotes: "{name} ..."' if isinstance(node, Map) else "write one text"
        self.add("B103", f"`{name}` should be a text", node.place, hint)
        return None

    def several(self, fields: Fields, name: str) -> tuple[Scalar, ...]:
        """Return the text nodes of a key that holds a text or a list of texts."""
        node = fields.nodes.get(name)
        if isinstance(node, Seq):
            return self.scalars(node, f"`{name}`")
        one = self.scalar(fields, name)
        return (one,) if one else ()

    def text(self, fields: Fields, name: str) -> str:
        """Return the cleaned text of a key, or the empty text."""
        node = self.scalar(fields, name)
        return self.cleaned(node) if node else ""

    def cleaned(self, node: Scalar) -> str:
        """Return a scalar's cleaned text; hidden characters in it are a problem."""
        text = node.text
        if not (text.isascii() and text.isprintable()):
            shown = clean(text)
            if "<U+" in shown and "<U+" not in text:
                self.add("B108", f"hidden characters: {quoted(shown)}", node.place, "delete them")
            text = shown
        return text.strip()

    def flag(self, fields: Fields, name: str) -> bool:
        """Return the truth of a key; false where it is not given."""
        node = self.scalar(fields, name)
        if node is None:
            return False
        if node.text.lower() not in _FLAGS:
            self.add("B103", f"`{name}` should be `true` or `false`", node.place)
        return _FLAGS.get(node.text.lower(), False)

    def number(self, fields: Fields, name: str) -> Number | None:
        """Return the positive number of a key, if given."""
        node = self.scalar(fields, name)
        if node is None:
            return None
        value = number(node.text)
        if value is None or value <= 0:
            self.add("B301", f"`{name}` should be a number above 0", node.place, "for example `near: 5`")
            return None
        return value

    def chooses_all(self, fields: Fields) -> bool:
        """Tell whether `choose: all` is set."""
        node = self.scalar(fields, "choose")
        if node is not None and node.text != "all":
            self.add("B103", "`choose` should be `all`", node.place, "delete it for a question with one answer")
        return node is not None

    def allowed(self, fields: Fields) -> tuple[Allowed, ...]:
        """Return the codes of `allow`, those that may stand there."""
        if not fields.has("allow"):
            return ()
        found: list[Allowed] = []
        nodes = self.scalars(fields.nodes["allow"], "`allow`")
        if self.is_over(len(nodes), MAX_ALLOWED, "codes in one `allow`", fields.key_places["allow"], "name each once"):
            return ()
        for node in nodes:
            if node.text in ALLOWABLE:
                found.append(Allowed(node.text, node.place))
            elif node.text in CODES:
                self.add("B109", f"`{node.text}` cannot be allowed", node.place, "only codes with G, H or Q can")
            else:
                help_ = self.did_you_mean(node.text, ALLOWABLE) or "use a code that `quiz bank check` has shown"
                self.add("B109", f"there is no code {quoted(node.text)}", node.place, help_)
        return tuple(found)

    def scalars(self, node: Node, what: str) -> tuple[Scalar, ...]:
        """Return a text, or a list of texts, as a tuple of text nodes."""
        if isinstance(node, Scalar | Seq):
            kept = []
            for item in node.items if isinstance(node, Seq) else (node,):
                if isinstance(item, Scalar) and item.text.strip():
                    kept.append(item)
                else:
                    self.add("B103", f"{what} holds something that is not a text", item.place, "write a text")
            return tuple(kept)
        self.add("B103", f"{what} should be a text or a list of texts", node.place)
        return ()

    def cell(self, node: Node) -> Cell:
        """Read a cell: a text, `{value: ..., also: [...]}`, or a list of these."""
        if isinstance(node, Scalar):
            text = self.cleaned(node)
            if not text:
                self.add("B105", "an empty cell", node.place, "give a value, or write `[]` where there is none")
            return (Value(text),)
        if isinstance(node, Seq):
            if self.is_over(len(node.items), MAX_VALUES, "values in one cell", node.place, "make rows of them"):
                return ()
            return tuple(value for item in node.items for value in self.values(item))
        return self.values(node)

    def values(self, node: Node) -> Cell:
        """Read one value of a cell, with its other names; nothing where it is none."""
        if isinstance(node, Scalar):
            return self.cell(node)
        if isinstance(node, Map) and {key.text for key in node.keys} <= {"value", "also"}:
            parts = {key.text: value for key, value in zip(node.keys, node.values, strict=True)}
            value = parts.get("value")
            if isinstance(value, Scalar) and value.text.strip():
                also = self.scalars(parts["also"], "`also`") if "also" in parts else ()
                if self.is_over(len(also), MAX_NAMES, "other names of one value", node.place, "keep the usual ones"):
                    also = ()
                return (Value(self.cleaned(value), tuple(self.cleaned(name) for name in also)),)
        self.add("B103", "a cell is a text, a list of texts or `{value: ..., also: [...]}`", node.place)
        return ()

    def named(self, node: Node, what: str, id_of: Sequence[str]) -> list[tuple[str, Place, Node]]:
        """Read things by name: a mapping id -> thing, or a list whose ids are slugs.

        `id_of` are the keys of a listed thing, the first that it has gives its slug. The place is that
        of the name, or of the thing where it has none.
        """
        found: list[tuple[str, Place, Node]] = []
        if isinstance(node, Map):
            for key, value in zip(node.keys, node.values, strict=True):
                if self.good_id(key, what):
                    found.append((key.text, key.place, value))
        elif isinstance(node, Seq):
            for item in node.items:
                text = _first_text(item, id_of)
                found.append((slug(text)[:40].rstrip("-") or "question", item.place, item))
            if found:
                help_ = "name each one to keep the history when you reword it"
                self.add("B107", f"the ids of {what} are made from their texts", node.place, help_)
            self._distinct([(id_, place) for id_, place, _ in found], what)
        else:
            self.add("B103", f"{what} should be a mapping, a name for each", node.place)
        return found

    def _distinct(self, ids: Iterable[tuple[str, Place]], what: str) -> None:
        first: dict[str, Place] = {}
        for id_, place in ids:
            if id_ in first:
                message = f"two of {what} have the id `{id_}`, here and in line {first[id_].line}"
                self.add("B208", message, place, "give each its own id")
            first.setdefault(id_, place)

    def good_id(self, node: Scalar, what: str) -> bool:
        """Check an id: letters, digits, `-` and `_`, not longer than 80."""
        text = node.text
        if text and len(text) <= 80:
            if text.isalnum() and text.isascii():
                return True
            if all(c.isalnum() or c in "-_" for c in text) and clean(text) == text:
                return True
        better = slug(text)
        help_ = f"for example `{better}`" if better else "for example `first-one`"
        self.add(
            "B106", f"{quoted(text)} cannot be an id of {what}: use letters, digits, `-` and `_`", node.place, help_
        )
        return False

    def locate(self, node: Scalar, fragment: str) -> Place:
        """Return where `fragment` of a text stands in the file, or the text's own place."""
        if not self._lines:
            self._lines = source_lines(self.data)
        lines = self._lines
        start = node.column - 1
        for row in range(node.line - 1, min(node.line + 20, len(lines))):
            at = lines[row].find(fragment, start, start + _FAR)
            if at >= 0:
                return Place(row + 1, at + 1, len(fragment))
            start = 0
        return node.place


def _first_text(node: Node, wanted: Sequence[str]) -> str:
    if isinstance(node, Map):
        by_key = {key.text: value for key, value in zip(node.keys, node.values, strict=True)}
        for name in wanted:
            value = by_key.get(name)
            if isinstance(value, Scalar):
                return value.text
    return ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean ...?` for the known word nearest to `word`, or nothing."""
    from difflib import get_close_matches  # only after a mistake, so not on the path of a game

    by_fold = {fold(name): name for name in known}
    near = get_close_matches(fold(word)[:80], list(by_fold), n=1, cutoff=0.6)
    return f"did you mean `{by_fold[near[0]]}`?" if near else ""


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def few(names: Sequence[str]) -> str:
    """Return names in a list; of many the first ones."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
