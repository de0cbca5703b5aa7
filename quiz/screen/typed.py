"""A line to type on, in a terminal."""

from typing import Any, Self

from quiz.screen.menu import POINTER, Runner, prompt_look
from quiz.screen.prompter import Stopped

__all__ = ["Typing"]


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
        """Let the user type on from `text`; return the line.

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
        try:
            self._run(app, bindings, leave)
        except EOFError:
            raise Stopped from None
        if isinstance(self._result, Exception):
            raise self._result
        return self.typed
