"""Exporting 10,000 questions: QTI next to text2qti, a package of Anki next to genanki, in ms and MB."""

import io
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path

from bench.checking import run_program
from bench.measure import Figure, by_turns, no_collector, timed
from bench.sample import work_folder
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion, Place
from quiz.exchange.write import writer_named
from quiz.exchange.writer import FileHead, write_questions

__all__ = ["exporting_files"]

_OF_PEER = 500  # questions that both are given, because the peers take long
_MANY, _FEW = 10_000, 1_000
_QTI_LIMIT, _ANKI_LIMIT = 1 / 20, 1 / 3
_LINEAR = 15.0  # times as long for ten times as many
_MEMORY = 150.0


def _questions(count: int) -> list[ForeignQuestion]:
    return [
        ForeignQuestion(
            kind=AnswerType.CHOICE,
            place=Place("sample.yaml", n),
            stem=f"What is the sum of {n} and {n % 97}?",
            options=(
                ForeignOption(f"{n + n % 97}", 1.0),
                *(ForeignOption(f"{n + wrong}", 0.0, "That is too little.") for wrong in (1001, 2002, 3003)),
            ),
            why="Add the one to the other.",
            id=f"sample/sums.sum/{n}",
            topic=("Sample", "Sums"),
        )
        for n in range(count)
    ]


def _export(format_: str, questions: Sequence[ForeignQuestion]) -> bytes:
    writer = writer_named(format_)
    assert writer is not None
    return write_questions(questions, writer, FileHead("Sample", "sample"))[0]


def _text2qti(text: str) -> object:
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    with redirect_stdout(io.StringIO()):
        config = Config()
        quiz = Quiz(text, config=config, source_name="sample.txt")
        return QTI(quiz).zip_bytes()


def _as_text(questions: Sequence[ForeignQuestion]) -> str:
    """Return questions as text2qti takes them."""

    def lines() -> Iterator[str]:
        """Yield the lines."""
        yield "Quiz title: Sample"
        for nth, question in enumerate(questions, start=1):
            yield f"\n{nth}. {question.stem}\n... {question.why}"
            for letter, option in zip("abcd", question.options, strict=True):
                yield f"{'*' if option.share else ''}{letter}) {option.text}"
                if option.why:
                    yield f"... {option.why}"

    return "\n".join(lines()) + "\n"


def _genanki(questions: Sequence[ForeignQuestion], path: Path) -> None:
    import genanki

    fields = [{"name": name} for name in ("Question", "Options", "Answer", "Explanation")]
    templates = [{"name": "Card", "qfmt": "{{Question}}{{Options}}", "afmt": "{{FrontSide}}{{Answer}}{{Explanation}}"}]
    model = genanki.Model(1607392319, "Sample", fields=fields, templates=templates)
    deck = genanki.Deck(2059400110, "Sample")
    for question in questions:
        listed = "".join(f"<li>{option.text}<div>{option.why}</div></li>" for option in question.options)
        values = [question.stem, f"<ol>{listed}</ol>", question.options[0].text, question.why]
        deck.add_note(genanki.Note(model=model, fields=values, guid=genanki.guid_for(question.id)))
    genanki.Package(deck).write_to_file(str(path))


def _bank(count: int) -> str:
    rows = "".join(f'      r{n}: {{n: "{n}", sum: "{n + n % 97}", name: thing {n}}}\n' for n in range(count))
    asks = '      sum: {ask: "What is the sum for {n}?", answer: name, why: "It is {sum}."}\n'
    return (
        f"format: 1\nid: sample\ntitle: Sample\ntables:\n  t:\n    topic: Sums\n    rows:\n{rows}    questions:\n{asks}"
    )


def exporting_files(runs: int) -> list[Figure]:
    """Measure writing next to peers that write the same, then how the time grows, and the memory of a whole export."""
    few, thousand, many = _questions(_OF_PEER), _questions(_FEW), _questions(_MANY)
    text = _as_text(few)
    turns = max(3, runs // 4)
    with work_folder() as folder:
        with no_collector():
            qti = by_turns(turns, lambda: timed(lambda: _export("qti12", few)), lambda: timed(lambda: _text2qti(text)))
            deck = folder / "peer.apkg"
            anki = by_turns(
                turns, lambda: timed(lambda: _export("anki", few)), lambda: timed(lambda: _genanki(few, deck))
            )
        grown = by_turns(
            turns, *(partial(timed, partial(_export, "qti12", questions)) for questions in (many, thousand))
        )
        (folder / "sample.yaml").write_text(_bank(_MANY), encoding="utf-8")
        memory = []
        for format_ in ("qti12", "anki"):
            output = str(folder / f"sample.{format_}")
            command = ("-m", "quiz", "bank", "export", str(folder / "sample.yaml"), "--format", format_)
            memory.append(float(run_program("-m", "bench.floors.most_memory", *command, "--output", output)))
    return [
        Figure(f"write {_OF_PEER} questions of QTI", "ms", qti[0], qti[1], _QTI_LIMIT),
        Figure(f"write {_OF_PEER} notes of Anki", "ms", anki[0], anki[1], _ANKI_LIMIT),
        Figure("10,000 questions of QTI, next to 1,000", "ms", grown[0], grown[1], _LINEAR),
        Figure("its memory, with 10,000 questions", "MB", [max(memory)], limit=_MEMORY),
    ]
