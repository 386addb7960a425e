"""How the window looks: colours, the four sizes of one type family, and the style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QScreen
from PySide6.QtWidgets import QApplication

from briefing_app import paths
from briefing_app.domain.colours import THEMES, ThemeName

Role = Literal["title", "heading", "body", "small"]

# Points at 100 % text size. Four sizes and no more.
SIZES: dict[Role, float] = {"title": 15.0, "heading": 11.0, "body": 9.5, "small": 8.5}
FAMILY = "Noto Sans"
FALLBACKS = ["Briefing Signs", "Noto Sans Arabic", "Noto Sans Math", "Noto Sans Symbols 2", "Noto Sans Symbols2"]
# Only what page one needs is read before the first paint; Arabic, mathematics and symbols follow.
FIRST_FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


USUAL_DOTS = 96.0
LARGEST = 300
"""Per cent of the normal text size above which nothing grows, whatever the system asks for."""
ITEM_EDGE = 3
"""Pixels that Qt keeps free at the sides of a cell's text besides its padding; heads of columns stand over the text."""
SYSTEM_POINTS = {"windows": 9.0, "cocoa": 13.0}
"""Points of a system's own words at its normal text size; ``OTHER_POINTS`` on desktops of Linux, or fewer."""
OTHER_POINTS = 11.0


@dataclass(frozen=True)
class Theme:
    """One look: a name of ``domain.colours.THEMES`` and a text size.

    Attributes:
        name: "light", "dark", "contrast" or "contrast-dark".
        text_size: Per cent of the normal text size; the person's wish and the system's together.
        dots: Dots of the screen in an inch as the system tells them. It scales points with them, and where it does so
            to make text larger, ``text_size`` holds that already.
    """

    name: ThemeName = "light"
    text_size: int = 100
    dots: float = USUAL_DOTS
    _fonts: dict[tuple[str, bool, bool], QFont] = field(default_factory=dict, compare=False, repr=False)

    @property
    def scale(self) -> float:
        """Text size as a factor."""
        return self.text_size / 100

    def hex(self, tone: str) -> str:
        """Returns the colour of a tone as text; an unknown tone is ink."""
        tones = THEMES[self.name]
        return tones.get(tone, tones["ink"])

    def colour(self, tone: str, *, alpha: int = 255) -> QColor:
        """Returns the colour of a tone; an unknown tone is ink."""
        found = QColor(self.hex(tone))
        found.setAlpha(alpha)
        return found

    def font(self, role: Role = "body", *, bold: bool = False, italic: bool = False) -> QFont:
        """Returns a font of one of the four sizes. The same object comes back each time: copy before changing."""
        key = (role, bold, italic)
        found = self._fonts.get(key)
        if found is None:
            found = QFont([FAMILY, *FALLBACKS])
            found.setPointSizeF(self.points(role))
            found.setBold(bold or role == "title")
            found.setItalic(italic)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = found
        return found

    def points(self, role: Role) -> float:
        """Returns the size of a font in points of the screen."""
        return SIZES[role] * self.scale * USUAL_DOTS / self.dots

    def letters(self, role: Role) -> float:
        """Returns the size of a font's letters in device-independent pixels."""
        screen: QScreen | None = QGuiApplication.primaryScreen()
        return self.font(role).pointSizeF() * (screen.logicalDotsPerInchY() if screen is not None else 96.0) / 72

    def px(self, n: float) -> int:
        """Returns a length in device-independent pixels, grown with the text size."""
        return round(n * self.scale)


def load_first_fonts(folder: Path) -> None:
    """Reads the two fonts that page one needs; the others come with ``load_more_fonts``.

    Args:
        folder: The folder ``resources/fonts``.
    """
    for name in FIRST_FONTS:
        QFontDatabase.addApplicationFont(str(folder / name))


def load_more_fonts(folder: Path) -> None:
    """Reads the other bundled fonts, after the first paint."""
    for path in sorted(folder.glob("*.[ot]tf")):
        if path.name not in FIRST_FONTS:
            QFontDatabase.addApplicationFont(str(path))


