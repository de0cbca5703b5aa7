"""Made-up texts of all kinds: names, numbers, quantities, dates, codes, and texts that look like them."""

import unicodedata

from hypothesis import strategies as st

from quiz.values.dates import WAYS
from quiz.values.numerals import Mark
from quiz.values.readings import EXACT_READING, LITERAL, OPEN, ColumnKind, ColumnReading, by_other_mark

#: Signs that have more than one meaning, or can be written in more than one way.
TRICKY = (
    "aAbiIıİjzZßſﬁœŒæĳΣσςKkMmµμÅé\u0301\u0307\u0323\u0345\u034f\xad\u200b\u200c\u200d\ufe0f\u2060\U000e0101"
    "0123456789٣५５²₂½⅓Ⅳ①𝟏 \xa0\u2009\u202f\u3000.,'’ʻ`´\"“”«»-–—−‐+±~<>≤()/:;!?…。%‰°$€£#&*×⁄^⁻⁶"
    "日本שלוםاردو한글ᄀᅠクｶﾞ"
)

marks = st.sampled_from([",", ".", "'", "’", " ", "\xa0", "\u202f", "\u2009"])
minus = st.sampled_from(["", "", "", "-", "−", "+", "–"])
units = st.sampled_from(
    (
        *(
            "",
            "",
            " km",
            "km",
            " m",
            " KM",
            " Mm",
            " MM",
            " M",
            "M",
            " mW",
            " MW",
            " Mw",
            " °C",
            "℃",
            "%",
            " %",
            " min",
        ),
        *(
            " h",
            "h",
            " m/s",
            " km/h",
            " m²",
            " m2",
            " m₂",
            " members",
            " Members",
            " €",
            "€",
            " kilometres",
            "st",
            "th",
        ),
        *(" B", " s", "s", " A", "a"),
    )
)
before = st.sampled_from(["", "", "", "$", "€", "c. ", "ca. ", "about ", "over ", "~", ">", "USD ", "AD ", "No. "])
eras = st.sampled_from(["", "", " BC", " AD", " B.C.", "bc", " CE", " b.c"])
months = st.sampled_from(["May", "july", "JANUARY", "Sept.", "Feb", "Mai", "März", "AOÛT", "de julio de"])


@st.composite
def grouped(draw: st.DrawFn) -> str:
    """Draw digits in groups, not always of three."""
    groups = draw(st.lists(st.from_regex(r"[0-9]{1,4}", fullmatch=True), min_size=1, max_size=4))
    return draw(marks).join(groups)


decimals = st.builds(
    lambda whole, mark, rest: whole + mark + rest,
    st.from_regex(r"[0-9]{0,4}", fullmatch=True),
    st.sampled_from([".", ","]),
    st.from_regex(r"[0-9]{1,4}", fullmatch=True),
)
exponents = st.sampled_from(["", "", "", "e8", "E-3", " × 10⁻³⁴", "×10^6", "/4", " 1/2", "½"])
numbers = st.builds("".join, st.tuples(minus, st.one_of(grouped(), decimals), exponents))
amounts = st.builds("".join, st.tuples(before, numbers, units))
years = st.builds(lambda year, era: f"{year}{era}", st.integers(0, 12000), eras)
days = st.builds(
    lambda shape, day, month, year: shape.format(d=day, m=month, y=year),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{m} {y}", "{d}th {m} {y}", "{d}. {m} {y}", "{m} {d}"]),
    st.integers(0, 40),
    months,
    years,
)
numeric_days = st.builds(
    lambda mark, one, two, three: f"{one}{mark}{two}{mark}{three}",
    st.sampled_from(["/", "-", "."]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 3000),
)
iso_days = st.from_regex(r"(19|20)[0-9]{2}-[0-9]{2}(-[0-9]{2})?", fullmatch=True)
moments = st.one_of(years, days, numeric_days, iso_days, st.sampled_from(["1960s", "5th century BC", "20th century"]))
dates = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "", "c. ", "ca ", "~", "since ", "Tuesday, "]),
        moments,
        st.sampled_from(["", "", "", "", "?", "–", "–present", "'s"]),
    ),
)
times = st.builds(
    "{}{}{}".format,
    st.integers(0, 25),
    st.sampled_from([":05", ":30", ":00", ".30", ""]),
    st.sampled_from(["", " am", " p.m.", "PM"]),
)
dashes = st.sampled_from(["-", "–", " – ", " to ", "/"])
ranges = st.builds("".join, st.one_of(st.tuples(amounts, dashes, amounts), st.tuples(dates, dashes, dates)))
codes = st.from_regex(r"[+0(]?[0-9]{1,4}([ ./)-][0-9]{1,5}){0,4}[X.]?", fullmatch=True)
words = st.sampled_from(
    (
        *(
            "Paris",
            "the Pacific",
            "co-op",
            "U.S.",
            "C++",
            "C#",
            "C",
            "x²",
            "x2",
            "H₂O",
            "a.",
            "N.",
            "...",
            ".",
            "",
            "May",
        ),
        *("IV", "İstanbul", "ISTANBUL", "straße", "Œuvre", "O’Brien", "Hawaiʻi", "“yes”", "yes — no", "seven"),
        *("2001: A Space Odyssey", "seven days", "twenty-one", "twenty first", "St Louis", "St. Louis", "Saint Louis"),
        *("x^2", "2x + 3", "2x+3", "3 / 4", "U. S.", "1.5 Mio.", "3–1", "nineteenth century"),
    )
)
values = st.one_of(amounts, dates, ranges, numbers, times)
texts = st.one_of(st.text(max_size=20), st.text(TRICKY, max_size=12), values, codes, words)


def either_mark(reading: ColumnReading) -> ColumnReading:
    """Return the reading of cells that do not show which is the decimal mark."""
    return reading._replace(others=(by_other_mark(reading),))


def any_way() -> ColumnReading:
    """Return the reading of dates if none of them shows the order of day and month."""
    first, *others = (ColumnReading(ColumnKind.DATE, ways=ways) for ways in WAYS)
    return first._replace(others=tuple(others))


readings = st.sampled_from(
    [
        OPEN,
        LITERAL,
        EXACT_READING,
        LITERAL._replace(kind=ColumnKind.IDENTIFIER),
        ColumnReading(ColumnKind.NUMBER),
        ColumnReading(ColumnKind.NUMBER, Mark.COMMA),
        either_mark(ColumnReading(ColumnKind.NUMBER)),
        either_mark(ColumnReading(ColumnKind.QUANTITY, Mark.COMMA, "km")),
        any_way(),
        ColumnReading(ColumnKind.QUANTITY, unit="km"),
        ColumnReading(ColumnKind.QUANTITY, Mark.COMMA, "m", in_bases=True),
        ColumnReading(ColumnKind.QUANTITY, unit="°C"),
        ColumnReading(ColumnKind.DATE, ways=("day first", "two years")),
        ColumnReading(ColumnKind.DATE, ways=("month first", "year and month")),
    ]
)


def spelled_otherwise(text: str) -> list[str]:
    """Draw other ways to write a text that look the same to a reader."""
    return [
        unicodedata.normalize("NFC", text),
        unicodedata.normalize("NFD", text),
        f"  {text}\xa0",
        text.replace(" ", " \u2009 "),
        "\u2060".join(text),
        text + "\U000e0101",
        text.replace("-", "‐"),
        text.replace("'", "’"),
        text.replace('"', "”"),
        text.translate({ord(digit): 0xFF10 + int(digit) for digit in "0123456789"}),
        text.translate({ord(digit): 0x0660 + int(digit) for digit in "0123456789"}),
    ]
