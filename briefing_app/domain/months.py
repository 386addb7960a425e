"""The names of the months, 1 being January: in English, and in the languages in which people type and write days."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# The month in the form that stands beside a day, then alone, as they are written in Kazakhstan.
_RUSSIAN = (
    ("января", "январь"), ("февраля", "февраль"), ("марта", "март"), ("апреля", "апрель"), ("мая", "май"),
    ("июня", "июнь"), ("июля", "июль"), ("августа", "август"), ("сентября", "сентябрь"), ("октября", "октябрь"),
    ("ноября", "ноябрь"), ("декабря", "декабрь"),
)  # fmt: skip
_KAZAKH = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
NAMES: tuple[tuple[str, ...], ...] = tuple(
    (english, kazakh, *russian) for english, kazakh, russian in zip(MONTHS, _KAZAKH, _RUSSIAN, strict=True)
)
"""Every month as it is written out."""
