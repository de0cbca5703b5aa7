"""The game: planning a round, playing it as a state machine, and summarizing it. Pure."""
