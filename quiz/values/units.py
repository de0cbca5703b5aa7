"""Units of measurement, in a table. Anything that is not in it is not a unit: `5 M`, `27 members`.

Prefixes of one unit convert into each other (`km` into `m`), because they are only powers of ten. Times, temperatures,
angles, percentages and currencies never convert.
"""

from functools import cache
from typing import NamedTuple

_LONGEST = 30
_SYMBOL = 3  # a name with more letters is a word, or as clear as one
# Words that are this short: they have a plural, and may be written in any case.
_SHORT_WORDS = frozenset(("amp", "bar", "bit", "cup", "day", "mol", "ohm", "yen"))
# Symbols that are also clear in capitals. Those of other units are not: `TH` is not a terahenry in `7TH`.
_ANY_CASE = "km cm kg ft in lb oz mi min Hz kHz kW kJ Pa kPa kB"


class Unit(NamedTuple):
    """A unit. symbol: how it is written in a canonical form. base, power: it is ten to this power times its base."""

    symbol: str
    base: str
    power: int = 0


NO_UNIT = Unit("", "")

# Prefixes that nobody uses are left out: five `am` are not attometres. In each table, a line has the symbol and, after
# a colon, its other names.
_PREFIXES = """
E 18; P 15 peta; T 12 tera; G 9 giga; M 6 mega; k 3 kilo; h 2 hecto; da 1; d -1 deci; c -2 centi
m -3 milli; μ -6 micro; u -6; n -9 nano; p -12 pico; f -15 femto
"""
_METRIC = """
m: meter, metre
g: gram, gramme
L: l, liter, litre
A: amp, ampere
Hz: hertz
N: newton
Pa: pascal
J: joule
W: watt
V: volt
F: farad
C: coulomb
Ω: Ohm, ohm
S: siemens
Wb: weber
T: tesla
H: henry
mol: mole
lm: lumen
lx: lux
Bq: becquerel
Gy: gray
Sv: sievert
eV: electronvolt
Wh: watt-hour
Ah: ampere-hour
cal: calorie
bar:
B: byte
bit: b
pc: parsec
t: tonne
"""
_LARGE_ONLY = ("B", "bit", "pc", "t")  # there are kilobytes, but no millibytes
# None of these is converted: it would be possible, but a comparison that needs it is a different question.
_OTHERS = """
s: sec, secs, second
ms: msec, millisecond
μs: us, microsecond
ns: nanosecond
ps: picosecond
min: mins, minute
h: hr, hrs, hour
day:
week:
month:
year: yr, yrs
decade:
century: centuries
°C: degC, degree Celsius, degrees Celsius
°F: degF, degree Fahrenheit, degrees Fahrenheit
K: kelvin
°: deg, degree
rad: radian
%: percent, per cent, pct
‰: per mille
ppm:
ppb:
dB: decibel
rpm:
bpm:
px: pixel
in: inch, inches
ft: foot, feet
yd: yard
mi: mile
nmi: nautical mile
AU: astronomical unit
ly: light-year, light year
Å: angstrom, ångström
ha: hectare
acre:
gal: gallon
pint:
quart:
cup:
tsp: teaspoon
tbsp: tablespoon
fl oz: fluid ounce
lb: lbs, pound
oz: ounce
mph: miles per hour
kn: knot
hp: horsepower
psi:
mmHg:
atm: atmosphere
cd: candela
carat:
dpi:
fps:
"""
_CURRENCY_NAMES = """
$: dollar, dollars
€: EUR, euro, euros
£: GBP
¥: JPY, yen
₹: INR, rupee, rupees
US$: USD
A$: AUD
C$: CAD
NZ$: NZD
HK$: HKD
R$: BRL
S$: SGD
zł: PLN
Kč: CZK
"""
_CURRENCY_SIGNS = "₽ ₩ ₺ ₴ ₦ ₪ ₫ ฿ ₱ ₿ CHF SEK NOK DKK CNY ZAR kr"
_SHORT_FORMS = {
    **dict.fromkeys(("kph", "kmh", "kilometers per hour", "kilometres per hour"), "km/h"),
    **dict.fromkeys(("mps", "meters per second", "metres per second"), "m/s"),
    **{f"{prefix}bps": f"{prefix}bit/s" for prefix in "kMG"},
    "Nm": "N·m",
    "kNm": "kN·m",
    "cc": "cm³",
    "ccm": "cm³",
    "kgs": "kg",
    "kms": "km",
    "ℓ": "L",
}
_RAISED = {"2": "²", "3": "³", "²": "²", "³": "³", "^2": "²", "^3": "³"}
_AREA = {"square ": "²", "sq ": "²", "sq. ": "²", "cubic ": "³", "cu ": "³"}


def currency(text: str) -> Unit | None:
    """Return the currency that a sign, a code or a name stands for, or None."""
    known = _currencies()
    return known.get(text) or (known.get(text.casefold()) if _is_word(text) else None)


