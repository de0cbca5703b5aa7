"""Banks of other programs: read into questions, written as one of ours, and what of them is lost. Pure."""
