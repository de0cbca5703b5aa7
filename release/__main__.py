"""`python -m release FILE`: writes the whole program as one file, from what is installed here."""

import sys
from pathlib import Path

from release.pyz import Missing, archive


def main(args: list[str]) -> str:
    """Write the file that is named; return what went wrong, or nothing."""
    if len(args) != 1:
        return "usage: python -m release quiz.pyz"
    try:
        data = archive()
    except Missing as missing:
        return f"not installed here: {missing} (install `.[test]` first)"
    path = Path(args[0])
    path.write_bytes(data)
    path.chmod(0o755)
    print(f"{path}: {len(data) / 1e6:.1f} MB")
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or None)
