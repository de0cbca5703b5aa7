"""What is derived from the answers: the tables of each kind in a module of its own, and their upkeep."""
