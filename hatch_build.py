"""What is done when the package is built: it takes the pages of the manual, and the README becomes its own page.

The page is shown away from the repository, so a link to a page of the manual becomes what shows it in the program,
and of links to other files only the text is left. Pictures are left out. What is installed is the package.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\((?!https?://)([^()\s]*)\)")
#: What the README says about a copy of the repository -> what its page says about the package.
_OF_A_COPY = {", in a copy of this repository:": ":", "pip install --quiet . ": "pip install --quiet quizround "}


class CustomMetadataHook(MetadataHookInterface):
    """Gives the package its page."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the page to the metadata."""
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": package_page(readme)}


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the pages of the manual into the package, where `quiz help` looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the pages to what is built; an editable package finds them where they are."""
        if version != "editable":
            pages = sorted((Path(self.root) / "docs").glob("*.md"))
            build_data["force_include"] |= {str(page): f"quiz/docs/{page.name}" for page in pages}


def package_page(readme: str) -> str:
    """Return the README without links that are relative, and with the package as what is installed."""
    for here, there in _OF_A_COPY.items():
        readme = readme.replace(here, there)
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
