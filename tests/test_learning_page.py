"""docs/learning.md lists every study that it cites among its sources."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "learning.md"


def test_each_study_that_is_cited_is_among_the_sources() -> None:
    text, _, sources = PAGE.read_text(encoding="utf-8").partition("## Sources")
    given = re.findall(r"^- ([^(]+) \((\d{4})\)", sources, re.MULTILINE)
    cited = re.findall(r"([A-Z]\w+(?:,? (?:&\s|and\s)?\w+)*)\s\(?((?:19|20)\d\d)\)?", text)
    lacking = [
        (names, year)
        for names, year in cited
        if not any(year == of and set(re.findall(r"[A-Z]\w+", names)) & set(re.findall(r"\w+", by)) for by, of in given)
    ]

    assert len(given) <= len(cited)
    assert [] == lacking
