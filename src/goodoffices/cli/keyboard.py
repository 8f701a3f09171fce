"""Ask people in turn at a shared keyboard; the screen is cleared between them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from goodoffices.cli.console import shown
from goodoffices.errors import DeskClosed
from goodoffices.wording import did_you_mean


class Keyboard:
    """Ask at a terminal; the end of input or Ctrl-C closes the desk."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def show(self, text: str) -> None:
        self.console.print(shown(text))

    def ask(self, prompt: str, choices: Sequence[str]) -> str:
        while True:
            self.console.print(shown(f"{prompt} ({' / '.join(choices)}): "), end="")
            try:
                answer = input().strip()
            except (EOFError, KeyboardInterrupt):
                self.show("")
                raise DeskClosed from None
            found = meant(answer, choices)
            if found is not None:
                return found
            near = did_you_mean(answer, choices)
            self.show(f"Expected one of {', '.join(choices)}, found '{answer}'.{near}")

    def clear(self) -> None:
        if self.console.is_terminal:
            self.console.clear()
            self.console.file.write("\x1b[3J")


def meant(answer: str, choices: Sequence[str]) -> str | None:
    """Return the choice that an answer means, in any case of letters; ``y`` and ``n`` mean yes and no.

    None if it means none of them, or could mean several that differ only in the case of their letters.
    """
    if answer in choices:
        return answer
    folded = answer.casefold()
    found = [choice for choice in choices if choice.casefold() == folded]
    if not found and set(choices) == {"yes", "no"}:
        found = [choice for choice in choices if choice[0] == folded]
    return found[0] if len(found) == 1 else None
