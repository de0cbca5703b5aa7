"""The least command line: one command with an option and a version."""

import click  # noqa: TID251 # the floor is plain Click, without typer


@click.command()
@click.option("--name", default="world", help="Whom to greet.")
@click.version_option("0.1.0", prog_name="floor")
def floor(name: str) -> None:
    """Greet someone."""
    click.echo(f"Hello {name}")


if __name__ == "__main__":
    floor(prog_name="floor")
