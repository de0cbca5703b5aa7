"""A class: what is handed out, what is handed in, whether that is plausible, and what it says about the facts."""
