"""Where the program starts: `quiz`, or `python -m quiz`."""

import gc


def main() -> None:
    """Run the command line."""
    # A start makes tens of thousands of objects that all stay; scanning them for cycles
    # every few hundred takes a twentieth of the time to the first question.
    gc.set_threshold(50_000, 20, 100)
    try:
        from quiz.cli.run import run

        run()
    except KeyboardInterrupt:  # before the program has taken over the signals
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
