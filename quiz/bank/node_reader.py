"""Reading nodes by the declared format: kinds of values, keys, which of them can be combined, ids."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from quiz.bank.entries import Entries, check_keys
from quiz.bank.keys import Key, MappingSpec
from quiz.bank.limits import MAX_SCALAR, MAX_VALUES
from quiz.bank.model import Allowed, Cell, Value
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan, first_scalar
from quiz.bank.problems import CODES, Diagnostics, TextEdit, is_allowable
from quiz.bank.reader import source_lines
from quiz.text import FENCE, clean, has_lines, is_hidden, quoted, slug
from quiz.values.numerals import Mark, Number, Tolerance, mark_of
from quiz.values.readings import ColumnKind, ColumnReading, single_number

_FAR = 8 * MAX_SCALAR  # a text is typed in no more characters than this: no escape takes more than eight for a byte

_ESCAPE_OR_QUOTE = re.compile(r'\\.|"')
_STYLES = ("|", ">", '"', "'")
_ESCAPED_BREAKS = ("n", "N", "L", "P")  # of YAML 1.2, section 5.7

_LONGEST_LINE = 300
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(slots=True)
class NodeReader:
    """Reads the nodes of one file and adds what is wrong with them to `problems`. `value` declares values of cells."""

    data: bytes
    value: MappingSpec
    problems: Diagnostics
    _lines: list[str] = field(default_factory=list)

    def entries(self, node: Node, spec: MappingSpec) -> Entries | None:
        """Read a mapping by its declaration. Keys that are unknown, missing, empty or cannot be combined are problems.

        Returns None if the node is not a mapping.
        """
        if not isinstance(node, Map):
            keys = ", ".join(f"`{key.name}`" for key in spec.keys[:4])
            help_ = f"write keys such as {keys}, each with a colon and its value"
            self.problems.add("B103", f"{spec.name} needs keys with values", node.span, help_)
            return None
        known = {key.name: key for key in spec.keys}
        found = Entries(spec, node.span)
        meant: list[str] = []
        given = {key.text for key in node.keys}
        for key, value in zip(node.keys, node.values, strict=True):
            if key.text not in known:
                help_ = self._instead(key, value, known, given)
                meant.append(help_)
                help_ = help_ or f"{spec.name} takes {_list(known)}"
                fix = self._renamed(key, known, given)
                self.problems.add("B101", f"{spec.name} has no key {quoted(key.text)}", key.span, help_, fix)
            elif isinstance(value, Scalar) and not value.text.strip():
                self.problems.add("B105", f"{quoted(key.text)} is empty", key.span, self._fill(key))
            else:
                found.nodes[key.text] = value
                found.key_spans[key.text] = key.span
        before = len(self.problems.found)
        check_keys(found, [key.text for key in node.keys], self.problems)
        if meant:  # a key that was meant by another word is not missing as well
            added = self.problems.found[before:]
            del self.problems.found[before:]
            self.problems.found += [one for one in added if one.code != "B102" or not _is_meant(one.message, meant)]
        return found

    def _bare(self, node: Scalar) -> Sequence[TextEdit]:
        """Return the changes that delete the hidden characters of a text, if its line has them unescaped."""
        line = self.source()[node.line - 1] if node.line <= len(self.source()) else ""
        hidden = {sign for sign in node.text if clean(sign).startswith("<U+")}
        places = [at for at in range(node.column - 1, min(len(line), node.column + _FAR)) if line[at] in hidden]
        return [TextEdit(SourceSpan(node.line, at + 1, 1), "") for at in places]

    def _instead(self, key: Scalar, value: Node, known: Collection[str], given: Collection[str]) -> str:
        """Return what was meant by an unknown key, or what to write in its place; nothing if that is not known."""
        from quiz.bank.foreign_keys import instead_of  # only after a mistake
        from quiz.bank.syntax import slip

        is_after_comma = (
            (" " in key.text or key.text.isdecimal())
            and self.text_after(key)[:1] in (",", "}")
            and not first_scalar(value)
        )
        return (
            slip(key.text, known, is_empty=is_after_comma)
            or instead_of(key.text, known, given)
            or self.problems.did_you_mean(key.text, known)
        )

    def _renamed(self, key: Scalar, known: Collection[str], given: Collection[str]) -> Sequence[TextEdit]:
        """Return the change of an unknown key into what is certainly meant."""
        from quiz.bank.foreign_keys import renamed

        name = renamed(key.text, known, given)
        line = self.source()[key.line - 1] if key.line <= len(self.source()) else ""
        is_plain = line.startswith(key.text, key.column - 1)
        return [TextEdit(key.span, name)] if name and is_plain else []

    def _fill(self, key: Scalar) -> str:
        """Return what to do about a key without a value; a comment is not a value."""
        if self.text_after(key).startswith("#"):
            return "what follows `#` is not read: put the text in quotes"
        return "give it a value, or delete the key"

    def text_after(self, key: Scalar) -> str:
        """Return what follows a key and its colon on its line."""
        lines = self.source()
        line = lines[key.line - 1] if key.line <= len(lines) else ""
        return line[key.column - 1 + len(key.text) : key.column + _FAR].lstrip(": ")

    def check_least(self, entries: Entries, name: str, span: SourceSpan, help: str) -> None:
        """Check that a list or a mapping has as many values as the format asks for; too few are a problem."""
        node, least = entries.nodes.get(name), entries.spec.key(name).at_least
        if isinstance(node, Seq | Map) and len(node.items if isinstance(node, Seq) else node.keys) < least:
            message = f"`{name}` is empty" if least == 1 else f"`{name}` has fewer than {least} values"
            self.problems.add("B105", message, span, help)

    def is_over_limit(self, count: int, key: Key, span: SourceSpan) -> bool:
        """Return whether there are more values of a key than the format has room for, which is then a problem."""
        return key.limit is not None and self.problems.is_over(
            count, key.limit.most, key.limit.values, span, key.limit.help
        )

    def scalar(self, entries: Entries, name: str) -> Scalar | None:
        """Return the text node of a key, or None (with a problem if it is not a text)."""
        node = entries.nodes.get(name)
        if node is None or isinstance(node, Scalar):
            return node
        from quiz.bank.key_lines import one_text  # only after a mistake

        self.problems.add("B103", f"`{name}` should be a text", node.span, one_text(name, node))
        return None

    def several(self, entries: Entries, name: str) -> tuple[Scalar, ...]:
        """Return the text nodes of a key that holds a text or a list of texts."""
        node = entries.nodes.get(name)
        if isinstance(node, Seq):
            return self.scalars(node, f"`{name}`")
        one = self.scalar(entries, name)
        return (one,) if one else ()

    def text(self, entries: Entries, name: str) -> str:
        """Return the cleaned text of a key, which may have lines, or the empty text."""
        node = self.scalar(entries, name)
        return self.cleaned(node) if node else ""

    def line(self, entries: Entries, name: str) -> str:
        """Return the cleaned text of a key as one line, or the empty text."""
        text = self.text(entries, name)
        return clean(text).strip() if has_lines(text) else text

    def cleaned(self, node: Scalar) -> str:
        """Return a scalar's cleaned text, laid out if it has lines; hidden characters in it are a problem.

        A text with nothing but hidden characters counts as empty.
        """
        text = node.text
        if text.isascii() and text.isprintable() and FENCE not in text:
            return text.strip()
        has_breaks = "\n" in text.strip("\n")
        shown = self._laid_out(node) if has_breaks else clean(text).strip()
        if "<U+" in shown and "<U+" not in text:
            self._hidden(node, shown)
        if has_breaks or FENCE in text:
            self._check_kept(node)
        return shown

    def _hidden(self, node: Scalar, shown: str) -> None:
        if all(is_hidden(char) or char.isspace() for char in node.text):
            self.problems.add("B105", f"nothing but hidden characters: {quoted(shown)}", node.span, "write a text")
        else:
            self.problems.add("B108", f"hidden characters: {quoted(shown)}", node.span, "delete them", self._bare(node))

    def _laid_out(self, node: Scalar) -> str:
        from quiz.layout import laid_out, unfolded  # most texts are one line

        return laid_out(node.text if self._keeps_lines(node) else unfolded(node.text))

    def _style(self, node: Scalar) -> str:
        """Return the character that a text begins with in the file: `|`, `>`, a quote, or its own first one."""
        return next(self._rows(node), "")[node.column - 1 : node.column]

    def _rows(self, node: Scalar) -> Iterator[str]:
        """Yield the lines of the file from the one in which a text begins: at most as many as it can have."""
        lines = self.source()
        last = min(len(lines), node.line + len(node.text) + 1)
        return (lines[at] for at in range(node.line - 1, last))

    def _keeps_lines(self, node: Scalar) -> bool:
        """Return whether YAML has kept the lines of a text: they are below a `|`, or escaped in its quotes."""
        if self._style(node) != '"':
            return self._style(node) == "|"
        start = node.column
        for row in self._rows(node):
            for found in _ESCAPE_OR_QUOTE.finditer(row, start):
                if found.group() == '"' or found.group()[1] in _ESCAPED_BREAKS:
                    return found.group() != '"'
            start = 0
        return False

    def _check_kept(self, node: Scalar) -> None:
        """Report code whose lines YAML has joined: between fences, or with different indentations."""
        if self._keeps_lines(node):
            return
        first, *more = self._rows(node)
        rows = [*takewhile(lambda row: not row.strip() or _indent(row) > _indent(first), more)]
        has_fence = FENCE in node.text and any(row.lstrip().startswith(FENCE) for row in rows)
        indents = {_indent(row) for row in rows if row.strip()} if self._style(node) not in _STYLES else ()
        if has_fence or (indents and max(indents) - min(indents) > 1):
            help_ = "write `|` after the colon, and the text in the lines below it"
            self.problems.add("B110", "the lines of this code are joined into one", node.span, help_)

    def source(self) -> list[str]:
        """Return the lines of the file."""
        if not self._lines:
            self._lines = source_lines(self.data)
        return self._lines

    def flag(self, entries: Entries, name: str) -> bool:
        """Return the truth of a key; false if it is not given."""
        node = self.scalar(entries, name)
        if node is None:
            return False
        if node.text.lower() not in _FLAGS:
            help_ = f"write `{name}: true` or `{name}: false`"
            self.problems.add("B103", f"`{name}` should be `true` or `false`", node.span, help_)
        return _FLAGS.get(node.text.lower(), False)

    def number(self, entries: Entries, name: str, language: str) -> Number | None:
        """Return the positive number of a key, if given, as it is written in the language of the bank."""
        node = self.scalar(entries, name)
        if node is None:
            return None
        value = single_number(node.text, _numbers(language))
        if value is None or value <= 0:
            self.problems.add("B301", f"`{name}` should be a number above 0", node.span, "for example `near: 5`")
            return None
        return value

    def is_chosen(self, entries: Entries, name: str) -> bool:
        """Return whether a key is set whose only value is `true`; any other value is a problem."""
        node = self.scalar(entries, name)
        if node is not None and not _FLAGS.get(node.text.lower(), False):
            self.problems.add("B103", f"`{name}` should be `true`", node.span, "delete it if it is not true")
        return node is not None

    def tolerance(self, entries: Entries, name: str, language: str) -> Tolerance | None:
        """Return the tolerance of a key, if given: `5`, or `5 %`, as it is written in the language of the bank."""
        node = self.scalar(entries, name)
        if node is None:
            return None
        typed = node.text.strip()
        value = single_number(typed.removesuffix("%").strip(), _numbers(language))
        if value is None or value <= 0:
            help_ = f"for example `{name}: 5` or `{name}: 5 %`"
            self.problems.add("B301", f"`{name}` should be a number above 0, or a share in `%`", node.span, help_)
            return None
        return Tolerance(value, typed.endswith("%"))

    def chooses_all(self, entries: Entries) -> bool:
        """Return whether `choose: all` is set."""
        node = self.scalar(entries, "choose")
        if node is not None and node.text != "all":
            help_ = "write `choose: all`, or delete it for a question with one answer"
            self.problems.add("B103", "`choose` should be `all`", node.span, help_)
        return node is not None

    def allowed(self, entries: Entries) -> tuple[Allowed, ...]:
        """Return the codes of `allow` that are valid there."""
        if not entries.has("allow"):
            return ()
        found: list[Allowed] = []
        nodes = self.scalars(entries.nodes["allow"], "`allow`")
        if self.is_over_limit(len(nodes), entries.spec.key("allow"), entries.key_spans["allow"]):
            return ()
        for node in nodes:
            if is_allowable(node.text):
                found.append(Allowed(node.text, node.span))
            elif node.text in CODES:
                self.problems.add(
                    "B109",
                    f"`{node.text}` cannot be allowed",
                    node.span,
                    "only codes that begin with F, G, H or Q can be allowed",
                )
            else:
                help_ = "write a code that `quiz bank check` has shown, such as `Q107`"
                self.problems.add("B109", f"{quoted(node.text)} is not a code", node.span, help_)
        return tuple(found)

    def scalars(self, node: Node, what: str) -> tuple[Scalar, ...]:
        """Return a text, or a list of texts, as a tuple of text nodes."""
        if isinstance(node, Scalar | Seq):
            kept = []
            for item in node.items if isinstance(node, Seq) else (node,):
                if isinstance(item, Scalar) and item.text.strip():
                    kept.append(item)
                else:
                    self.problems.add(
                        "B103", f"{what} contains something that is not a text", item.span, "write a text"
                    )
            return tuple(kept)
        from quiz.bank.key_lines import text_in_quotes  # only after a mistake

        self.problems.add("B103", f"{what} should be a text or a list of texts", node.span, text_in_quotes(node))
        return ()

    def cell(self, node: Node) -> Cell:
        """Read a cell: a text, `{value: ..., also: [...]}`, or a list of these."""
        if isinstance(node, Scalar):
            text = self.cleaned(node)
            if not text:
                self.problems.add("B105", "an empty cell", node.span, "give a value, or write `[]` if there is none")
            return (Value(text),)
        if isinstance(node, Seq):
            if self.problems.is_over(
                len(node.items), MAX_VALUES, "values in one cell", node.span, "turn them into rows"
            ):
                return ()
            return tuple(value for item in node.items for value in self.values(item))
        return self.values(node)

    def values(self, node: Node, *, is_wrong: bool = False) -> Cell:
        """Read one value of a cell, with its other names; nothing if it is not one. A wrong value may have a `why`."""
        if isinstance(node, Scalar):
            return self.cell(node)
        if isinstance(node, Map) and {key.text for key in node.keys} <= {key.name for key in self.value.keys}:
            parts = {key.text: value for key, value in zip(node.keys, node.values, strict=True)}
            value = parts.get("value")
            if isinstance(value, Scalar) and value.text.strip():
                also = self.scalars(parts["also"], "`also`") if "also" in parts else ()
                if self.is_over_limit(len(also), self.value.key("also"), node.span):
                    also = ()
                why = self.scalars(parts["why"], "`why`") if "why" in parts else ()
                if len(why) > 1:
                    self.problems.add("B103", "`why` should be a text", parts["why"].span, "write one text")
                said = self.cleaned(why[0]) if why else ""
                if "why" in parts and not is_wrong:
                    help_ = "write the explanation as `why:` of the question"
                    self.problems.add("B206", "a `why` is for decoys and confusions", parts["why"].span, help_)
                return (Value(self.cleaned(value), tuple(self.cleaned(name) for name in also), said),)
        from quiz.bank.key_lines import text_in_quotes  # only after a mistake

        message = "a cell is a text, a list of texts or `{value: ..., also: [...]}`"
        help_ = ""
        if isinstance(node, Map) and "value" in (keys := [key.text for key in node.keys]):
            known = [key.name for key in self.value.keys]
            help_ = next((self.problems.did_you_mean(key, known) for key in keys if key not in known), "")
        self.problems.add("B103", message, node.span, help_ or text_in_quotes(node))
        return ()

    def named(self, node: Node, what: str, id_of: Sequence[str]) -> list[tuple[str, SourceSpan, Node]]:
        """Read named things: a mapping id -> thing, or a list whose ids are slugs.

        The first of the keys `id_of` that a listed thing has gives its slug. The span is that of the name, or of the
        thing if it has no name.
        """
        found: list[tuple[str, SourceSpan, Node]] = []
        if isinstance(node, Map) and not self.lacks_names(node, "the question", id_of):
            for key, value in zip(node.keys, node.values, strict=True):
                if self.good_id(key, f"the name of one of {what}"):
                    found.append((key.text, key.span, value))
        elif isinstance(node, Seq):
            for item in node.items:
                text = _first_text(item, id_of)
                found.append((slug(text)[:40].rstrip("-") or "question", item.span, item))
            if found:
                help_ = "name each one to keep the history when you reword it"
                self.problems.add("B107", f"the names of {what} are made from their texts", node.span, help_)
            self._distinct([(id_, span) for id_, span, _ in found], what)
        elif not isinstance(node, Map):
            help_ = "write a name and a colon, and what belongs to it in the lines below it"
            self.problems.add("B103", f"each of {what} needs a name", node.span, help_)
        return found

    def lacks_names(self, node: Map, one: str, its_keys: Collection[str]) -> bool:
        """Return whether there is a single thing instead of several with names; if so, report it.

        It has one of their keys. `one` is what one of them is called.
        """
        name = ""  # what is above the keys and has no lines of its own
        for key, value in zip(node.keys, node.values, strict=True):
            if key.text in its_keys and (isinstance(value, Scalar) or key.text == "rows"):
                help_ = "write a name and a colon above it, such as `first:`, and two more spaces before its lines"
                message = f"{one} has no name"
                if name:
                    message, help_ = f"the lines of {quoted(name)} are not indented", "put two more spaces before them"
                self.problems.add("B102", message, node.span, help_)
                return True
            if isinstance(value, Scalar) and not value.text:
                name = key.text
        return False

    def _distinct(self, ids: Iterable[tuple[str, SourceSpan]], what: str) -> None:
        first: dict[str, SourceSpan] = {}
        for id_, span in ids:
            if id_ in first:
                message = f"two of {what} have the name `{id_}`, here and in line {first[id_].line}"
                self.problems.add("B208", message, span, "give each its own name")
            first.setdefault(id_, span)

    def good_id(self, node: Scalar, what: str) -> bool:
        """Check the name of something, or the id of a bank: letters, digits, `-` and `_`, at most 80 characters."""
        text = node.text
        if text and len(text) <= 80:
            if text.isalnum() and text.isascii():
                return True
            if all(c.isalnum() or c in "-_" for c in text) and clean(text) == text:
                return True
        better = slug(text)
        help_ = f"for example `{better}`" if better else "for example `first-one`"
        self.problems.add(
            "B106", f"{quoted(text)} cannot be {what}: use letters, digits, `-` and `_`", node.span, help_
        )
        return False

    def typed(self, node: Node) -> str:
        """Return how a list or mapping in brackets is typed; nothing if it has no brackets or several lines."""
        from quiz.bank.syntax import closing_bracket  # only after a mistake

        line = self.source()[node.line - 1][node.column - 1 : node.column + _LONGEST_LINE]
        if line[:1] not in ("[", "{"):
            return ""
        end = closing_bracket(line)
        return clean(line[: end + 1]) if end > 0 else ""

    def locate(self, node: Scalar, fragment: str) -> SourceSpan:
        """Return where `fragment` of a text is in the file, or the text's own span."""
        lines = self.source()
        start = node.column - 1
        for row in range(node.line - 1, min(node.line + 20, len(lines))):
            at = lines[row].find(fragment, start, start + _FAR)
            if at >= 0:
                return SourceSpan(row + 1, at + 1, len(fragment))
            start = 0
        return node.span


def _is_meant(message: str, helps: Sequence[str]) -> bool:
    """Return whether a missing key was meant by another word."""
    name = message.partition("`")[2].partition("`")[0]
    return any(f"`{name}`" in help_ or f"`{name}:" in help_ for help_ in helps)


def _numbers(language: str) -> ColumnReading:
    return ColumnReading(ColumnKind.NUMBER, mark_of(language) or Mark.POINT)


def _first_text(node: Node, wanted: Sequence[str]) -> str:
    if isinstance(node, Map):
        by_key = {key.text: value for key, value in zip(node.keys, node.values, strict=True)}
        for name in wanted:
            value = by_key.get(name)
            if isinstance(value, Scalar):
                return value.text
    return ""


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
