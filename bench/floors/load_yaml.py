"""The smallest program that reads a bank: PyYAML's C loader on one file."""

import sys
from pathlib import Path

import yaml

if __name__ == "__main__":
    yaml.load(Path(sys.argv[1]).read_bytes(), Loader=yaml.CSafeLoader)  # noqa: TID251 # what others do