def wanted(theme: str, text_size: int) -> Theme:
    """Returns the look for the preferences of a person, on the system as it is now.

    Args:
        theme: The name of a look; "system" for the look, the contrast and the text size of the desktop.
        text_size: Per cent; where the system is followed, of its size.
    """
    screen: QScreen | None = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInchY() if screen is not None else USUAL_DOTS
    share = max(1.0, dots / USUAL_DOTS) * (system_text() if theme == "system" else 1.0)
    return Theme(resolve(theme), min(LARGEST, round(text_size * share)), dots)


def system_text() -> float:
    """Returns how much larger than normal the system writes its own words; never less than 1."""
    usual = SYSTEM_POINTS.get(QGuiApplication.platformName(), OTHER_POINTS)
    told = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(LARGEST / 100, max(1.0, round(told / usual * 20) / 20))


def resolve(name: str) -> ThemeName:
    """Returns the theme for a preference; "system" asks the desktop for its colours and its contrast."""
    named: dict[str, ThemeName] = {name: name for name in THEMES if name != "print"}
    if name in named:
        return named[name]
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast-dark" if dark else "contrast"
    return "dark" if dark else "light"


class SystemLook(QObject):
    """Tells when the desktop changes its colours, its contrast or the size of its words."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        hints, screen = QGuiApplication.styleHints(), QGuiApplication.primaryScreen()
        hints.colorSchemeChanged.connect(self.changed)
        hints.accessibility().contrastPreferenceChanged.connect(self.changed)
        if screen is not None:
            screen.logicalDotsPerInchChanged.connect(self.changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.fontDatabaseChanged.connect(self.changed)


def apply(app: QApplication, theme: Theme) -> None:
    """Dresses the whole application."""
    app.setFont(theme.font("body"))
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, tone in (
        (roles.Window, "paper"),
        (roles.Base, "paper"),
        (roles.AlternateBase, "ground"),
        (roles.Button, "paper"),
        (roles.ToolTipBase, "paper"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.ToolTipText, "ink"),
        (roles.BrightText, "bad"),
        (roles.Link, "link"),
        (roles.Highlight, "select"),
        (roles.HighlightedText, "ink"),
        (roles.PlaceholderText, "muted"),
        (roles.Mid, "rule"),
        (roles.Dark, "muted"),
        (roles.Light, "paper"),
        (roles.Accent, "link"),
    ):
        palette.setColor(role, theme.colour(tone))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return palette


def style_sheet(theme: Theme) -> str:
    """Returns the one style sheet of the program."""
    h, px = theme.hex, theme.px
    sizes = {role: f"{theme.points(role):.2f}pt" for role in SIZES}
    tick = (paths.ticks() / ("dark.png" if theme.name in ("dark", "contrast-dark") else "light.png")).as_posix()
    focus = f"outline: none; border: {max(1, px(1))}px solid {h('focus')};"
    return f"""
QWidget {{ color: {h("ink")}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMainWindow, QDialog, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {h("paper")}; }}
QLabel[role="title"] {{ font-size: {sizes["title"]}; font-weight: 700; }}
QLabel[role="heading"] {{ font-size: {sizes["heading"]}; font-weight: 700; }}
QLabel[role="small"], QLabel[role="muted"] {{ font-size: {sizes["small"]}; color: {h("muted")}; }}
QLabel[role="body-muted"] {{ color: {h("muted")}; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel#marking {{ background: {h("banner")}; color: #FFFFFF; font-size: {sizes["small"]};
  letter-spacing: 1px; padding: {px(2)}px; }}
QFrame[role="rule"] {{ background: {h("rule")}; border: none; max-height: 1px; min-height: 1px; }}
QWidget#header, QWidget#tabbar {{ background: {h("paper")}; }}
QWidget#filterbar {{ background: {h("ground")}; border-top: 1px solid {h("rule")};
  border-bottom: 1px solid {h("rule")}; }}
