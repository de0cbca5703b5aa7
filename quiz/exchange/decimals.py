"""Numbers of other programs, as a person would type them."""


def plain_number(text: str) -> str:
    """Return a number as a person would type it: `20.0` is `20`, `0.30000000000000004` is `0.3`."""
    try:
        value = float(text)
    except ValueError:
        return text
    if value - value != 0:
        return text
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def share(text: str) -> str:
    """Return a number as a percentage: `0.07` is `7%`."""
    try:
        return f"{plain_number(f'{float(text) * 100:.13g}')}%"
    except ValueError:
        return text


def decimal_text(value: float) -> str:
    """Return a number without an exponent, to ten places."""
    return f"{value:.10f}".rstrip("0").rstrip(".")
