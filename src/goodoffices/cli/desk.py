"""The keyboard as a desk: one person at a time, the screen cleared between them."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.cli.console import out, say
from goodoffices.errors import DeskClosed, near_miss


class Keyboard:
    """Asks at the terminal; end of input or Ctrl-C closes the desk."""

    def show(self, text: str) -> None:
        say(text)

    def ask(self, prompt: str, choices: Sequence[str]) -> str:
        while True:
            try:
                answer = input(f"{prompt} [{' / '.join(choices)}]: ").strip()
            except (EOFError, KeyboardInterrupt):
                raise DeskClosed from None
            if answer in choices:
                return answer
            near = near_miss(answer, choices)
            hint = f" Did you mean '{near}'?" if near else ""
            say(f"Expected one of {', '.join(choices)}, found '{answer}'.{hint}")

    def clear(self) -> None:
        if out.is_terminal:
            out.clear()
            out.file.write("\x1b[3J")
