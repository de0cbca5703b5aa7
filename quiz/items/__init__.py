"""Items: from facts to questions whose distractors are proven wrong. Pure."""
