"""A painted line keeps its words within its room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from briefing_app.ui.entry_line import Line, Run
from briefing_app.ui.theme import Theme


def test_a_word_longer_than_the_room_of_a_line_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    line = Line(Theme(), (Run("Regional arrangement", strong=True),), role="small")
    qtbot.addWidget(line)
    width = 50
    layout = line._lay(width)
    assert max(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())) <= line._text_width(width)


def test_the_sign_of_a_note_makes_no_line_taller(qtbot: QtBot) -> None:
    for words in (
        "A southern rail outlet",
        "تورغندی",
        "Torghundi, again and again, until it needs two lines",
    ):
        line = Line(Theme(), (Run(words, strong=True),), role="body")
        qtbot.addWidget(line)
        before = line.heightForWidth(400)
        line.note(noted=True)
        assert line.heightForWidth(400) == before
