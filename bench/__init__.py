"""Benchmarks: figures, most of them next to a floor measured in the same run. See docs/benchmarks.md."""
