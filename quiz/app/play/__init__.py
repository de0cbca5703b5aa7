"""Playing: from what a player chose to rounds that are asked, recorded, resumed and shared in a duel."""
