"""The floors: the least that a program with the same libraries has to do."""
