"""A class: what it is handed out, what it hands in, whether that can have been so, and what it says of facts."""
