"""Language codes, by the English and the native name of each, for the message about a bank that gives a name."""

_NAMES = """
ar arabic العربية; cs czech čeština; da danish dansk; de german deutsch; el greek ελληνικά; en english
es spanish español; et estonian eesti
fi finnish suomi; fr french français; he hebrew עברית; hi hindi; hu hungarian magyar
it italian italiano; ja japanese 日本語; ko korean 한국어; la latin latina; lt lithuanian; lv latvian
nl dutch nederlands; nb norwegian norsk; pl polish polski; pt portuguese português; ro romanian română
ru russian русский; sk slovak slovenčina; sl slovene slovenian slovenščina; sv swedish svenska; tr turkish türkçe
uk ukrainian українська; zh chinese mandarin 中文
"""
_LENGTHS = (2, 3)  # letters of a code


def is_code(language: str) -> bool:
    """Return whether a text looks like the code of a language, such as `de` or `de-CH`."""
    first = language.replace("_", "-").partition("-")[0]
    return len(first) in _LENGTHS and first.isascii() and first.isalpha()


def code_of(name: str) -> str:
    """Return the code of a language that goes by a name, or nothing."""
    for line in _NAMES.replace("\n", ";").split(";"):
        code, *names = line.split() or [""]
        if name.casefold() in names:
            return code
    return ""
