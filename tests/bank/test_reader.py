import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_SCALAR
from quiz.bank.nodes import Map, Node, Scalar, Seq, SourceSpan
from quiz.bank.problems import CODES, Problem
from quiz.bank.reader import read, source_lines
from quiz.items.decoding import decode

EXAMPLES = settings(max_examples=200, deadline=None)
SHIPPED = sorted(Path(__file__).parents[2].glob("question_banks/*/*.yaml"))
PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["fast parser", "pure parser"])
AS_TYPED = ["no", "Yes", "on", "12:30", "1.10", "0777", "0x1F", "1_000", "2024-01-01", "~", "null", "NULL", "true"]
AS_TYPED += ["1e3", ".5", "+1", "-0", ".inf", ".nan", "1:2:3", "=", "a#b", "a:b", "x y", "é", "日本", "😀", "-1", "<"]


def plain(node: Node | None) -> Any:
    """Return a tree as Python values, without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Seq):
        return [plain(item) for item in node.items]
    if isinstance(node, Map):
        return {key.text: plain(value) for key, value in zip(node.keys, node.values, strict=True)}
    return None


def read_plain(text: str, *, pure: bool = False) -> Any:
    reading = read(text.encode(), pure=pure)
    assert reading.problems == ()
    return plain(reading.root)


def only_problem(data: bytes, *, pure: bool = False) -> Problem:
    reading = read(data, pure=pure)
    assert reading.root is None
    (problem,) = reading.problems
    return problem


def outcome(text: str, *, pure: bool) -> tuple[Node | None, list[tuple[str, int, int]]]:
    reading = read(text.encode(), pure=pure)
    return reading.root, [(p.code, p.span.line, p.span.column) for p in reading.problems]


# What is read


@PARSERS
@pytest.mark.parametrize("text", AS_TYPED)
@pytest.mark.parametrize("form", ["{}", "a: {}", "- {}", "[{}]", "{{a: {}}}", "{}: a", "a: '{}'", 'a: "{}"'])
def test_a_scalar_is_the_text_as_typed(text: str, form: str, pure: bool) -> None:
    flat = repr(read_plain(form.format(text), pure=pure))

    assert repr(text) in flat


@PARSERS
@pytest.mark.parametrize("sign", [r"\ue000", r"\U0000E000", "\ue000"])
def test_signs_of_private_use_are_kept(sign: str, pure: bool) -> None:
    assert read_plain(f'[a? b?, "{sign}"]', pure=pure) == ["a? b?", "\ue000"]


@PARSERS
def test_all_signs_of_private_use_at_once_are_read(pure: bool) -> None:
    signs = "".join(map(chr, range(0xE000, 0xF900)))
    parts = [signs[at : at + 2000] for at in range(0, len(signs), 2000)]

    assert parts == read_plain(json.dumps(parts, ensure_ascii=False), pure=pure)


@PARSERS
def test_places_count_from_one_and_in_characters(pure: bool) -> None:
    text = "id: x\n日本: [é, '😀', b]\nk:\n  - deep: v\n"

    expected = Map(
        (Scalar("id", 1, 1), Scalar("日本", 2, 1), Scalar("k", 3, 1)),
        (
            Scalar("x", 1, 5),
            Seq((Scalar("é", 2, 6), Scalar("😀", 2, 9), Scalar("b", 2, 14)), 2, 5),
            Seq((Map((Scalar("deep", 4, 5),), (Scalar("v", 4, 11),), 4, 5),), 4, 3),
        ),
        1,
        1,
    )
    assert read(text.encode(), pure=pure).root == expected


@PARSERS
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_may_end_in_any_way(ending: str, pure: bool) -> None:
    root = read(f"# c{ending}a: b{ending}c: d{ending}".encode(), pure=pure).root

    assert isinstance(root, Map)
    assert [tuple(key) for key in root.keys] == [("a", 2, 1), ("c", 3, 1)]


@PARSERS
def test_a_byte_order_mark_is_no_part_of_the_text(pure: bool) -> None:
    assert Map((Scalar("a", 1, 1),), (Scalar("b", 1, 4),), 1, 1) == read(b"\xef\xbb\xbfa: b", pure=pure).root


@PARSERS
def test_long_and_folded_texts(pure: bool) -> None:
    text = "a: >\n  one\n  two\nb: |\n  one\n  two\nc: one\n  two\nd: 'it''s'\ne: \"\\u00e9\\n\"\n"

    expected = {"a": "one two\n", "b": "one\ntwo\n", "c": "one two", "d": "it's", "e": "é\n"}
    assert read_plain(text, pure=pure) == expected


@PARSERS
@pytest.mark.parametrize("text", ["", " ", "\n\n", "# only a comment\n", "---\n...\n"])
def test_a_text_without_values_has_no_root_or_an_empty_one(text: str, pure: bool) -> None:
    assert read_plain(text, pure=pure) in (None, "")


# Without the rare line breaks, which PyYAML does not write in a way that can be read again.
written = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff"), max_size=20)
trees = st.recursive(
    written,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(written.filter("<<".__ne__), inner, max_size=4),
    max_leaves=20,
)


@PARSERS
@EXAMPLES
@given(tree=trees, flow=st.booleans())
def test_what_is_written_is_read_back(tree: Any, flow: bool, pure: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, sort_keys=False)

    assert tree == read_plain(text, pure=pure)


# What is refused


@EXAMPLES
@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), st.booleans())
def test_reading_never_raises(data: bytes, pure: bool) -> None:
    reading = read(data, pure=pure)

    assert reading.root is None or not any(problem.is_fatal for problem in reading.problems)
    for problem in reading.problems:
        assert problem.code in CODES
        assert 1 <= problem.span.line <= len(source_lines(data))
        assert problem.span.column >= 1


SIGNS = ["a", "b: ", "- ", ": ", ":", "{", "}", "[", "]", ",", "\n", "\n  ", "\n    ", " ", '"', "'", " #", "&a ", "*a"]
SIGNS += ["!t ", "---\n", "...\n", "é", "😀", "\r\n", "\u2028", "@", "`", "~", "no", "12:30", "<<: ", "k: v\n", "- a\n"]
SIGNS += ["?", "? ", "\n? ", "\n  ? ", "a?", ">", "#", ">#"]
SIGNS += ["|\n  x\n", ">-\n  f\n  g\n", "x" * 1030 + ": y"]
BANK = """\
id: x
tables:
  t:
    rows:
      a: {name: Ann, born: 1950}
      b: {name: [Bea, Beatrice], born: "1960"}
    questions:
      q: {ask: "When was {name} born?", answer: born, near: 5}
      r:
        claim: >-
          {name} was born
          in {born}.
        swap: born
      s: {ask: "Is it {born}? Or {name}?", answer: name}
      t:
        ask: Who, if not {name}?
        answer: '{name}?'
