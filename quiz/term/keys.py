"""The keys that a terminal's bytes mean, and the bytes that are not keys: replies, reports, and what is pasted.

Control sequences are those of ECMA-48 (section 5.4) with the strings of its section 5.6. The forms of keys are those of
xterm's "Control Sequences" and of the keyboard protocol of kitty.
"""

import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Mapping, Sequence

#: The keys that are not letters. Enter comes as a line feed if it was typed before keys were read.
_NAMED: Mapping[str, str] = {
    "\r": "enter", "\n": "enter", " ": "space", "\x7f": "backspace", "\x08": "backspace", "\x1b": "escape",
    "\x03": "ctrl-c", "\x04": "ctrl-d", "\x1a": "ctrl-z", "\x10": "up", "\x0e": "down",
}  # fmt: skip
#: By the last letter of a control sequence, and after ESC O: keys without modifiers.
_BY_LETTER: Mapping[str, str] = {
    "A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "shift-tab",
    "P": "f1", "Q": "f2", "S": "f4",
}  # fmt: skip
#: Further keys after ESC O: F3, and the number pad in its application mode.
_NUMBER_PAD: Mapping[str, str] = {
    "R": "f3", "M": "enter", "I": "\t", " ": "space", "X": "=",
    **dict(zip("jklmno", "*+,-./", strict=True)), **dict(zip("pqrstuvwxy", "0123456789", strict=True)),
}  # fmt: skip
_BY_NUMBER: Mapping[int, str] = {
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "page-up", 6: "page-down", 7: "home", 8: "end",
    **dict(zip([*range(11, 16), *range(17, 22), 23, 24], (f"f{i}" for i in range(1, 13)), strict=True)),
}  # fmt: skip
#: In the keyboard protocol of kitty: the number pad. Its other keys of the private use area are not keys here.
_KITTY: Mapping[int, str] = {
    **{57399 + digit: str(digit) for digit in range(10)},
    57409: ".", 57410: "/", 57411: "*", 57412: "-", 57413: "+", 57414: "enter", 57415: "=", 57416: ",",
    57417: "left", 57418: "right", 57419: "up", 57420: "down",
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)
_SHIFT, _CTRL, _MODIFIERS = 1, 4, 0b0011_1111  # the two bits above are Caps Lock and Num Lock
_RELEASED = 3  # the kind of event

_ESC, _BEL, _PASTE_END = 0x1B, 0x07, b"\x1b[201~"
_STRINGS = b"]PX^_"  # what follows ESC where a string begins: OSC, DCS, SOS, PM, APC
_MOUSE, _MOUSE_LENGTH = b"\x1b[M", 6  # the oldest form: three bytes follow
_LONGEST_SEQUENCE, _LONGEST_STRING = 64, 100_000  # bytes

# Seconds in which the next byte must come: after an Escape, in a sequence, and in what is pasted.
_ESCAPE_WAIT, _SEQUENCE_WAIT, _PASTE_WAIT = 0.05, 0.25, 1.0


