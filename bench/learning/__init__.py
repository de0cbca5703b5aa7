"""Does it pay to choose what to ask? Simulated learners study by several plans: `python -m bench.learning`."""
