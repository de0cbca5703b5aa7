"""A class: what is handed out to it, what it hands in, whether that is plausible, and what it says about the facts."""
