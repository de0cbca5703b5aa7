"""The bytes of a bank file -> a bank, with all the question forms there are."""

from quiz.bank.decode import Decoded, decode_bank
from quiz.bank.format import bank_format
from quiz.items.forms import FORMS

#: The format of banks, with all the question forms there are.
FORMAT = bank_format(FORMS.values())


def decode(data: bytes, name: str, *, pure: bool = False) -> Decoded:
    """Decode a bank. Never raises on any input. See `quiz.bank.decode.decode_bank`."""
    return decode_bank(data, name, FORMAT, pure=pure)
