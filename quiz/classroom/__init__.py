"""A class: what students hand in, whether it can have been so, and what it says of questions and facts."""
