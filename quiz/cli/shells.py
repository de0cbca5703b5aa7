"""How bash, zsh and fish ask for completions, and how they are answered.

typer does most of it. Here is what it gets wrong: names with spaces and other special
characters, words that the shell splits at `=` and `:`, values after `--option=`, and the first Tab in zsh.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_BARE = "_@%+=:,./-"  # what a shell takes as it is, next to letters and digits
_SPLIT_AT = frozenset("=:")  # bash makes words of their own of these

#: Shell -> what it runs to complete our commands. Nothing but names may reach the line that somebody is typing, so
#: errors are thrown away. In bash, names are not patterns of files; the setting for that is put back by hand, as bash
#: 3.2, which macOS has, knows no `local -`. zsh reads the script at the first Tab, which has to complete something too.
_SCRIPTS = {
    "bash": """
%(complete_func)s() {
    local IFS=$'\\n' globbing
    globbing=$(shopt -po noglob || :)
    set -f
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" \\
                   COMP_CWORD=$COMP_CWORD \\
                   %(autocomplete_var)s=complete_bash $1 2>/dev/null ) )
    eval "$globbing"
    return 0
}

complete -o default -F %(complete_func)s %(prog_name)s
""",
    "zsh": """
#compdef %(prog_name)s

%(complete_func)s() {
  eval "$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s 2>/dev/null)"
}

compdef %(complete_func)s %(prog_name)s
if [[ $funcstack[1] == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
fi
""",
    "fish": """
function %(complete_func)s
    env _TYPER_COMPLETE_FISH_ACTION=$argv[1] _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \\
        %(autocomplete_var)s=complete_fish %(prog_name)s 2>/dev/null
end

complete --command %(prog_name)s --no-files --arguments "(%(complete_func)s get-args)" \\
    --condition "%(complete_func)s is-args"
""",
}


@dataclass(frozen=True)
class ShellLine:
    """What is on the line of a shell: the words before the one that is completed, and its beginning.

    The shell wants to have `lead` before each name, and already has the first `kept` characters of that.
    """

    words: Sequence[str]
    beginning: str
    lead: str
    kept: int = 0

    def whole(self, name: str) -> str:
        """Return what replaces the word for the shell if a name is chosen."""
        return f"{self.lead}{name}"[self.kept :]


def use_our_scripts() -> None:
    """Make typer install, and print, our scripts for the shells."""
    from typer import _completion_classes, _completion_shared

    _completion_shared._completion_scripts.update(_SCRIPTS)  # noqa: SLF001 # typer has no other place for them
    _completion_classes.BashComplete.source_template = _SCRIPTS["bash"]
    _completion_classes.ZshComplete.source_template = _SCRIPTS["zsh"]
    _completion_classes.FishComplete.source_template = _SCRIPTS["fish"]


def answer_as_shells_expect(wanted: str) -> None:
    """Make typer read a line as its shell means it, and write each name so that the shell takes it for one word.

    Names come from other people's files, and zsh evaluates what it is given.
    """
    from typer._completion_classes import BashComplete, FishComplete, ZshComplete

    use_our_scripts()
    typed = typed_in_bash() if wanted == "complete_bash" else typed_before_cursor()

    def arguments(_self: Any) -> tuple[list[str], str]:
        """Return the words before the one that is completed, and its beginning."""
        return list(typed.words), typed.beginning

    def bash_completion(_self: Any, item: Any) -> str:
        """Return a name as bash takes it."""
        return for_bash(typed.whole(item.value))

    def zsh_completion(_self: Any, item: Any) -> str:
        """Return a name, with what it is, as zsh takes it."""
        return for_zsh(typed.whole(item.value), item.help or "")

    def fish_completion(_self: Any, item: Any) -> str:
        """Return a name, with what it is, as fish takes it: in one line, as the next line would be another name."""
        return "\t".join(filter(None, (typed.whole(item.value), " ".join((item.help or "").split()))))

    shells: dict[str, tuple[Any, Any]] = {
        "complete_bash": (BashComplete, bash_completion),
        "complete_zsh": (ZshComplete, zsh_completion),
        "complete_fish": (FishComplete, fish_completion),
    }
    if wanted in shells:
        shell, format_completion = shells[wanted]
        shell.get_completion_args, shell.format_completion = arguments, format_completion


def words_of_bash() -> list[str]:
    """Return the words of the line of bash as they are typed, up to the one that is completed."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    at = os.environ.get("COMP_CWORD", "")
    return words[: int(at) + 1] if at.isdecimal() else words


def typed_in_bash() -> ShellLine:
    """Return what is on the line of bash, which has made words of their own of `=` and `:`.

    What is before these in a word stays on the line whatever is chosen.
    """
    words: list[str] = []
    kept = ""
    is_split = False
    for word in words_of_bash():
        at_mark = bool(word) and _SPLIT_AT.issuperset(word)
        if len(words) > 1 and (at_mark or is_split):
            kept = words[-1] + word * at_mark
            words[-1] += word
        else:
            kept = ""
            words.append(word)
        is_split = at_mark
    *before, beginning = map(_unquoted, words)
    return ShellLine(before[1:], beginning, _lead(beginning), len(_unquoted(kept)))


def typed_before_cursor() -> ShellLine:
    """Return what is on the line of zsh or fish."""
    from typer._click.shell_completion import split_arg_string

    # A character more shows whether a space ends the last word, or belongs to it.
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    *before, last = split_arg_string(f"{line}.")
    beginning = last[:-1]
    return ShellLine(before[1:], beginning, _lead(beginning))


def _lead(beginning: str) -> str:
    """Return `--option=` if a value is typed after that: names are only the value."""
    option, mark, _ = beginning.partition("=")
    return option + mark if beginning.startswith("-") and mark else ""


def _unquoted(word: str) -> str:
    """Return a word without its quotation marks and backslashes; the last ones may not be typed yet."""
    from typer._click.shell_completion import split_arg_string

    return "".join(split_arg_string(word)[:1])


def for_bash(name: str) -> str:
    """Return a name as it can be written on a line of bash, where a quotation mark may be open."""
    typed = words_of_bash()[-1]
    if typed.startswith("'"):
        return name.replace("'", "'\\''")
    if typed.startswith('"'):
        return "".join(f"\\{char}" if char in '\\$`"' else char for char in name)
    return _escaped(name)


def for_zsh(name: str, about: str) -> str:
    """Return a name, with what it is, as a word between single quotation marks that zsh evaluates again.

    A colon ends the name, so each colon and each backslash in it has a backslash of its own. Before zsh evaluates the
    word, it removes one backslash before each colon.
    """
    parts = [_escaped(name.replace("\\", "\\\\").replace(":", "\\:")), *filter(None, [_escaped(about)])]
    return ":".join(part.replace(":", "\\:") for part in parts).replace("'", "'\\''")


def _escaped(text: str) -> str:
    """Return a text as one word of a line of a shell, in which nothing is evaluated."""
    return "".join(char if char.isalnum() or char in _BARE else f"\\{char}" for char in text)
