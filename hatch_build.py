"""What is done when the package is built: the README becomes the page of the package.

The page is shown away from the repository, so a link to a page of the manual becomes what shows it in the program,
and of links to other files only the text is left. Pictures are left out.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\((?!https?://)([^()\s]*)\)")


class CustomMetadataHook(MetadataHookInterface):
    """Gives the package its page."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the page to the metadata."""
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": package_page(readme)}


def package_page(readme: str) -> str:
    """Return the README without links that are relative."""
    return _LINK.sub(_unlinked, readme)


def _unlinked(found: re.Match[str]) -> str:
    is_picture, text, target = found.groups()
    if is_picture:
        return ""
    page = re.fullmatch(r"docs/([a-z-]+)\.md(#.*)?", target)
    if page is None:
        return text
    command = f"`quiz help {page[1]}`"
    return command if text.endswith(".md") else f"{text} ({command})"
