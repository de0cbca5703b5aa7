"""Does choosing what to ask pay? Made-up learners study by several plans: `python -m bench.learning`."""
