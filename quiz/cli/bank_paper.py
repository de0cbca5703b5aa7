"""`quiz bank paper`."""

from typing import Annotated

import typer

from quiz.app.paper import PaperWanted, only_different, write_paper
from quiz.cli.options import OnlyTopic, Paths
from quiz.term.sink import stdout_sink
from quiz.text import plural
from quiz.ui.paper import MOST_VERSIONS


def paper(
    paths: Paths,
    output: Annotated[str, typer.Option(metavar="FILE", help="A new file that ends in .html or .pdf.")],
    questions: Annotated[int, typer.Option(min=1, max=500, help="How many questions.")] = 20,
    versions: Annotated[int, typer.Option(min=1, max=MOST_VERSIONS, help="How many versions: A, B and so on.")] = 4,
    seed: Annotated[str, typer.Option(help="A different seed chooses different questions.")] = "0",
    topic: OnlyTopic = "",
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="The title of the paper.", show_default="the bank's title")
    ] = "",
) -> None:
    """Print a test, in several versions, with its key.

    Each version has an answer sheet. It writes FILE, FILE-key, and FILE.csv, which says which
    question is where in each version. The same banks, options and seed always give the same files,
    byte for byte. PDF needs `pip install 'quizround[pdf]'`; you can print HTML from a browser.
    """
    done = write_paper(PaperWanted(paths, output, questions, versions, seed, topic, title))
    counts = f"{plural(done.questions, 'question')}, {plural(done.versions, 'version')}."
    fewer = f" {only_different(done.questions)}." if done.questions < questions else ""
    stdout_sink().text(f"{counts}{fewer}", *(f"Written: {path}" for path in (done.paper, done.key, done.sheet)))
