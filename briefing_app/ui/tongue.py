"""The chosen language where Qt speaks itself: its buttons, menus, calendars and numbers, and where lines begin."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from briefing_app.translation import ENGLISH, language, runs_right_to_left

_LOCALES = {
    "en": (QLocale.Language.English, QLocale.Country.UnitedKingdom),
    "ru": (QLocale.Language.Russian, QLocale.Country.Kazakhstan),
    "kk": (QLocale.Language.Kazakh, QLocale.Country.Kazakhstan),
}


def speak_locale() -> None:
    """Dates, numbers and calendars of Qt's own fields speak the language of the program, not the machine's."""
    chosen = QLocale(*_LOCALES.get(language(), _LOCALES[ENGLISH]))
    chosen.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    QLocale.setDefault(chosen)


def speak(app: QApplication) -> None:
    """Has Qt speak the language of this process and begin at its side, once the desk has chosen it."""
    speak_locale()
    wanted = Qt.LayoutDirection.RightToLeft if runs_right_to_left() else Qt.LayoutDirection.LeftToRight
    if app.layoutDirection() != wanted:
        app.setLayoutDirection(wanted)
    if language() == ENGLISH:
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        app.installTranslator(translator)
