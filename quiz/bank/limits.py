"""How much a bank may hold, and how much may follow from it.

Banks come from strangers, so nothing is read beyond these limits. The questions of a bank and their texts multiply, so
they are counted before any of them is made.
"""

# What a bank holds.
MAX_BYTES = 2 * 1024 * 1024  # of a file
MAX_DEPTH = 16  # levels of lists and mappings
MAX_NODES = 250_000  # texts, lists and mappings
MAX_SCALAR = 8 * 1024  # bytes of one text
MAX_COLUMNS = 100  # of a table
MAX_VALUES = 500  # of a cell
MAX_NAMES = 100  # other names of a value
MAX_DECOYS = 1_000  # of a column, or of a pattern
MAX_OPTIONS = 30  # right or wrong answers of a written-out question
MAX_GAPS = 8  # in a text
MAX_VALUE_NAMES = 8  # of a computed question
MAX_CHOICES = 8  # wrong ones of a gap
MAX_HINTS = 20  # of a question
MAX_ALLOWED = 100  # codes in one `allow`
MAX_SLOTS = 12  # placeholders in one text, because each may stand for a text of the greatest length
MAX_READINGS = 256  # of an answer phrase in one row, if its cells are lists

# What follows from it.
MAX_ITEMS = 60_000  # questions: ten thousand facts with six patterns
MAX_TEXT = 12_000_000  # characters of all texts that the questions are made of

MAX_COMBINATIONS = 10_000  # of the values of a computed question
MAX_COMPUTED = 100_000  # results of formulas in all

# What is said about it.
MAX_PROBLEMS = 5_000  # of texts that are compared with the keys of the format
MAX_GUESSES = 2_000  # names that a mistyped one is compared with
