"""A paper as HTML with styles for printing: each page ends with its number and the paper's, and no question is split.

Page margins with text (`@bottom-left`) are those of CSS Paged Media Module Level 3; browsers without them print the
rest. The page is self-contained: no scripts, nothing from elsewhere.
"""

from collections.abc import Iterator
from html import escape

from quiz.items.answer_kind import AnswerKind
from quiz.layout import text_blocks
from quiz.text import clean
from quiz.ui.paper import Paper, PaperQuestion, Version

_STYLE = """
@page { size: A4; margin: 16mm 16mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
* { box-sizing: border-box; }
body { font: 11.5pt/1.4 Georgia, "Times New Roman", serif; color: #000; background: #fff; margin: 0 auto;
  max-width: 178mm; padding: 0 2mm; }
h1 { font-size: 16pt; margin: 0 0 1mm; }
h2 { font-size: 13pt; margin: 0 0 3mm; }
p { margin: 0 0 1.5mm; overflow-wrap: anywhere; }
pre { font: 9.5pt/1.3 "DejaVu Sans Mono", Menlo, Consolas, monospace; margin: 1mm 0 2mm; padding: 1.5mm 2mm;
  border-left: .6mm solid #999; white-space: pre-wrap; overflow-wrap: anywhere; break-inside: avoid; tab-size: 4; }
.version + .version, .sheet, .key + .key { break-before: page; }
.note { font-size: 9pt; color: #444; }
.who { display: flex; gap: 5mm; margin: 4mm 0 6mm; }
.who span { border-bottom: .3mm solid #000; flex: 2; padding-bottom: 1mm; }
.who .short { flex: 1; white-space: nowrap; }
.who .points-of { flex: 1.4; white-space: nowrap; }
.question { break-inside: avoid; margin: 0 0 5mm; display: flex; gap: 3mm; }
.question pre { break-inside: auto; }
.question > .number { font-weight: bold; min-width: 7mm; text-align: right; }
.question > .body { flex: 1; min-width: 0; }
.passage { break-after: avoid; border: .3mm solid #999; padding: 2mm 3mm; margin: 0 0 4mm; }
.points { float: right; font-size: 9pt; color: #444; margin-left: 3mm; }
.option { display: flex; gap: 2mm; margin: 0 0 1mm; }
.option > .letter { min-width: 6mm; }
.option > div { flex: 1; min-width: 0; }
.option p:last-child, .body > p:last-child { margin-bottom: 0; }
.prompts { margin: 0 0 2mm; }
.line { display: inline-block; border-bottom: .3mm solid #000; width: 12mm; height: 4mm; margin-right: 2mm; }
.line.long { width: 80mm; height: 7mm; }
.ticks { columns: 2; column-gap: 12mm; }
.tick { break-inside: avoid; display: flex; gap: 2.5mm; align-items: baseline; margin: 0 0 2.6mm;
  font-family: sans-serif; }
.tick > b { min-width: 8mm; text-align: right; }
.tick > .rows { flex: 1; }
.box { display: inline-block; min-width: 6.4mm; border: .3mm solid #000; border-radius: 1mm; text-align: center;
  font-size: 9pt; line-height: 5mm; margin: 0 1mm 1mm 0; }
table { border-collapse: collapse; width: 100%; font-size: 10pt; }
td, th { border: .2mm solid #999; padding: 1mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; } thead { display: table-header-group; }
.id { font: 8pt monospace; color: #444; }
@media screen { body { margin: 10mm auto; } .version, .sheet, .key { margin-bottom: 20mm; } }
"""


def paper_html(paper: Paper) -> str:
    """Return the page of all versions, each with its answer sheet at its end."""
    return _page(paper, "".join(part for version in paper.versions for part in _version(paper, version)))


def key_html(paper: Paper) -> str:
    """Return the page of the keys of all versions."""
    return _page(paper, "".join(part for version in paper.versions for part in _key(paper, version)), "Key")


def _page(paper: Paper, body: str, what: str = "") -> str:
    title = f"{paper.title}: {what.lower()}" if what else paper.title
    pages = "".join(_footer(paper, version, what) for version in paper.versions)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(clean(title))}</title>\n<style>{_STYLE}{pages}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def _footer(paper: Paper, version: Version, what: str) -> str:
    """Return the style of a version's pages, which have its letter and what identifies the paper."""
    parts = [paper.title, f"Version {version.letter}", *([what] if what else []), paper.note]
    text = _css_text(" · ".join(parts))
    margin = f"@bottom-left {{ content: {text}; font: 9pt sans-serif; }}"
    return (
        f"@page version-{version.letter} {{ {margin} }}\n.of-{version.letter} {{ page: version-{version.letter}; }}\n"
    )


