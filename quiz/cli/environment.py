"""The environment variables that the program reads, in the order of its help."""

#: Name -> what it does.
VARIABLES = {
    "QUIZ_PLAYER": "Who is playing, unless `--player` names somebody.",
    "QUIZ_DATA_DIR": "The folder of your history, banks and settings.",
    "QUIZ_BANK_DIR": "The folder of your own banks.",
    "QUIZ_CONFIG_DIR": "The folder of your settings; see `quiz config`.",
    "QUIZ_REDUCED_MOTION": "1: nothing on the screen moves by itself.",
    "QUIZ_TYPEAHEAD": "1: keys count even before a question is on the screen, for programs that type for you.",
    "ACCESSIBLE": "1: numbered lines, as with `--plain`, and nothing moves.",
    "NO_COLOR": "If not empty: no colour, unless `--color` asks for it.",
    "FORCE_COLOR": "1: colour in pipes and files as well, unless NO_COLOR is set.",
    "CLICOLOR_FORCE": "The same as FORCE_COLOR.",
    "PAGER": "The program that shows long pages; empty for none.",
}
