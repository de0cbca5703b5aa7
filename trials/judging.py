"""What must be true for every file, whatever is in it, on the way from its bytes to a round."""

from itertools import islice

from quiz.bank.decode import Decoded
from quiz.bank.model import Bank
from quiz.game.plan import plan
from quiz.game.scoring import response_of, typed_in
from quiz.items.decoding import decode
from quiz.items.forms import FORMS
from quiz.items.item import Item
from quiz.items.sources import bank_facts, bank_items
from quiz.lint.check import check_bank
from quiz.text import clean_lines, is_clean
from quiz.values.relations import canonical

__all__ = ["judge"]

_LOOKED_AT = 60  # items whose texts are looked at one by one


def judge(data: bytes, *, both: bool = False) -> str:
    """Take a file all the way to a round. Returns how far it came; raises `AssertionError` if a promise is broken.

    `both` reads it with both parsers, which must find the same.
    """
    decoded = decode(data, "file")
    for problem in decoded.problems[:20]:
        line = problem.line("file.yaml")
        assert is_clean(line), f"a message is not clean: {line!r}"
        assert problem.span.line > 0 < problem.span.column, f"no place: {line}"
    if both:
        _same(decoded, decode(data, "file", pure=True))
    if decoded.bank is None:
        assert decoded.errors, "no bank and no error"
        return "refused"
    assert not decoded.errors, "a bank in spite of an error"
    return _of_bank(decoded.bank)


def _same(one: Decoded, other: Decoded) -> None:
    assert one.bank == other.bank, "the two parsers give different banks"
    assert one.problems == other.problems, f"the two parsers tell other problems: {one.problems} {other.problems}"


def _of_bank(bank: Bank) -> str:
    checked = check_bank(bank)
    for problem in checked.problems:
        line = problem.line("file.yaml")
        assert is_clean(line), f"a message is not clean: {line!r}"
    count = 0
    for _, _, item in islice(bank_items(bank, "s"), _LOOKED_AT):
        if isinstance(item, Item):
            count += 1
            _look_at(item)
    round_ = plan(bank_facts(bank), 10, "s")
    assert bool(round_) or not count, "there are questions, but no round"
    for planned in round_:
        _look_at(planned.item)
    return "played" if round_ else "nothing to ask"


def _type(item: Item, text: str) -> None:
    """Type a text in every blank: whatever it is, it is marked, and what is saved of it is marked the same way."""
    response = response_of([text] * len(item.blanks))
    assert is_clean(response), f"what is kept is not clean: {response!r}"
    marks = [one.marked for one in typed_in(item, response)]
    if len(item.blanks) == 1 and text == item.options[0].text and response == text:
        assert marks[0].is_right, f"the answer itself is wrong: {text!r}"


def _look_at(item: Item) -> None:
    ids = [option.id for option in item.options]
    assert len(set(ids)) == len(ids) > (0 if item.blanks else 1), f"options share an id: {ids}"
    for text in ("", "x", item.stem[:500], *(option.text for option in item.options)) if item.blanks else ():
        _type(item, text)
    assert item.keys, "there is no key"
    assert set(item.keys) <= set(ids), f"a key is no option: {item.keys} {ids}"
    texts = [option.text for option in item.options]
    if not FORMS[item.form].is_statement and not item.blanks:  # two gaps may have the same answer
        assert len(set(map(canonical, texts))) == len(texts), f"options read the same: {texts}"
    for text in (item.stem, item.why, *texts, *item.hints, *item.prompts):
        assert clean_lines(text) == text, f"a text is not clean: {text!r}"