class KeyParser:
    """Takes bytes one at a time and says which keys they are. It does not read them, and has no clock.

    A complete sequence that is not a key is dropped. A control character within one ends it and counts, so that Ctrl-C
    always works.
    """

    def __init__(self) -> None:
        self._sequence = bytearray()  # from its Escape on; for a string or a paste, only the mark of its end
        self._length = 0
        self._pasting = False
        self._decoder = getincrementaldecoder("utf-8")("replace")

    @property
    def wait(self) -> float | None:
        """In how many seconds the next byte must come; otherwise call `give_up`. None between two keys."""
        if self._pasting:
            return _PASTE_WAIT
        if not self._sequence:
            return _SEQUENCE_WAIT if self._in_letter() else None
        return _ESCAPE_WAIT if len(self._sequence) == 1 else _SEQUENCE_WAIT

    def give_up(self) -> str:
        """End a sequence because nothing more came in time. Returns the key that it is then, or nothing."""
        key = "paste" if self._pasting else "escape" if len(self._sequence) == 1 else ""
        if self._in_letter():
            key = "\ufffd"
        self._forget()
        return key

    def feed(self, byte: int) -> tuple[str, bool]:
        """Take a byte. Returns the key that is complete now, or nothing, and whether the byte belongs to it.

        A byte that does not belong to it, because it ended what came before, must be fed again.
        """
        if self._pasting:
            return self._fed_paste(byte)
        if not self._sequence:
            return self._fed_letter(byte)
        kind = self._sequence[1:2]
        if not kind:
            return self._fed_escape(byte)
        if kind in _STRINGS:
            return self._fed_string(byte)
        if byte < 0x20 or (byte >= 0x7F and self._sequence[:3] != _MOUSE):
            self._forget()
            return "", False
        self._sequence.append(byte)
        if self._sequence[:3] == _MOUSE:
            is_whole = len(self._sequence) == _MOUSE_LENGTH
        elif kind == b"O":
            is_whole = byte not in b"0123456789;"
        else:  # the console of Linux has function keys with a second bracket
            is_whole = byte >= 0x40 and self._sequence != b"\x1b[["
        if not is_whole:
            if len(self._sequence) > _LONGEST_SEQUENCE:
                self._forget()
            return "", True
        body = self._sequence[2:].decode("ascii", "replace")
        self._forget()
        if kind == b"O":
            return _NUMBER_PAD.get(body) or _BY_LETTER.get(body, ""), True
        self._pasting = body == "200~"
        return "" if self._pasting else _key_of_sequence(body), True

    def _in_letter(self) -> bool:
        """Return whether some bytes of a letter are there, and not all."""
        return bool(self._decoder.getstate()[0])

    def _forget(self) -> None:
        self._sequence.clear()
        self._length = 0
        self._pasting = False
        self._decoder.reset()

    def _fed_letter(self, byte: int) -> tuple[str, bool]:
        if self._in_letter() and not 0x80 <= byte < 0xC0:
            self._decoder.reset()
            return "\ufffd", False
        if byte == _ESC:
            self._sequence.append(byte)
            return "", True
        text = self._decoder.decode(bytes([byte]))
        return _key_of_letter(text[0]) if text else "", True

    def _fed_escape(self, byte: int) -> tuple[str, bool]:
        if byte in b"[O" or byte in _STRINGS:
            self._sequence.append(byte)
            return "", True
        self._forget()
        if byte == ord("\\"):  # the end of a string that was given up
            return "", True
        return "escape", False

    def _fed_string(self, byte: int) -> tuple[str, bool]:
        self._length += 1
        if self._sequence[-1] == _ESC:  # its end, or the beginning of another sequence
            self._forget()
            if byte == ord("\\"):
                return "", True
            self._sequence.append(_ESC)
            return self.feed(byte)
        if byte == _ESC:
            self._sequence.append(byte)
            return "", True
        if byte < 0x20 and byte != _BEL:
            self._forget()
            return "", False
        if byte == _BEL or self._length > _LONGEST_STRING:
            self._forget()
        return "", True

    def _fed_paste(self, byte: int) -> tuple[str, bool]:
        self._sequence = (self._sequence + bytes([byte]))[-len(_PASTE_END) :]
        if self._sequence != _PASTE_END:
            return "", True
        self._forget()
        return "paste", True


def _key_of_letter(char: str) -> str:
    """Return the key of a character. Caps Lock and the wide forms of an Asian keyboard make no difference."""
    if char in _NAMED:
        return _NAMED[char]
    if char.isascii():
        return char.lower()
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.east_asian_width(char) != "F":  # such as ², which is a key of its own on some keyboards
        return char.lower()
    wide = unicodedata.normalize("NFKC", char)
    return _NAMED.get(wide, wide.lower())


def _key_of_sequence(body: str) -> str:
    """Return the key of a control sequence, given without ESC and bracket; nothing if it is not a key."""
    if body[0] == "[":
        return f"f{ord(body[1]) - ord('A') + 1}" if body[1:] in ("A", "B", "C", "D", "E") else ""
    numbers, final = body[:-1], body[-1]
    if not set(numbers) <= set("0123456789:;"):
        return ""
    fields = [[int(number or 0) for number in field.split(":")] for field in numbers.split(";")]
    first = fields[0][0]
    if final == "~" and first == 27 and len(fields) == 3:
        return _key_of_code(fields[2][0], fields[1][0], shifted=[fields[2][0]])
    held = fields[1] if len(fields) > 1 else [1]
    if held[1:2] == [_RELEASED]:
        return ""
    if final == "u":
        return _key_of_code(first, held[0], shifted=fields[2] if len(fields) > 2 else fields[0][1:2])
    if _modifiers(held[0]):
        return ""
    if final == "~":
        return _BY_NUMBER.get(first, "")
    return _BY_LETTER.get(final, "") if first <= 1 else ""


def _key_of_code(code: int, held: int, shifted: Sequence[int]) -> str:
    """Return the key for the number of a character, with the modifiers that are held.

    `shifted` is the number of the character that it types with Shift, if that is known.
    """
    modifiers = _modifiers(held)
    if code in _KITTY:
        return "" if modifiers & ~_SHIFT else _KITTY[code]
    if code in _PRIVATE or not 0 < code < 0x11_0000:
        return ""
    char = chr(code)
    if modifiers == _CTRL and char.isascii() and char.isalpha():
        return _NAMED.get(chr(code & 0x1F), "")
    if modifiers & ~_SHIFT:
        return ""
    if modifiers and not (char.isalpha() or char in _NAMED):
        return _key_of_letter(chr(shifted[0])) if shifted and 0x20 < shifted[0] < 0x11_0000 else ""
    return _key_of_letter(char)


def _modifiers(held: int) -> int:
    """Return the bits of the modifiers that are held, without those of Caps Lock and Num Lock."""
    return (max(held, 1) - 1) & _MODIFIERS