def _css_text(text: str) -> str:
    """Return a text for a style: everything but ASCII letters and digits is escaped (CSS Syntax 3, section 4.3.7)."""
    shown = clean(text)
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in shown) + '"'


def _version(paper: Paper, version: Version) -> Iterator[str]:
    yield f'<section class="version of-{version.letter}">\n{_head(paper, version, "")}'
    for question in version.questions:
        if question.passage:
            yield f'<div class="passage">{_text(question.passage)}</div>\n'
        yield _question(question)
    head = _head(paper, version, "Answer sheet")
    yield f'</section>\n<section class="sheet of-{version.letter}">\n{head}<div class="ticks">\n'
    yield from map(_ticks, version.questions)
    yield "</div>\n</section>\n"


def _head(paper: Paper, version: Version, what: str) -> str:
    name = f"{what}, version {version.letter}" if what else f"Version {version.letter}"
    title, note = escape(clean(paper.title)), escape(clean(paper.note))
    return (
        f'<h1>{title}</h1>\n<p><b>{name}</b> <span class="note">{note}</span></p>\n'
        '<div class="who"><span>Name:</span><span class="short">Class:</span><span class="short">Date:</span>'
        f'<span class="points-of">Points: &emsp;&emsp; / {paper.points}</span></div>\n'
    )


def _question(question: PaperQuestion) -> str:
    return (
        f'<div class="question"><div class="number">{question.number}.</div><div class="body">'
        f'<span class="points">1 point</span>{_text(question.item.stem)}\n{"".join(_answers(question))}</div></div>\n'
    )


def _answers(question: PaperQuestion) -> Iterator[str]:
    kind = question.item.answer_kind
    if kind is AnswerKind.TYPED:
        for label in question.blanks:
            yield f'<p>{escape(label)} <span class="line long"></span></p>\n'
        return
    for prompt in question.prompts:
        yield f'<div class="option prompts"><span class="line"></span><div>{_text(prompt)}</div></div>\n'
    for letter, option in zip(question.letters, question.options, strict=True):
        yield f'<div class="option"><span class="letter">{letter}.</span><div>{_text(option.text)}</div></div>\n'
    if kind is AnswerKind.SEQUENCE:
        places = '<span class="line"></span>' * len(question.options)
        yield f"<p>Order: {places}</p>\n"


def _ticks(question: PaperQuestion) -> str:
    """Return a row of the answer sheet: a box for each letter, or a row of boxes for each prompt or place."""
    kind = question.item.answer_kind
    boxes = "".join(f'<span class="box">{letter}</span>' for letter in question.letters)
    if kind is AnswerKind.TYPED:
        rows = "".join(f'{escape(label)} <span class="line long"></span><br>' for label in question.blanks)
    elif kind is AnswerKind.SEQUENCE:
        rows = "".join(f"{nth}. {boxes}<br>" for nth in range(1, len(question.options) + 1))
    else:
        rows = "".join(f"{boxes}<br>" for _ in question.prompts or (boxes,))
    return f'<div class="tick"><b>{question.number}</b><div class="rows">{rows}</div></div>\n'


def _key(paper: Paper, version: Version) -> Iterator[str]:
    title, note = escape(clean(paper.title)), escape(clean(paper.note))
    yield f'<section class="key of-{version.letter}">\n<h1>{title}</h1>\n<h2>Key, version {version.letter}</h2>\n'
    yield f'<p class="note">{note}</p>\n<table>\n'
    yield "<thead><tr><th></th><th>Key</th><th>Question</th></tr></thead>\n"
    for question in version.questions:
        item = question.item
        why = f'<div class="note">{_text(item.why)}</div>' if item.why else ""
        yield (
            f"<tr><td>{question.number}</td><td><b>{escape(clean(question.key))}</b></td>"
            f'<td>{_text(item.stem)}{why}<span class="id">{escape(clean(item.id))}</span></td></tr>\n'
        )
    yield "</table>\n</section>\n"


def _text(text: str) -> str:
    """Return a text as paragraphs and code."""
    parts = []
    for lines, is_code in text_blocks(text):
        shown = escape("\n".join(lines))
        parts.append(f"<pre>{shown}</pre>" if is_code else f'<p dir="auto">{shown}</p>')
    return "".join(parts)
