"""One text as a date."""

from datetime import date as day
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.values.dates import WAYS, Date, dates, single_day
from quiz.values.signs import plain
from quiz.values.spans import ValueSpan, meet, ranks
from tests.values.made_up import texts

EXAMPLES = settings(max_examples=200, deadline=None)


def read(text: str) -> Date:
    found = dates(plain(text))
    assert list(found) == [""]
    return found[""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1969", "1969 ad"),
        ("AD 14", "14 ad"),
        ("14 CE", "14 ad"),
        ("44 BC", "44 bc"),
        ("44BC", "44 bc"),
        ("44 b.c.e.", "44 bc"),
        ("10000 BC", "10000 bc"),
        ("c. 753 BC", "c. 753 bc"),
        ("circa 1200", "c. 1200 ad"),
        ("~1200", "c. 1200 ad"),
        ("July 1969", "july 1969 ad"),
        ("Sept. 1957", "september 1957 ad"),
        ("20 July 1969", "20 july 1969 ad"),
        ("July 20, 1969", "20 july 1969 ad"),
        ("20th July 1969", "20 july 1969 ad"),
        ("9. November 1989", "9 november 1989 ad"),
        ("15 March 44 BC", "15 march 44 bc"),
        ("19 August AD 14", "19 august 14 ad"),
        ("August 19, A.D. 14", "19 august 14 ad"),
        ("August CE 14", "august 14 ad"),
        ("AD 1st century", "1th century ad"),
        ("19 August AD 14 – 16 March AD 37", "19 august 14 ad to 16 march 37 ad"),
        ("1969-07-20", "20 july 1969 ad"),
        ("20.7.1969", "20 july 1969 ad"),
        ("29 February 1500", "29 february 1500 ad"),
        ("1960s", "1960s ad"),
        ("the 5th century BC", "5th century bc"),
        ("1337–1453", "1337 ad to 1453 ad"),
        ("98–117", "98 ad to 117 ad"),
        ("490–479 BC", "490 bc to 479 bc"),
        ("27 BC – AD 14", "27 bc to 14 ad"),
        ("14–37 AD", "14 ad to 37 ad"),
        ("c. 1200 – c. 1250", "c. 1200 ad to 1250 ad"),
        ("3–5 May 1945", "3 may 1945 ad to 5 may 1945 ad"),
        ("June–August 1914", "june 1914 ad to august 1914 ad"),
        ("28 June – 11 November 1918", "28 june 1918 ad to 11 november 1918 ad"),
        ("28 July 1914 – 11 November 1918", "28 july 1914 ad to 11 november 1918 ad"),
        ("1969-07-16 to 1969-07-24", "16 july 1969 ad to 24 july 1969 ad"),
        ("Sunday, 20 July 1969", "20 july 1969 ad"),
        ("20-Jul-1969", "20 july 1969 ad"),
        ("1969.07.20", "20 july 1969 ad"),
        ("3. Oktober 1990", "3 october 1990 ad"),
        ("1. März 1848", "1 march 1848 ad"),
        ("14 juillet 1789", "14 july 1789 ad"),
        ("1er août 1914", "1 august 1914 ad"),
        ("12 de octubre de 1492", "12 october 1492 ad"),
        ("25 aprile 1945", "25 april 1945 ad"),
        ("5 mei 1945", "5 may 1945 ad"),
        ("1960's", "1960s ad"),
        ("1503?", "c. 1503 ad"),
        ("from 1914 to 1918", "1914 ad to 1918 ad"),
        ("2022–present", "2022 ad to present"),
        ("2022–", "2022 ad to present"),
        ("since May 2010", "may 2010 ad to present"),
        ("Sunday the 20th of July 1969", "20 july 1969 ad"),
        ("5 May 1945?", "c. 5 may 1945 ad"),
        ("5/5/2020", "5 may 2020 ad"),
        ("480 BC – July 323 BC", "480 bc to july 323 bc"),
        ("1970 BC – 1960s BC", "1970 bc to 1960s bc"),
        ("480 BC – 15 March 323 BC", "480 bc to 15 march 323 bc"),
        ("1914 until 1918", "1914 ad to 1918 ad"),
        ("1969-07-16 – 1969-07-24", "16 july 1969 ad to 24 july 1969 ad"),
        ("March 44BC", "march 44 bc"),
        ("1960s BC", "1960s bc"),
        ("100s", "100s ad"),
        ("9990s", "9990s ad"),
        ("99th century", "99th century ad"),
        ("29 February 1968", "29 february 1968 ad"),
        ("29 February 5 BC", "29 february 5 bc"),
        ("29 March 1969", "29 march 1969 ad"),
        ("3–5 May 44 BC", "3 may 44 bc to 5 may 44 bc"),
        ("June–July 44 BC", "june 44 bc to july 44 bc"),
        ("15 March 44 BC – 2 August 30 BC", "15 march 44 bc to 2 august 30 bc"),
        ("July 44 BC – July 43 BC", "july 44 bc to july 43 bc"),
        ("1970s BC – 1960s BC", "1970s bc to 1960s bc"),
        ("5th century – 4th century BC", "5th century bc to 4th century bc"),
        ("5th century BC – 4th century BC", "5th century bc to 4th century bc"),
        ("1900–1900s", "1900 ad to 1900s ad"),
        ("18th century – 1800", "18th century ad to 1800 ad"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert expected == read(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2020", {"day first": "3 april 2020 ad", "month first": "4 march 2020 ad"}),
        ("25/12/2020", {"day first": "25 december 2020 ad"}),
        ("12-25-2020", {"month first": "25 december 2020 ad"}),
        ("2010-11", {"year and month": "november 2010 ad", "two years": "2010 ad to 2011 ad"}),
        ("1914-18", {"two years": "1914 ad to 1918 ad"}),
        ("1998/99", {"two years": "1998 ad to 1999 ad"}),
        ("2010-12", {"year and month": "december 2010 ad", "two years": "2010 ad to 2012 ad"}),
        ("2010-13", {"two years": "2010 ad to 2013 ad"}),
        ("2023-01", {"year and month": "january 2023 ad"}),
    ],
)
def test_numbers_that_can_be_read_in_two_ways(text: str, expected: dict[str, str]) -> None:
    assert expected == {way: date.text for way, date in dates(text).items()}
    assert set(expected) <= {way for ways in WAYS for way in ways}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "5",
            "44",
            "0",
            "0 BC",
            "May",
            "May 12",
            "12 May",
            "30 February 2020",
            "31 April 2020",
            "1453–1337",
            "c.",
        ),
        *("480 BC – 323", "323–480 BC", "1969–1969", "2020-13-01", "00/00/2020", "1/2", "3/4/20", "12:30", "-5", "BC"),
        *(
            "Mayor 1969",
            "Ju 1969",
            "20 July",
            "0 May 1969",
            "1969 AD BC",
            "123456",
            "0th century",
            "century",
            "-",
            "–5",
        ),
        *("1969 1970", "x" * 61, "5-1969-07-20", "1905–1900s", "1914-14", "90s", "10000s", "100th century", "J 1969"),
        *(
            "29 February 1969",
            "29 February 1970",
            "29 February 4 BC",
            "001 May 1969",
            "1.1.0000",
            "x May 1969",
            "5 J 1969",
        ),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert {} == dates(plain(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(text, False) for text in ("1969", "98–117", "c. 750", "999–1200", "2050–2101", "c. 999", "c. 2101", "990s")],
        *[(text, True) for text in ("1337–1453", "c. 1850", "44 BC", "May 1969", "1969-07-20", "1914-18")],
        *[(text, True) for text in ("1000–1001", "2099–2100", "c. 1000", "c. 2100", "1000s", "2100s", "990s BC")],
        *[(text, True) for text in ("2150-60", "850–present", "98–117 AD", "27 BC – AD 14", "1850–present")],
    ],
)
def test_a_date_is_certain_where_no_number_is_written_so(text: str, expected: bool) -> None:
    assert [expected] == [date.is_certain for date in dates(plain(text)).values()]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1969", "1 January 1969", "31 December 1969"),
        ("44 BC", "1 January 44 BC", "31 December 44 BC"),
        ("July 1969", "1 July 1969", "31 July 1969"),
        ("July 44 BC", "1 July 44 BC", "31 July 44 BC"),
        ("1960s", "1 January 1960", "31 December 1969"),
        ("1960s BC", "1 January 1969 BC", "31 December 1960 BC"),
        ("18th century", "1 January 1700", "31 December 1800"),
        ("1st century", "1 January AD 1", "31 December AD 100"),
        ("5th century BC", "1 January 500 BC", "31 December 400 BC"),
        ("1st century BC", "1 January 100 BC", "31 December 1 BC"),
        ("c. 2000", "1 January 1900", "31 December 2100"),
        ("c. 1900", "1 January 1850", "31 December 1950"),
        ("c. 1950", "1 January 1940", "31 December 1960"),
        ("c. 1953", "1 January 1948", "31 December 1958"),
        ("c. 753 BC", "1 January 758 BC", "31 December 748 BC"),
        ("c. 1950s", "1 January 1945", "31 December 1964"),
        ("c. July 1960", "1 July 1955", "31 July 1965"),
        ("20 July 1969?", "20 July 1964", "20 July 1974"),
    ],
)
def test_a_vague_date_goes_from_one_day_to_another(text: str, first: str, last: str) -> None:
    ends = read(first).span.start[0], read(last).span.end[1]

    assert ValueSpan(ends, ends) == read(text).span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 July 1969", (1969, 7, 20)),
        ("1 January 1970", (1970, 1, 1)),
        ("31 December 1969", (1969, 12, 31)),
        ("15 March 44 BC", (-43, 3, 15)),
        ("July 1969", None),
        ("1969", None),
        ("c. 20 July 1969", None),
        ("3–5 May 1945", None),
        ("3 May 1945 – present", None),
    ],
)
def test_a_single_day_has_a_year_a_month_and_a_day(text: str, expected: tuple[int, int, int] | None) -> None:
    assert expected == single_day(read(text))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("44 BC", "AD 14"),
        ("753 BC", "44 BC"),
        ("1 BC", "AD 1"),
        ("c. 753 BC", "490 BC"),
        ("1968", "July 1969"),
        ("July 1969", "1 August 1969"),
        ("20 July 1969", "21 July 1969"),
        ("1950s", "1960"),
        ("5th century BC", "399 BC"),
    ],
)
def test_what_is_earlier_has_a_lower_rank(earlier: str, later: str) -> None:
    first, second = ranks([read(earlier).span, read(later).span])

    assert first is not None
    assert second is not None
    assert first < second


