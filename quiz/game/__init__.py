"""The game: planning a round, playing it as a state machine, summing it up. Pure."""
