"""A document as a page of HTML that needs nothing else: no scripts, nothing from elsewhere.

All that a picture shows is beside it in words. Every text is cleaned and escaped.
"""

from datetime import date

from quiz.ui.document import Document, Picture
from quiz.ui.render.svg import COLORS, MADE_BY, WIDTH, Section, drawn, safe, sections


def html(document: Document, title: str, day: date) -> str:
    """Return the page, with a title and the day it was made on."""
    body = "\n".join(map(_section, sections(document)))
    return f"""<!DOCTYPE html>
<!-- {MADE_BY} -->
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
svg {{ display: block; max-width: 100%; height: auto; }} p, ul {{ margin: .5rem 0; overflow-wrap: anywhere; }}
section {{ break-inside: avoid; }}
</style>
</head>
<body>
<main>
<h1>{safe(title)}</h1>
<p>{day.isoformat()}</p>
{body}
</main>
</body>
</html>
"""


def _section(section: Section) -> str:
    heading = f"<h2>{safe(section.title)}</h2>\n" if section.title else ""
    parts = [_text(part) if isinstance(part, str) else _picture(part, section.title) for part in section.parts]
    body = "\n".join(parts)
    return f"<section>\n{heading}{body}\n</section>"


def _picture(picture: Picture, title: str) -> str:
    body, height = drawn(picture)
    drawing = (
        f'<svg role="img" aria-label="{safe(title)}, in words below" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}">{body}</svg>\n'
    )
    if len(picture.words) < 2:
        return drawing + "".join(map(_text, picture.words))
    items = "\n".join(f"<li>{safe(text)}</li>" for text in picture.words)
    return f"{drawing}<ul>\n{items}\n</ul>"


def _text(text: str) -> str:
    indent = len(text) - len(text.lstrip())
    return f'<p style="margin-left: {indent / 2:g}rem">{safe(text)}</p>' if indent else f"<p>{safe(text)}</p>"