@pytest.mark.parametrize(
    ("one", "other"),
    [("1969", "July 1969"), ("c. 753 BC", "750 BC"), ("c. 1200", "1240"), ("1960s", "1969"), ("1337–1453", "1400")],
)
def test_what_shares_days_has_one_rank(one: str, other: str) -> None:
    spans = [read(one).span, read(other).span]

    assert len(set(ranks(spans))) == 1
    assert meet(*spans, ends_touch=False)


def test_a_reign_that_goes_on_comes_last() -> None:
    spans = [read(reign).span for reign in ("2022–present", "1936–1952", "1952–2022")]

    assert [2, 0, 1] == [sorted(ranks(spans)).index(rank) for rank in ranks(spans)]  # type: ignore[type-var]


def test_reigns_follow_one_another_though_they_share_a_year() -> None:
    reigns = ["98–117", "27 BC – AD 14", "117–138", "14–37"]
    spans = [read(reign).span for reign in reigns]
    found = ranks(spans)

    assert ["27 BC – AD 14", "14–37", "98–117", "117–138"] == [
        reign for _, reign in sorted(zip(found, reigns, strict=True), key=lambda pair: (pair[0] or 0, pair[1]))
    ]
    assert len(set(found)) == 4
    assert not meet(spans[0], spans[2], ends_touch=False)


