"""Examples for the help of every command, and for the manual page."""

from collections.abc import Mapping, Sequence

#: Command, without `quiz` -> (what is typed after `quiz`, what it does). The empty command is the program itself.
EXAMPLES: Mapping[str, Sequence[tuple[str, str]]] = {
    "": (
        ("play greek", "Play ten questions of a course."),
        ("review", "Review what you are about to forget."),
        ("bank new", "Write a bank of your own."),
        ("help accessibility", "Show a page of the manual."),
    ),
    "play": (
        ("play greek/alphabet --questions 5", "Five questions of one bank."),
        ("play chemistry --mode sprint --time 2m", "As many as you can in two minutes."),
        ("play eu-nato --seed 7 --mode test", "A test, the same for everybody."),
        ("play solar-system --players Ada,Ben", "A duel at one keyboard."),
        ("play ./capitals.yaml --plain", "A file, in numbered lines."),
    ),
    "review": (
        ("review --limit 10", "At most ten facts."),
        ('review --exam "18 December" --bank chemistry', "Plan the days until an exam."),
        ("review --exam none", "Remove that plan."),
    ),
    "banks": (
        ("banks", "List what can be played."),
        ("banks --path", "Print where your own banks are."),
    ),
    "history": (
        ("history", "List your rounds."),
        ("history 3f2a", "Show the round whose id begins like this."),
    ),
    "stats": (
        ("stats --facts", "How well you know each fact."),
        ("stats --html progress.html", "A page to keep or print."),
        ("stats --csv", "Topics as a sheet, for a spreadsheet."),
    ),
    "find": (
        ("find oxygen", "Facts with this word."),
        ("find noble gas --bank chemistry", "Facts of a course with both words."),
    ),
    "aside": (
        ("aside leaders/michel", "Do not ask this fact again."),
        ("aside", "List what is set aside."),
        ("aside --back leaders/michel", "Ask it again."),
    ),
    "forget": (("forget greek", "Learn a course from the beginning."),),
    "flags": (("flags", "List what was flagged."), ("flags --export flags.csv", "Write it as a sheet.")),
    "results": (
        ("results unit-3.jsonl --as K7", "Hand in what you played last, under your code."),
        ("results --text", "The same as a text to paste."),
    ),
    "class": (
        ("class handed-in", "Show the results in a folder."),
        ("class handed-in --list class.csv --html class.html", "Who is missing, and a page to print."),
        ("class handed-in --drill again.quiz", "Pack what to teach again."),
    ),
    "doctor": (("doctor", "Check the history."), ("doctor --restore", "Restore the newest intact backup.")),
    "players": (("players", "List who plays here."),),
    "players rename": (("players rename me Ada", "Give the first player a name."),),
    "players merge": (("players merge Ad Ada", "Give all rounds of Ad to Ada."),),
    "players remove": (("players remove Ada", "Remove a player, after asking."),),
    "players export": (("players export Ada ada.jsonl", "Write Ada's history to a file."),),
    "players import": (
        ("players import ada.jsonl", "Import it on another machine."),
        ("players import ada.jsonl --as Ada2", "Import it under another name."),
    ),
    "config": (
        ("config", "List your settings."),
        ("config questions 5", "Rounds of five from now on."),
        ("config plain yes", "Numbered lines from now on."),
        ("config --unset questions", "Rounds of ten again."),
    ),
    "bank": (
        ("bank new", "Write a bank, step by step."),
        ("bank check rivers.yaml", "Look for mistakes in it."),
        ("bank preview rivers.yaml", "List its questions."),
    ),
    "bank new": (
        ("bank new", "Answer one question after the other."),
        ("bank new --sheet rivers.csv", "Take the facts from a sheet."),
        ("bank new --sheet rivers.csv --title Rivers --to .", "Answer no questions at all."),
    ),
    "bank import": (
        ("bank import quiz.xml", "Questions from Moodle, into your bank folder."),
        ("bank import cards.apkg --to greek.yaml", "Cards from Anki, into a file."),
        ("bank import quiz.gift --dry-run", "Show what would be written."),
    ),
    "bank export": (
        ("bank export greek --format anki --output greek.apkg", "For Anki."),
        ("bank export rivers.yaml --format moodle-xml --output rivers.xml", "For Moodle."),
    ),
    "bank paper": (
        ("bank paper greek --output test.html", "Twenty questions in four versions."),
        ("bank paper greek --output test.pdf --questions 10 --versions 2", "A short test as a PDF."),
    ),
    "bank pack": (
        ("bank pack chemistry unit-3.quiz", "A course to hand out."),
        ("bank pack chemistry test.quiz --test 20", "A test of twenty questions."),
    ),
    "bank add": (
        ("bank add unit-3.quiz", "Add what was handed out."),
        ("bank add rivers.yaml", "Add a bank that you have as a file."),
    ),
    "bank check": (
        ("bank check rivers.yaml", "Look for mistakes in a bank."),
        ("bank check question_banks --format github", "Every bank in a folder, for GitHub Actions."),
        ("bank check rivers.yaml --diff", "Show what --fix would change."),
        ("bank check rivers.yaml --watch", "Check again whenever it is saved."),
        ("bank check --explain Q104", "Explain a code."),
    ),
    "bank preview": (
        ("bank preview rivers.yaml --limit 2", "Two questions of each pattern."),
        ("bank preview greek --pattern meanings --play", "Try one pattern out."),
    ),
    "help": (
        ("help", "List the commands and the topics."),
        ("help bank check", "Explain a command."),
        ("help writing-banks", "Show a page of the manual."),
    ),
    "bank schema": (("bank schema > bank.schema.json", "Write the schema for your editor."),),
}
