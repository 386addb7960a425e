"""The language of the machine stays outside: no code of the program asks it for a word."""

from __future__ import annotations

import pytest

from tests.architecture.copies import ROOT
from tests.architecture.machine_language import machine_language

ALLOWED = {
    "briefing_app/translation.py": ["locale"],  # where a person chose the language "as the system"
    "packaging/make_words.py": ["babel"],  # asks the Unicode tables for the languages that it names
    "briefing_app/ui/app.py": ["locale"],  # the start of the window takes back what Qt sets for the whole process
}


def test_no_code_follows_the_language_of_the_machine() -> None:
    modules = [*(ROOT / "briefing_app").rglob("*.py"), *(ROOT / "packaging").glob("*.py")]
    assert len(modules) > 200
    found = {str(m.relative_to(ROOT)): machine_language(m.read_text(encoding="utf-8")) for m in modules}
    told = {name: [line.partition(": ")[2] for line in lines] for name, lines in found.items() if lines}
    assert told == ALLOWED


@pytest.mark.parametrize(
    "code",
    [
        'words = f"{day.day} {day:%B %Y}"',
        'words = f"{day:%-d %b}"',
        'words = day.strftime("%A, %d %m %Y")',
        'FORM = "%a %d"\nwords = day.strftime(FORM)',
        'words = "{:%x}".format(day)',
        'words = time.strftime("%c")',
        'words = f"{moment:%I %p}"',
        'words = f"{day:%Ey}"',
        'day = dt.datetime.strptime(text, "%d %b %Y")',
        "name = calendar.month_name[3]",
        "words = time.ctime()",
        "words = moment.ctime()",
        'words = f"{figure:n}"',
        "import locale",
        "from locale import format_string",
        'words = QDate.currentDate().toString("d MMMM yyyy")',
        'words = date.toString("ddd d.M.")',
        "words = date.toString(Qt.DateFormat.TextDate)",
        "speaks = QLocale.system()",
        "words = QLocale().toString(date, QLocale.FormatType.ShortFormat)",
    ],
)
def test_what_would_follow_the_language_of_the_machine_is_found(code: str) -> None:
    assert machine_language(code)


@pytest.mark.parametrize(
    "code",
    [
        'words = f"{moment:%H:%M:%S}"',
        'words = moment.strftime("%Y-%m-%d")',
        'words = f"{count:,}"',
        'log.warning("%s of %d", one, two)',
        'share = tr("{n} % by rail", n=7)',
        "text = address.toString()",
        'def f():\n    """Says %B."""',
    ],
)
def test_what_is_the_same_everywhere_is_left_alone(code: str) -> None:
    assert machine_language(code) == []
