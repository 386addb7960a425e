"""The one place through which every word of the interface passes, so that it can be translated.

The English text is the key; catalogues (gettext ``.mo``) lie in ``resources/translations``. The choice of
language is made once per process, before the first window, as Qt does it for its own words.
"""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "briefing_app"

_catalogue: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_language(language: str, *, folder: Path) -> None:
    """Chooses the catalogue for the rest of this process.

    Args:
        language: ISO 639-1 code such as "en" or "kk"; an unknown one leaves the English words.
        folder: The folder ``resources/translations``.
    """
    _catalogue[0] = gettext.translation(DOMAIN, localedir=str(folder), languages=[language], fallback=True)


def tr(message: str, /, **values: object) -> str:
    """Returns the message in the chosen language with ``{name}`` fields filled in.

    Values are data: they are inserted as they are and never read as a format of their own.
    """
    text = _catalogue[0].gettext(message)
    return text.format(**values) if values else text


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Returns the form of the message that fits the number, which may be used as ``{n}``."""
    return _catalogue[0].ngettext(one, many, n).format(n=f"{n:,}", **values)
