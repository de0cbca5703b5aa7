"""A question is asked without a negation, or with one that cannot be missed.

Readers pass over a small `not` and answer the opposite. Ask for what is so. Where the
exception is what matters, write the word in capitals: NOT, EXCEPT, NEVER, WITHOUT.

`not only` is no negation and is left alone, and so are quotations, and names and titles
with a capital, such as Never Let Me Go.

Passes:

    questions:
      sea:
        ask: Which of these countries does NOT lie by the sea?
        answer: Austria
        wrong: [Italy, Greece, Norway]

Passes:

    questions:
      prince:
        ask: 'Who says "To be, or not to be"?'
        answer: Hamlet
        wrong: [Macbeth, Othello, Romeo]

Fails:

    questions:
      sea:
        ask: Which of these countries does not lie by the sea?
        answer: Austria
        wrong: [Italy, Greece, Norway]

Fails:

    questions:
      sea:
        ask: Which of these countries doesn't lie by the sea?
        answer: Austria
        wrong: [Italy, Greece, Norway]
"""

import re
from collections.abc import Iterator

from quiz.items.item import Item
from quiz.lint.rule import Rule, any_form
from quiz.lint.view import Finding, View
from quiz.lint.words import unquoted
from quiz.text import quoted

# With a capital it is a part of a name, unless it begins a sentence.
_NEGATION = re.compile(
    r"\b(?:(?<!or )not(?! only)|except|never|without|[A-Za-z]+n['’]t)\b"
    r"|(?:^|(?<=[.:?!] ))(?:Not(?! only)|Except|Never|Without)\b"
)
_SIGN = re.compile("not|Not|except|Except|never|Never|without|Without|n't|n’t")  # of one; quick to look for


def check(view: View) -> Iterator[Finding]:
    """Find stems with a negation that is not in capitals."""
    if view.stem_words.isdisjoint(("not", "except", "never", "without", "t")):  # `t` for `don't`
        return
    found = [item for item in view.items if _SIGN.search(item.stem) and _NEGATION.search(unquoted(item.stem))]

    def example(item: Item) -> str:
        match = _NEGATION.search(unquoted(item.stem))
        return f"`{match.group() if match else ''}` in {quoted(item.stem)}"

    help_ = "ask for what is so, or write NOT, EXCEPT, NEVER or WITHOUT in capitals"
    yield from view.report(found, "the question is negative", example, help_)


RULE = Rule("Q107", __doc__, "Haladyna, Downing and Rodriguez (2002), rule 17", check, any_form, english=True)
