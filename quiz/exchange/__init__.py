"""Banks of other programs: read into questions, written as one of ours, and what is lost on the way. Pure."""