def unit(text: str) -> Unit | None:
    """Return the unit that a text names: alone, to a power (`km²`, `cubic metres`), or in products and quotients.

    `J/(kg·K)` and `m·s⁻²` are examples; only the first unit in them converts. Capitals matter in symbols (`mW`, `MW`),
    except in a few that everybody understands (`KM`).
    """
    if len(text) > _LONGEST:
        return None
    text = text.replace("º", "°").replace("° ", "°")
    text = _SHORT_FORMS.get(text) or _SHORT_FORMS.get(text.casefold(), text)
    if "⁻" in text:  # as in J kg⁻¹ K⁻¹
        text = text.replace(" ", "·")
    found = _raised(text)
    if found or not any(sign in text for sign in "/·⋅*⁻"):
        return found
    over, slash, under = text.partition("/")
    under = under.strip()
    tops = _factors(over)
    bottoms = _factors(under[1:-1] if under[:1] + under[-1:] == "()" else under) if slash else _Factors([], [])
    if not (tops and tops.above and bottoms) or bottoms.below:
        return None
    first, *others = tops.above
    above = "".join(f"·{one.symbol}" for one in others)
    below = "·".join(one.symbol for one in (*bottoms.above, *tops.below))
    rest = f"{above}/({below})" if "·" in below else f"{above}/{below}" if below else above
    return Unit(first.symbol + rest, first.base + rest, first.power)


class _Factors(NamedTuple):
    """The units of a product: those above the line, and those to a negative power."""

    above: list[Unit]
    below: list[Unit]


def _factors(text: str) -> _Factors | None:
    """Return the units of a product, or None if one is not known."""
    found = _Factors([], [])
    for part in text.replace("⋅", "·").replace("*", "·").split("·"):
        symbol, sign, power = part.strip().partition("⁻")
        known = _raised(symbol + power.replace("¹", "") if sign else symbol)
        if known is None:
            return None
        (found.below if sign else found.above).append(known)
    return found


def _raised(text: str) -> Unit | None:
    """Return a unit, alone or to the second or third power."""
    found = _single(text) or currency(text)
    if found:
        return found
    raised, rest = "", text
    for word, sign in _AREA.items():
        if text.casefold().startswith(word):
            raised, rest = sign, text[len(word) :]
    for ending, sign in () if raised else _RAISED.items():
        if text.endswith(ending):
            raised, rest = sign, text[: -len(ending)]
    found = _single(rest) if raised else None
    if not found or not rest[-1:].isalpha():
        return None
    return Unit(found.symbol + raised, found.base + raised, found.power * "  ²³".index(raised))


def _single(text: str) -> Unit | None:
    exact, any_case = _tables()
    return exact.get(text) or any_case.get(text.casefold())


@cache
def _currencies() -> dict[str, Unit]:
    found = {sign: Unit(sign, sign) for sign in _CURRENCY_SIGNS.split()}
    for sign, names in _lines(_CURRENCY_NAMES):
        found |= dict.fromkeys((sign, *names), Unit(sign, sign))
    return found


@cache
def _tables() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Return name -> unit, and name in lower case -> unit for those that may be written in any case."""
    found: dict[str, Unit] = {}
    prefixes = [line.split() for line in _PREFIXES.replace("\n", ";").split(";") if line.strip()]
    for base, names in _lines(_METRIC):
        found |= _named(Unit(base, base), base, names)
        for prefix, power, *words in prefixes:
            if base not in _LARGE_ONLY or int(power) > 2:
                known = Unit(f"{'μ' if prefix == 'u' else prefix}{base}", base, int(power))
                short = [prefix + name for name in names if len(name) == 1]
                found |= _named(known, prefix + base, [*short, *(word + name for word in words for name in names)])
    for symbol, names in _lines(_OTHERS):  # after the metric ones, because `min` and `ft` have no prefixes
        found |= _named(Unit(symbol, symbol), symbol, names)
    del found["TH"]  # of `7TH`
    words = [name for name in found if _is_word(name)]
    return found, {name.casefold(): found[name] for name in (*_ANY_CASE.split(), *words)}


def _lines(table: str) -> list[tuple[str, list[str]]]:
    parts = [line.partition(":") for line in table.split("\n") if line]
    return [(symbol, [name.strip() for name in names.split(",") if name.strip()]) for symbol, _, names in parts]


def _named(known: Unit, symbol: str, names: list[str]) -> dict[str, Unit]:
    """Return a unit under its symbol, its names, and the plurals of names that are words."""
    plurals = [f"{name}s" for name in (symbol, *names) if _is_word(name) and not name.endswith("s")]
    return dict.fromkeys((symbol, *names, *plurals), known)


def _is_word(name: str) -> bool:
    return len(name) > _SYMBOL or name.casefold() in _SHORT_WORDS
