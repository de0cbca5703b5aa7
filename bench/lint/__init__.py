"""How well the check finds tables with mistakes and badly written questions, and leaves good ones alone.

Each file in `flawed` and `sound` holds banks, separated by lines with `---`. A file is named after
the code of the kind of flaw that it is about: those that begin with F are about facts, those with Q about questions.
In a flawed bank, the line with the flaw ends in `# F101`, the code that is to be found there; `# F104 at 6`
names the line instead. Whether a column can be read in two ways, B307, is found when a bank is read.
"""
