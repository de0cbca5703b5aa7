"""A document as a self-contained page of HTML: no scripts, nothing from elsewhere.

Everything that a picture shows is next to it in words, once. Every text is cleaned and escaped.
"""

from datetime import date
from html import escape

from quiz.layout import text_blocks
from quiz.term.lines import Style
from quiz.ui.document import Bars, Document, Paragraph, Picture, indented
from quiz.ui.render.svg import COLORS, MADE_BY, WIDTH, Section, drawn, safe, sections


def html(document: Document, title: str, day: date, player: str = "") -> str:
    """Return the page, with a title, the player's name and the day it was made on."""
    body = "\n".join(map(_section, sections(document)))
    return f"""<!DOCTYPE html>
<!-- {MADE_BY} or `quiz class` -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{safe(title)}: {day.isoformat()}</title>
<style>{COLORS}
body {{ background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; }} h2 {{ font-size: 1.15rem; margin: 2rem 0 .5rem; }}
svg {{ display: block; direction: ltr; }} p, ul, pre {{ margin: .5rem 0; overflow-wrap: anywhere; }}
pre {{ white-space: pre-wrap; }}
.wide {{ overflow-x: auto; direction: rtl; }}
.strong {{ font-weight: 600; }}
.bars {{ list-style: none; padding: 0; display: grid; gap: 0 .8rem;
  grid-template-columns: fit-content(45%) minmax(6rem, 1fr) fit-content(55%); }}
.bars li {{ display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; margin: .2rem 0; }}
.bar {{ background: var(--faint); border-radius: 3px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.bar span {{ display: block; height: .75rem; border-radius: 3px; background: var(--mark); }}
h2 {{ break-after: avoid; }} li, p, pre, svg {{ break-inside: avoid; }}
@media (max-width: 32rem) {{
  .bars {{ grid-template-columns: auto 1fr; }} .bar {{ grid-row: 2; grid-column: 1 / 3; }}
}}
@media print {{ .wide {{ overflow: visible; }} .wide svg {{ max-width: 100%; height: auto; }} }}
</style>
</head>
<body>
<main>
<h1>{safe(title)}</h1>
<p>{safe(f"{player}, " if player else "")} {day.isoformat()}</p>
{body}
</main>
</body>
</html>
"""


def _section(section: Section) -> str:
    heading = f"<h2>{safe(section.title)}</h2>\n" if section.title else ""
    parts = [_picture(part, section.title) if isinstance(part, Picture) else _paragraph(part) for part in section.parts]
    body = "\n".join(parts)
    return f"<section>\n{heading}{body}\n</section>"


def _picture(picture: Picture, title: str) -> str:
    """Return a drawing and the words that it does not show; bars are a list with their texts, which say everything."""
    if isinstance(picture.drawing, Bars):
        drawing = f'<ul class="bars">\n{"".join(map(_bar, picture.drawing.rows))}</ul>\n'
        return drawing + ("" if picture.says_all else "".join(map(_text, picture.words)))
    body, height = drawn(picture)
    drawing = (
        f'<div class="wide"><svg role="img" aria-label="{safe(title)}, in words below" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">{body}</svg></div>\n'
    )
    return drawing + "".join(map(_text, picture.words))


def _bar(row: tuple[str, float, str]) -> str:
    name, share, text = row
    indent = ' style="margin-left: 1rem"' if name.startswith("  ") else ""
    bar = f'<span class="bar" aria-hidden="true"><span style="width: {share:.1%}"></span></span>'
    return f"<li><span{indent}>{safe(name)}</span> {bar} <span>{safe(text)}</span></li>\n"


def _text(text: str) -> str:
    return _paragraph(indented(text))


def _paragraph(paragraph: Paragraph) -> str:
    """Return a paragraph, or several if a text has lines, with its code as it is."""
    style = f' style="margin-left: {(paragraph.indent - 1) / 2:g}rem"' if paragraph.indent > 1 else ""
    style += ' class="strong"' if paragraph.style == Style.STRONG else ""
    parts = []
    for lines, is_code in text_blocks(paragraph.text):
        tag = "pre" if is_code else "p"
        parts.append(f"<{tag}{style}>{escape(chr(10).join(lines))}</{tag}>")
    return "\n".join(parts)
