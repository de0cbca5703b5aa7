"""The pages of the manual: the documentation that ships with the program."""

from collections.abc import Mapping
from pathlib import Path

from quiz.app.errors import Exit, UserError
from quiz.library.files import Unreadable, read_regular, shipped_docs
from quiz.ui.document import Document
from quiz.ui.markdown import heading, markdown_page

_MAX_BYTES = 1024 * 1024  # of a page


def topics() -> Mapping[str, str]:
    """Return what each page of the manual is called, by its topic."""
    return {path.stem: heading(_read(path)) for path in _pages()}


def topic_names() -> list[str]:
    """Return the topics that have a page."""
    return [path.stem for path in _pages()]


def manual_page(topic: str) -> Document:
    """Return the page on a topic, which is one of `topic_names`."""
    return markdown_page(_read(shipped_docs() / f"{topic}.md"))


def _pages() -> list[Path]:
    return sorted(shipped_docs().glob("*.md"))


def _read(path: Path) -> str:
    """Return the text of a page. Raises `UserError` if the installation lacks it."""
    try:
        return read_regular(path, _MAX_BYTES).decode("utf-8", errors="replace")
    except Unreadable as error:
        raise UserError(Exit.STORAGE, f"`{path}` cannot be read: {error.reason}", "install the program again") from None
