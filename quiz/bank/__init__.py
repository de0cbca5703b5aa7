"""Banks: text -> nodes with places -> a `Bank` and its problems. Pure."""
