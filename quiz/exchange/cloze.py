"""Clozes of Anki: texts with gaps, `{{c1::answer::hint}}`, in packages and in texts."""

from collections.abc import Sequence
from dataclasses import replace

from quiz.exchange.losses import Loss, Skipped
from quiz.exchange.markup import Plain, from_html
from quiz.exchange.question import ForeignOption, ForeignQuestion

_OPENS, _CLOSES = "\ue000", "\ue001"  # in place of the braces while the text is read


def is_cloze(text: str) -> bool:
    """Return whether a field has gaps."""
    return "{{c" in text and "::" in text and "}}" in text


def cloze(texts: Sequence[str], about: ForeignQuestion) -> ForeignQuestion | Loss:
    """Return the question in a note's fields, the first of which has gaps; `about` says everything else about it."""
    try:
        return _with_gaps(texts, about)
    except Skipped as skipped:
        return skipped.loss(about.place, from_html(texts[0]).text)


def _with_gaps(texts: Sequence[str], about: ForeignQuestion) -> ForeignQuestion:
    if "image-occlusion:" in texts[0]:
        raise Skipped("X103", "it is answered by clicking in a picture")
    marked = without_sounds(texts[0]).replace("{{c", _OPENS).replace("}}", _CLOSES)
    plain = from_html(marked)
    out, gaps, hints = [], [], []
    for nth, piece in enumerate(plain.text.replace("{", "{{").replace("}", "}}").split(_OPENS)):
        inner, closed, rest = piece.partition(_CLOSES)
        answer = inner.partition("::")[2]
        if nth and closed and answer:
            word, _, hint = answer.partition("::")
            gaps.append((ForeignOption(word.strip().replace("{{", "{").replace("}}", "}"), 1.0),))
            hints += [hint.strip()] if hint.strip() else []
            out.append(f"{{{len(gaps)}}}{rest}")
        else:
            out.append(piece.replace(_CLOSES, "}}}}"))
    if not gaps:
        raise Skipped("X143", "it has no gap")
    extra = from_html(texts[1]) if len(texts) > 1 else Plain("")
    stem = "".join(out)
    return replace(about, stem=stem, gaps=tuple(gaps), hints=tuple(hints), why=extra.text, marks=plain.marks)


def without_sounds(text: str) -> str:
    """Return a field without the names of its sounds, `[sound:a.mp3]`."""
    out = [text.split("[sound:", maxsplit=1)[0]]
    out += [piece.partition("]")[2] for piece in text.split("[sound:")[1:]]
    return "".join(out)
