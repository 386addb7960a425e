"""What a command says on standard output: readable there, and never a command to the terminal."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Writes on standard output what can be read there.

    Signs that command a terminal, such as those in a file's name, are shown; letters it lacks become question marks.
    """
    from briefing_app.cli import telling
    from briefing_app.domain.control_signs import visible_lines

    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        text = visible_lines(text)
        with telling():
            sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def say_json(text: str) -> None:
    """Writes JSON on standard output; what commands a terminal stands as its escape, so that the data stay."""
    from briefing_app.domain.control_signs import visible_json

    say(visible_json(text))
