"""`quiz bank schema`."""

from quiz.bank.schema import bank_schema
from quiz.items.decoding import FORMAT
from quiz.serialize import json_text
from quiz.term.sink import stdout_sink


def schema() -> None:
    """Print the JSON Schema of banks, for editors.

    An editor with a YAML language server completes, explains and checks a bank while it is
    written, if the bank's first line names the schema: see docs/bank-format.md.
    """
    stdout_sink().data(json_text(bank_schema(FORMAT)))