"""


def without_places_of_nothing(node: Node | None) -> Node | None:
    """Return a tree in which empty values have no place, as the parsers differ on theirs."""
    if isinstance(node, Scalar):
        return node if node.text else Scalar("", 0, 0)
    if isinstance(node, Seq):
        return node._replace(items=tuple(found for n in node.items if (found := without_places_of_nothing(n))))
    if isinstance(node, Map):
        return node._replace(
            keys=tuple(key if key.text else Scalar("", 0, 0) for key in node.keys),
            values=tuple(found for n in node.values if (found := without_places_of_nothing(n))),
        )
    return None


@st.composite
def broken_banks(draw: st.DrawFn) -> str:
    """Draw a bank with a few damaged places."""
    text = BANK
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SIGNS)) + text[at + draw(st.integers(0, 2)) :]
    return text


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join) | broken_banks())
def test_both_parsers_give_the_same_nodes_places_and_codes(text: str) -> None:
    (one, told), (other, told_too) = outcome(text, pure=False), outcome(text, pure=True)

    assert told == told_too
    assert without_places_of_nothing(one) == without_places_of_nothing(other)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without its C parser")
def test_questions_that_end_in_a_column_are_left_to_the_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(BANK.encode(), pure=True)
    monkeypatch.setattr(yaml, "Loader", None)

    assert read(BANK.encode()) == expected


@PARSERS
def test_a_question_mark_alone_in_a_flow_list_is_refused(pure: bool) -> None:
    assert only_problem(b"[a, ?]", pure=pure).code == "B003"


#: Texts on which the two parsers of PyYAML would not agree if we did not make them.
DIFFERENT = {
    "a tab after a value": "a: b\t\n",
    "a tab before a value": "a:\tb\n",
    "a tab before a comment": "a: b\t# c\n",
    "an empty line of a tab": "a: b\n\t\nc: d\n",
    "a tab in a flow list": "[a,\tb]",
    "an unknown escape": '"\\q"',
    "an escaped lone surrogate": '"\\ud800"',
    "an empty value in a flow mapping": "{a: }",
    "a question mark in a flow mapping": "{ask: Who?, answer: name}",
    "a question mark in a flow list": "[Who?, What? Why]",
    "a question mark that stands apart": "{ask: Qui est-ce ?, r: [a ? b, c- ?]}",
    "a question mark on the next line": "[a\n?b]",
    "a question mark apart on the next line": "[a\n? b]",
    "a question mark apart in a mapping": "{a: b\n ? c}",
    "a question mark apart in a block": "a: b\n  ? c\n",
    "several question marks": "[a??, -?]",
    "a question mark before a quoted text": "{ask: 'Who?', b?: c}",
    "a comment after a folding sign": ">#",
    "a comment after a literal sign": "a: |-# b\n  c\n",
    "the same signs in quotes": "a: 'b: >#'",
    "a colon before a brace": "{a:{b: c}}",
    "a colon before a bracket": "[a:[b]]",
    "a colon before the end of a mapping": "{a:}",
    "a colon before a comma": "{a:, b: c}",
    "an unknown version": "%YAML 1.3\n---\na: b\n",
}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_both_parsers_read_shipped_banks_alike(path: Path) -> None:
    data = path.read_bytes()
    assert (found := read(data)) == read(data, pure=True)
    assert found.root is not None


@PARSERS
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a: "\\x4"\n', "an invalid `\\` escape in a quoted text"),
        ('a: "b \\u12g4 c"\n', "an invalid `\\` escape in a quoted text"),
        ('a: "b \\q c"\n', "an invalid `\\` escape in a quoted text"),
        ("a: {b:[c]}\n", "a `{` or `[` is not closed, or a comma is missing"),
        ("a: {b:} c\n", "a `{` or `[` is not closed, or a comma is missing"),
    ],
)
def test_the_mistake_of_a_large_text_is_told_as_that_of_a_small_one(text: str, message: str, pure: bool) -> None:
    """Broken texts over 64 KiB are left to the C parser, which words its messages differently."""
    large = text + f"# {'x' * 1000}\n" * 70
    assert message == only_problem(large.encode(), pure=pure).message


@pytest.mark.parametrize("text", DIFFERENT.values(), ids=DIFFERENT)
def test_both_parsers_agree_on(text: str) -> None:
    assert outcome(text, pure=False) == outcome(text, pure=True)


@PARSERS
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x b\n", 1, 4),
        ("a: &x {b: c}\n", 1, 4),
        ("a: &x [b]\n", 1, 4),
        ("a: *x\n", 1, 4),
        ("a: !x b\n", 1, 4),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4),
        ("a: !!str b\n", 1, 4),
        ("! a", 1, 1),
        ("a:\n  <<: b\n", 2, 3),
        ("{'<<': b}", 1, 2),
    ],
)
def test_features_that_banks_do_not_use_are_refused(text: str, line: int, column: int, pure: bool) -> None:
    problem = only_problem(text.encode(), pure=pure)

    assert ("B004", line, column) == (problem.code, problem.span.line, problem.span.column)


@PARSERS
def test_keys_given_twice_name_both_lines_and_the_first_is_kept(pure: bool) -> None:
    reading = read(b"a: 1\nb: 2\na: 3\nc: {d: 4, d: 5}\nb: 6\n", pure=pure)

    expected = [
        Problem("B104", "`d` is given twice, here and in line 4", SourceSpan(4, 11, 1), "keep one of the two"),
        Problem("B104", "`a` is given twice, here and in line 1", SourceSpan(3, 1, 1), "keep one of the two"),
        Problem("B104", "`b` is given twice, here and in line 2", SourceSpan(5, 1, 1), "keep one of the two"),
    ]
    assert list(reading.problems) == expected
    assert plain(reading.root) == {"a": "1", "b": "2", "c": {"d": "4"}}


# Limits: at the limit nothing is said, one more is refused


def test_the_size_of_a_file_is_limited() -> None:
    def sized(size: int) -> bytes:
        return b"a: b\n" + b"#" * (size - 5)

    assert read(sized(MAX_BYTES)).problems == ()
    assert only_problem(sized(MAX_BYTES + 1)).code == "B005"


@PARSERS
@pytest.mark.parametrize("char", ["x", "é", "日"])
def test_the_length_of_a_text_is_limited_in_bytes(char: str, pure: bool) -> None:
    most = MAX_SCALAR // len(char.encode())

    assert read(f"a: {char * most}".encode(), pure=pure).problems == ()
    problem = only_problem(f"a: {char * (most + 1)}".encode(), pure=pure)
    assert ("B005", 1, 4) == (problem.code, problem.span.line, problem.span.column)


@PARSERS
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_the_depth_is_limited(opening: str, closing: str, pure: bool) -> None:
    def deep(levels: int) -> bytes:
        return (opening * levels + "x" + closing * levels).encode()

    assert read(deep(MAX_DEPTH), pure=pure).problems == ()
    problem = only_problem(deep(MAX_DEPTH + 1), pure=pure)
    assert ("B005", 1, MAX_DEPTH * len(opening) + 1) == (problem.code, problem.span.line, problem.span.column)


def test_the_number_of_values_is_limited() -> None:
    def many(values: int) -> bytes:
        return b"[" + b"x,\n" * (values - 1) + b"]"

    assert read(many(MAX_NODES)).problems == ()
    problem = only_problem(many(MAX_NODES + 1))
    assert ("B005", MAX_NODES, 1) == (problem.code, problem.span.line, problem.span.column)


def test_lists_and_mappings_count_as_one_value_each() -> None:
    pairs = (MAX_NODES - 1) // 2

    assert read(b"[" + b"[x],\n" * pairs + b"]").problems == ()


@PARSERS
@pytest.mark.parametrize("data", [b"[" * 25_000, b"[" * 1_000_000, b"{a: " * 25_000, b"- " * 25_000])
def test_deep_nesting_is_refused_early(data: bytes, pure: bool) -> None:
    assert only_problem(data, pure=pure).code == "B005"


@PARSERS
def test_a_line_of_dashes_before_a_mistake_is_refused(pure: bool) -> None:
    problem = only_problem(b"a: b\n" + b"-" * 2000 + b"\nc: d\n", pure=pure)

    assert ("B003", 3, 1) == (problem.code, problem.span.line, problem.span.column)


# Lines for messages


@PARSERS
def test_lines_are_those_that_yaml_counts(pure: bool) -> None:
    text = "# a\r\n# b\r# c\u2028# d\u2029# e\x85key: v\n"

    root = read(text.encode(), pure=pure).root

    assert isinstance(root, Map)
    assert source_lines(text.encode())[root.line - 1] == "key: v"


def test_lines_of_bytes_that_are_no_text_are_still_lines() -> None:
    assert source_lines(b"\xef\xbb\xbfa\n\xff\nb\n") == ["a", "\ufffd", "b", ""]


@pytest.mark.parametrize("text", ["---", "# comment\n---", "--- # comment", "---\n# comment", "''", '--- ""\n'])
def test_a_file_of_nothing_is_empty_to_both_parsers(text: str) -> None:
    both = [decode(text.encode(), "bank", pure=pure).problems for pure in (True, False)]

    assert both[0] == both[1]
    assert [(problem.message, problem.span.line) for problem in both[0]] == [("the file is empty", 1)]


@pytest.mark.parametrize("escape", ["00110000", "7FFFFFFF", "80000000", "FFFFFFFF"])
@pytest.mark.parametrize("pure", [False, True])
def test_an_escape_beyond_the_last_character_is_a_mistake_and_no_crash(escape: str, pure: bool) -> None:
    assert "B003" == only_problem(f'a: "\\U{escape}"'.encode(), pure=pure).code
