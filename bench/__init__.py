"""Benchmarks: each figure beside its floor, both measured in the same run. See docs/benchmarks.md."""
