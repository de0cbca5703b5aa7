"""Choosing what to play: the courses and banks there are, and a menu of them."""

from quiz.app.banks import all_banks, folders
from quiz.library.banks import BankFile, load_to_play
from quiz.library.paths import cache_folder
from quiz.term.leaving import Stopped
from quiz.ui.pages import course_name
from quiz.ui.prompter import Entry, Prompter
from quiz.ui.words import plural


def courses() -> dict[str, list[BankFile]]:
    """Return course (or, for a bank outside of any, bank) -> its bank files."""
    found: dict[str, list[BankFile]] = {}
    for file in all_banks():
        found.setdefault(file.course or file.address, []).append(file)
    return found


def sized(files: list[BankFile]) -> tuple[str, int]:
    """Return the title and the number of facts of a course."""
    banks = [bank for bank in (load_to_play(file, cache_folder()).bank for file in files) if bank]
    title = course_name(banks[0].title) if banks else files[0].course or files[0].name
    return title, sum(bank.facts for bank in banks)


def choose_bank(prompter: Prompter) -> tuple[str, ...]:
    """Offer every course and bank. Returns the name of the chosen one, or nothing."""
    entries: list[Entry] = []
    names: list[str] = []
    for name, files in courses().items():
        title, size = sized(files)
        if len(files) > 1:
            entries.append(Entry(title, f"all {len(files)} banks, {plural(size, 'fact')}"))
            names.append(name)
        for file in files:
            bank = load_to_play(file, cache_folder()).bank
            if bank:
                entries.append(Entry(bank.title, plural(bank.facts, "fact")))
                names.append(file.address)
    if not names:
        prompter.say("There are no banks yet.", f"Put bank files into {folders()[1]}.")
        return ()
    try:
        chosen = prompter.choose("What to play", entries)
    except Stopped:
        return ()
    return (names[chosen],)
