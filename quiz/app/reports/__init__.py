"""Reports: what is said of a history, in every output at once."""
