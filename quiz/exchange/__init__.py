"""Banks of other programs: how they become a bank of ours, how ours become theirs, and what is lost. Pure."""