QWidget#detail {{ background: {h("pane")}; border-left: 1px solid {h("rule")}; }}
QWidget#detail QScrollArea, QWidget#detail QScrollArea > QWidget > QWidget {{ background: {h("pane")}; }}
QWidget#statusbar {{ background: {h("paper")}; border-top: 1px solid {h("rule")}; }}
QPushButton, QToolButton {{ background: transparent; border: 1px solid {h("edge")}; border-radius: {px(3)}px;
  padding: {px(4)}px {px(10)}px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton:hover, QToolButton:hover {{ background: {h("ground")}; }}
QPushButton:focus, QToolButton:focus {{ {focus} }}
QPushButton:disabled, QToolButton:disabled {{ color: {h("muted")}; border-style: dashed; }}
QPushButton:checked, QToolButton:checked {{ background: {h("select")}; border-color: {h("link")}; }}
QPushButton[role="main"] {{ background: {h("ink")}; color: {h("inverse")}; border-color: {h("ink")};
  padding: {px(6)}px {px(14)}px; }}
QPushButton[role="main"]:disabled {{ background: {h("ground")}; color: {h("muted")}; border-color: {h("edge")}; }}
QPushButton[role="main"]:focus {{ {focus.replace(h("focus"), h("A"))} border-width: 2px; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ border-color: transparent; color: {h("muted")};
  padding: {px(3)}px {px(6)}px; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ {focus} color: {h("ink")}; }}
QPushButton[role="chip"] {{ border-radius: {px(11)}px; background: {h("paper")};
  padding: {px(3)}px {px(10)}px; }}
QWidget[role="pair"] {{ background: {h("select")}; border: 1px solid {h("link")}; border-radius: {px(11)}px; }}
QPushButton[role="chip-words"], QPushButton[role="chip-away"] {{ border: 1px solid transparent;
  border-radius: {px(11)}px; padding: {px(3)}px {px(4)}px {px(3)}px {px(10)}px; }}
QPushButton[role="chip-away"] {{ padding: {px(3)}px {px(8)}px {px(3)}px {px(4)}px; min-width: {px(12)}px;
  color: {h("muted")}; }}
QPushButton[role="part"] {{ background: {h("paper")}; border-radius: 0; margin-left: -1px;
  padding: {px(3)}px {px(10)}px; }}
QPushButton[role="part"][first="true"] {{ margin-left: 0; }}
QPushButton[role="part"]:checked {{ background: {h("select")}; border-color: {h("link")}; font-weight: 700; }}
QPushButton[role="part"]:focus, QPushButton[role="chip-words"]:focus, QPushButton[role="chip-away"]:focus
  {{ {focus} }}
QPushButton[role="choice"] {{ border: 1px solid transparent; text-align: left; padding: {px(3)}px {px(8)}px; }}
QPushButton[role="choice"]:focus {{ {focus} }}
QPushButton[role="choice"]:checked {{ background: {h("select")}; border-color: transparent; }}
QFrame#popover {{ background: {h("paper")}; border: 1px solid {h("muted")}; }}
QPushButton[idle="true"] {{ color: {h("muted")}; border-style: dashed; background: transparent; }}
QPushButton[role="link"] {{ border: 1px solid transparent; color: {h("link")}; padding: {px(3)}px 0;
  text-align: left; text-decoration: underline; }}
QPushButton[role="link"]:focus {{ {focus} }}
QPushButton[role="tab"] {{ border: none; border-bottom: {px(2)}px solid transparent; border-radius: 0;
  padding: {px(6)}px {px(12)}px {px(7)}px {px(12)}px; color: {h("muted")}; }}
QPushButton[role="tab"]:hover {{ color: {h("ink")}; background: transparent; }}
QPushButton[role="tab"]:checked {{ background: transparent; color: {h("ink")}; font-weight: 700;
  border-bottom-color: {h("ink")}; }}
QPushButton[role="tab"]:focus {{ color: {h("ink")}; border-bottom-color: {h("focus")};
  text-decoration: underline; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {{ background: {h("paper")};
  border: 1px solid {h("edge")}; border-radius: {px(3)}px; padding: {px(4)}px {px(7)}px;
  placeholder-text-color: {h("muted")}; selection-background-color: {h("A")}; selection-color: {h("inverse")}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus
  {{ border-color: {h("focus")}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled
  {{ background: {h("ground")}; color: {h("muted")}; border-style: dashed; }}
QComboBox {{ padding-right: {px(20)}px; }}
QComboBox::drop-down {{ border: none; width: {px(20)}px; }}
QComboBox::down-arrow {{ image: none; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QComboBox QAbstractItemView {{ background: {h("paper")}; border: 1px solid {h("edge")};
  selection-background-color: {h("select")}; selection-color: {h("ink")}; outline: none; }}
QCheckBox, QRadioButton {{ spacing: {px(6)}px; padding: {px(2)}px; min-height: {px(20)}px; }}
QCheckBox::indicator, QListView::indicator {{ width: {px(12)}px; height: {px(12)}px; border: 1px solid {h("muted")};
  border-radius: {px(2)}px; background: {h("paper")}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {h("A")}; border-color: {h("A")};
  image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ background: {h("ground")}; border-color: {h("rule")}; }}
QCheckBox:disabled, QRadioButton:disabled, QLabel:disabled {{ color: {h("muted")}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {h("link")}; text-decoration: underline; }}
QTableView, QListView, QTreeView {{ background: {h("paper")}; border: none; outline: none;
  selection-background-color: {h("select")}; selection-color: {h("ink")}; }}
QTableView::item, QListView::item, QTreeView::item {{ padding: {px(5)}px {px(8)}px;
  border-bottom: 1px solid {h("rule")}; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{ background: {h("select")};
  color: {h("ink")}; border-top: 1px solid {h("link")}; border-bottom: 1px solid {h("link")}; }}
QListView::item:disabled {{ color: {h("muted")}; padding-top: {px(10)}px; border-bottom: none; }}
QTableView::item:focus, QListView::item:focus, QTreeView::item:focus {{ border: 2px solid {h("focus")};
  padding: {px(4)}px {px(7)}px; }}
QHeaderView {{ background: {h("paper")}; }}
QHeaderView::section {{ background: {h("paper")}; color: {h("muted")}; border: none;
  border-bottom: 1px solid {h("ink")}; padding: {px(5)}px {px(8) + ITEM_EDGE}px; font-size: {sizes["small"]}; }}
QHeaderView::section:vertical {{ color: {h("ink")}; border-bottom: 1px solid {h("rule")}; }}
QTableCornerButton::section {{ background: {h("paper")}; border: none; border-bottom: 1px solid {h("ink")}; }}
QMenuBar {{ background: {h("paper")}; border-bottom: 1px solid {h("rule")}; padding: {px(2)}px {px(8)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(4)}px {px(10)}px; border: 2px solid transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {h("select")}; color: {h("ink")};
  border-color: {h("focus")}; }}
QMenu {{ background: {h("paper")}; border: 1px solid {h("edge")}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(4)}px {px(22)}px {px(4)}px {px(12)}px; border: 2px solid transparent; }}
QMenu::item:selected {{ background: {h("select")}; color: {h("ink")}; border-color: {h("focus")}; }}
QMenu::item:disabled {{ color: {h("muted")}; }}
QMenu::separator {{ height: 1px; background: {h("rule")}; margin: {px(4)}px; }}
QCalendarWidget QWidget {{ alternate-background-color: {h("ground")}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {h("paper")}; border-bottom: 1px solid {h("rule")}; }}
QCalendarWidget QToolButton {{ border: none; padding: {px(4)}px {px(8)}px; font-weight: 700; }}
QCalendarWidget QAbstractItemView {{ background: {h("paper")}; color: {h("ink")}; outline: none;
  selection-background-color: {h("A")}; selection-color: {h("inverse")}; }}
QCalendarWidget QTableView::item {{ padding: 0; border: none; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {h("later")}; }}
QToolTip {{ background: {h("paper")}; color: {h("ink")}; border: 1px solid {h("muted")}; padding: {px(8)}px;
  font-size: {sizes["small"]}; }}
QSplitter::handle {{ background: {h("rule")}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QProgressBar {{ border: 1px solid {h("edge")}; border-radius: {px(2)}px; background: {h("ground")};
  text-align: center; max-height: {px(14)}px; font-size: {sizes["small"]}; }}
QProgressBar::chunk {{ background: {h("A")}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {px(11)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(11)}px; margin: 0; }}
QScrollBar::handle {{ background: {h("edge")}; border-radius: {px(4)}px; min-height: {px(28)}px;
  min-width: {px(28)}px; margin: {px(2)}px; }}
QScrollBar::handle:hover {{ background: {h("ink")}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
