"""The smallest round: one questionary prompt after another."""

import questionary

if __name__ == "__main__":
    while True:
        questionary.select("Which one?", choices=["Alpha", "Bravo", "Charlie", "Delta"]).unsafe_ask()
