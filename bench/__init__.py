"""Benchmarks: each figure next to its floor, both measured in the same run. See docs/benchmarks.md."""
