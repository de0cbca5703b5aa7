"""The passages of a bank, texts that several questions share, and which of them are shown."""

from quiz.bank.entries import Entries
from quiz.bank.node_reader import NodeReader
from quiz.bank.nodes import Map, Node, Scalar, SourceSpan
from quiz.text import quoted


class Passages:
    """The passages of a bank by their names, and which of them a question or a table names."""

    def __init__(self, bank: Entries, reader: NodeReader) -> None:
        """Read the passages of a bank; what is wrong with them is a problem."""
        self.texts: dict[str, str] = {}
        self._reader = reader
        self._spans: dict[str, SourceSpan] = {}
        self._used: set[str] = set()
        node = bank.nodes.get("passages")
        if isinstance(node, Map):
            for name, span, value in reader.named(node, "the passages", ()):
                self._read(name, span, value)
            reader.check_least(bank, "passages", node.span, "write `name: text` for each")
        elif node is not None:
            help_ = "write `passages: {name: text}`, a name for each"
            reader.problems.add("B103", "`passages` should have a name for each text", node.span, help_)

    def _read(self, name: str, span: SourceSpan, node: Node) -> None:
        self._spans[name] = span
        if not isinstance(node, Scalar):
            help_ = "write `|` after the colon, and the text in the lines below it"
            self._reader.problems.add("B103", f"the passage `{name}` should be a text", node.span, help_)
        elif not node.text.strip():
            self._reader.problems.add("B105", f"the passage `{name}` is empty", span, "write its text")
        else:
            self.texts[name] = self._reader.cleaned(node)

    def named(self, entries: Entries) -> str:
        """Return the name of the passage that a table or a question shows, or nothing; an unknown one is a problem."""
        node = self._reader.scalar(entries, "passage")
        if node is None:
            return ""
        name = node.text.strip()
        if name in self._spans:
            self._used.add(name)
            return name
        help_ = self._reader.problems.did_you_mean(name, self._spans)
        if " " in name:
            help_ = help_ or "write a name here, and the text under that name below `passages:` of the bank"
        help_ = help_ or "write its text below `passages:` of the bank, under this name"
        self._reader.problems.add("B211", f"there is no passage {quoted(name)}", node.span, help_)
        return ""

    def check_used(self) -> None:
        """Report each passage that nothing shows."""
        for name, span in self._spans.items():
            if name not in self._used:
                help_ = f"write `passage: {name}` where it belongs to a question, or delete it"
                self._reader.problems.add("B212", f"no question shows the passage `{name}`", span, help_)