def test_a_war_within_another_is_not_put_in_order_with_it() -> None:
    assert len(set(ranks([read("1337–1453").span, read("1340–1360").span]))) == 1


@EXAMPLES
@given(st.dates(min_value=day(1000, 1, 1)), st.integers(1, 100_000))
def test_days_are_in_order_however_they_are_written(date: day, after: int) -> None:
    try:
        later = date + timedelta(days=after)
    except OverflowError:
        return
    forms = "{0:%Y}-{0:%m}-{0:%d}", "{0.day} {0:%B} {0.year}", "{0:%b} {0.day}, {0.year}", "{0.day}.{0.month}.{0.year}"
    spans = [{read(form.format(one)).span for form in forms} for one in (date, later)]

    assert [1, 1] == list(map(len, spans))
    first, second = (found.pop() for found in spans)
    assert first < second
    assert not meet(first, second, ends_touch=False)


@EXAMPLES
@given(texts)
def test_a_date_is_read_back_from_its_canonical_form(text: str) -> None:
    for date in dates(plain(text)).values():
        assert date.span == read(date.text).span
        assert date.text == read(date.text).text


@given(st.lists(st.integers(-3000, 3000).filter(bool), max_size=12))
def test_years_are_ranked_as_they_follow_one_another(years: list[int]) -> None:
    spans: list[ValueSpan | None] = [read(f"{-year} BC" if year < 0 else f"AD {year}").span for year in years]
    found = ranks(spans)

    assert sorted(range(len(years)), key=years.__getitem__) == sorted(range(len(years)), key=lambda at: found[at] or 0)
    assert len(set(years)) == len(set(found))
