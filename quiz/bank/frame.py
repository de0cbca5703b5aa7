"""A table's rows as what stands beside them is checked against: its columns and the values there are."""

from dataclasses import dataclass, field

from quiz.bank.model import Cell
from quiz.bank.place import Place
from quiz.bank.rows import Rows
from quiz.bank.shape import Shape, few
from quiz.text import fold


@dataclass(frozen=True, slots=True)
class TableFrame:
    """What a pattern is checked against: its table's id, rows and phrase decoys."""

    id: str
    data: Rows
    phrase_decoys: dict[str, Cell]
    _names: dict[str, dict[str, str]] = field(default_factory=dict)

    def names_of(self, column: str) -> dict[str, str]:
        """Return all names of a column's values by their normal forms."""
        if column not in self._names:
            index = self.data.columns.index(column)
            values = dict.fromkeys(value for row in self.data.rows for value in row.cells[index])
            self._names[column] = {fold(name): name for value in values for name in (value.text, *value.also)}
        return self._names[column]


def check_column(name: str, table: TableFrame, place: Place, shape: Shape, code: str = "B203") -> bool:
    """Tell whether `name` is a column; if not, that is a problem at `place`."""
    if name in table.data.columns:
        return True
    help_ = shape.did_you_mean(name, table.data.columns) or f"its columns are {few(table.data.columns)}"
    shown = f"`{{{name}}}`" if code == "B204" else f"`{name}`"
    if code == "B204":
        help_ = help_.replace("mean `", "mean `{").replace("`?", "}`?")
    shape.add(code, f"{shown} is not a column of `{table.id}`", place, help_)
    return False
