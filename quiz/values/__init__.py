"""What a cell says, when two texts say the same, and when they may. Pure.

A cell is read together with its whole column. A column has one kind:

- `number`: `27`, `1,230`, `-78.5`, `3/4`, `6.6 × 10⁻³⁴`.
- `quantity`: a number with a unit (`1,230 km`, `5 %`, `$1,000`), or a range (`10–20 kg`).
- `date`: a year, a month, a day or a range of them, perhaps before Christ or uncertain
  (`c. 753 BC`, `July 1969`, `1337–1453`).
- `identifier`: digits that name something and do not count anything (`01067`, `+49`, `3.10.1`, an ISBN).
- `text`: everything else.

One reading must fit the column. A few cells that it does not fit are reported and do not change the kind. If two
readings fit and differ (`1.233` next to `840`, `3.9` next to `3.10`, `03/04/2020`), the program does not choose:
nothing is compared, and the teacher is shown the first such cell with both ways to read it. The language of a bank
decides between a decimal comma and a decimal point; a declared kind decides everything.

Two texts *say the same* when their canonical forms are equal; that is an equivalence. They *may be the same* when they
say the same, or when it is not certain that they differ: a vague date and one inside it, ranges that overlap, `1.233`
and `1233` if the decimal mark is not known. This relation is not transitive. A wrong answer must not even possibly be
the same as a right one. In an exact column, only equal letters are the same.

The modules, from the bottom: `signs` (characters), `numerals` and `units`, `spans` (values with
two ends), `amounts` and `dates` (one text), `readings` (the kinds), `columns` (all texts of a
column), `relations` (the two relations), `near` (numbers written like another one), `rounding`.
"""
