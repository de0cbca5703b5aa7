"""Keys that other programs use, or that are other words for ours: what to write instead."""

import re
from collections.abc import Collection, Mapping

_OTHER_WORDS: Mapping[str, str] = {
    "ask": "question prompt stem query text questiontext task frage pregunta domanda vraag",
    "answer": (
        "correct correctanswer rightanswer correctanswers right solution key result answers response true"
        " antwort réponse reponse respuesta risposta"
    ),
    "wrong": (
        "options option choices choice distractors distractor incorrect incorrectanswers wronganswers"
        " wrongs alternatives others falseanswers false badanswers"
    ),
    "why": (
        "erklärung begründung explication explicación explanation explain explanations rationale feedback"
        " generalfeedback reason because comment comments note notes remark justification info"
    ),
    "hint": "hints tip tips clue clues help",
    "topic": "category categories tags tag subject chapter section unit theme lesson group",
    "source": "reference references ref citation url link sources origin author book",
    "claim": "statement assertion proposition",
    "also": "aliases alias synonyms synonym accept accepted otheranswers variants",
    "pinned": "last fixed",
    "choose": "multiple multi selectall checkbox multiselect",
    "within": "tolerance margin error accuracy precision",
    "match": "pairs pair matching",
    "order": "sequence sort ordering sorted",
    "rows": "facts data items entries records cards values content lines",
    "columns": "header headers fields column cols heads",
    "decoys": "distractors wrong lures fakes",
    "questions": "patterns quiz asks items question fragen preguntas",
    "tables": "table facts data topics",
    "as_of": "date asof updated valid year",
    "title": "name heading",
    "language": "lang locale",
    "where": "filter if condition only when",
    "swap": "exchange replace change",
    "most": "max maximum highest largest greatest biggest",
    "least": "min minimum lowest smallest fewest",
}
_ONLY_TEXT = "a question is text; describe in `ask` what players would see or hear"
_NO_POINTS = "no question has points; each one counts once"
_NO_TIME = "no question has a time limit; `quiz play --mode sprint` plays against the clock"
_NO_LEVEL = "no question has a level; what players know shows how hard it is"
_ALWAYS_SHUFFLED = "the options are always shuffled; what must be last goes under `pinned`"
_NO_TYPE = "the other keys say what kind of question it is, such as `choose: all`, `typed: true` or `claim`"
_IN_COMMENT = "write it as a comment, in a line that starts with `#`"
_NAMED = "the name before the colon is the id: write it there"
_NOTHING: Mapping[str, str] = {
    "image images picture pictures img audio sound video media file photo figure": _ONLY_TEXT,
    "points point score marks mark weight grade value defaultgrade penalty": _NO_POINTS,
    "time timer timelimit seconds duration timeout": _NO_TIME,
    "difficulty level difficult hard easy bloom": _NO_LEVEL,
    "shuffle random randomize shuffleanswers": _ALWAYS_SHUFFLED,
    "type kind format questiontype mode style": _NO_TYPE,
    "id uuid number nr no name title label heading": _NAMED,
}
_OF_BANK: Mapping[str, str] = {
    "image images picture pictures img audio sound video media file photo logo": _ONLY_TEXT,
    "version license licence copyright description abstract summary changes": _IN_COMMENT,
}
_HAS_ID = "title"  # only a bank has one, and an `id` of its own


_TRUTHS = ("true", "false", "istrue", "truth", "correct", "solution", "value")
_WRONG = ("wrong", "incorrect", "distractor", "false", "wronganswer", "incorrectanswer")
_NUMBERED = re.compile(rf"(?P<kind>{'|'.join(_WRONG)}|option|choice|answer)(?:\d|[a-h])")
_UNSURE = (  # what may mean something else
    "comment comments note notes remark info tags tag data items value values content lines year author book true false"
    " key result text number help when last fixed order because reason others"
)


def renamed(key: str, known: Collection[str], given: Collection[str]) -> str:
    """Return the key that is certainly meant by an unknown key, or nothing. The arguments are those of `instead_of`."""
    word = _word(key)
    if key.casefold() in known:
        return "" if key.casefold() in given else key.casefold()
    if word in _UNSURE.split():
        return ""
    ours = [name for name, words in _OTHER_WORDS.items() if name in known and word in words.split()]
    if "answer" in ours and _lists_options(given):
        return ""  # it may be the letter or the number of one of those
    return ours[0] if len(ours) == 1 and ours[0] not in given and word not in ("options", "choices") else ""


def _asks(given: Collection[str]) -> bool:
    return not set(_OTHER_WORDS["ask"].split()).isdisjoint(map(_word, given))


def _lists_options(given: Collection[str]) -> bool:
    return not {"options", "choices", "answers"}.isdisjoint(map(_word, given))


def _word(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")


def instead_of(key: str, known: Collection[str], given: Collection[str]) -> str:
    """Return what to write in place of an unknown key, or nothing if that cannot be known.

    `known` are the keys that the mapping may have, `given` those that are written there.
    """
    word = _word(key)
    if "is" in known and word in _TRUTHS and not _asks(given) and not {"ask", "gaps", "is"}.intersection(given):
        return "write `is:` in its place, with `true` or `false`"
    if "wrong" in known and (numbered := _NUMBERED.fullmatch(word)):
        texts = "all wrong answers" if numbered["kind"] in _WRONG else "the right one as `answer:` and the others"
        return f"write {texts} as one list: `wrong: [first, second, third]`"
    if word in ("options", "choices") and "wrong" in known and "wrong" not in given:
        return "write the right one as `answer:` and the others as `wrong:`"
    if "where" in known and word in _OTHER_WORDS["decoys"].split():
        return "wrong answers come from the other rows; write more of them as `decoys:` of the table"
    ours = [name for name, words in _OTHER_WORDS.items() if name in known and word in words.split()]
    free = [name for name in ours if name not in given]
    if free == ["answer"] and _lists_options(given):
        return "write `answer:` in its place, with the text of the right option"
    if free:
        return f"write `{free[0]}:` in its place"
    if ours:
        return f"`{ours[0]}` already exists: combine the two, or delete one"
    nothing = _OF_BANK if _HAS_ID in known else _NOTHING
    return next((help_ for words, help_ in nothing.items() if word in words.split()), "")
