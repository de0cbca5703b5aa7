"""The smallest program that asks: a typer command with one questionary prompt."""

import questionary
import typer

app = typer.Typer()


@app.command()
def ask() -> None:
    """Ask one question."""
    questionary.select("Which one?", choices=["Alpha", "Bravo", "Charlie", "Delta"]).unsafe_ask()


if __name__ == "__main__":
    app()
