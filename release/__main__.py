"""`python -m release FILE`: writes the whole program as one file, from what is installed here."""

import argparse
import sys
from pathlib import Path

from release.pyz import Missing, archive


def main() -> str:
    """Write the file that is named; return what went wrong, or nothing."""
    parser = argparse.ArgumentParser(
        prog="python -m release", description="Write the whole program as one file, from what is installed here."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write, such as quiz.pyz")
    path: Path = parser.parse_args().file
    try:
        data = archive()
    except Missing as missing:
        return f"not installed here: {missing} (install `.[test]` first)"
    path.write_bytes(data)
    path.chmod(0o755)
    print(f"{path}: {len(data) / 1e6:.1f} MB")
    return ""


if __name__ == "__main__":
    sys.exit(main() or None)
