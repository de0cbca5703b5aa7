"""A line to type on, in a terminal."""

from typing import Any, Self

from quiz.term.menu import POINTER, Runner, prompt_look


class Typing(Runner):
    """Runs a prompt for a line of text where it is drawn already."""

    typed = ""

    @classmethod
    def over(cls, runner: Runner) -> Self:
        """Return one that shares the input of another runner."""
        found = cls.__new__(cls)
        vars(found).update(vars(runner))
        return found

    def line(self, text: str) -> str:
        """Let the user type on from `text`; return the line, with U+FFFD for what is not UTF-8.

        Raises `Resized` (what was typed by then is in `typed`), `Stopped` at the end of
        the input, and KeyboardInterrupt for Ctrl-C.
        """
        self._session()
        import questionary
        from prompt_toolkit.key_binding import KeyBindings

        look = prompt_look(self._sink.color)
        question = questionary.text("", default=text, qmark=f" {POINTER}", style=look, erase_when_done=True)
        app = question.application
        bindings = KeyBindings()

        def leave(result: object) -> None:
            if app.is_running and not app.is_done:
                self.typed = app.current_buffer.text
                self._sink.hold()
                app.exit(result=result)

        def on_enter(_event: Any) -> None:
            leave(None)

        bindings.add("enter", eager=True)(on_enter)
        for key in ("c-r", "c-s"):  # would search earlier lines, and there are none
            bindings.add(key, eager=True)(lambda _event: None)
        self._run(app, bindings, leave)
        if isinstance(self._result, Exception):
            raise self._result
        if isinstance(self._result, str):  # taken by a key of the library, such as Escape and Enter
            self.typed = self._result
        # The library keeps bytes that are not UTF-8 as halves of letters, which no file can hold.
        return self.typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
