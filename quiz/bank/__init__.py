"""Banks: text -> nodes with spans -> a `Bank` and its problems. Pure."""
