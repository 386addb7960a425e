"""What the two-ways view is made of: headings and the lines that stand for entries, with their spoken words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefing_app.domain.ambitions import EvidenceLine, IndicatorLine, JudgementLine, LinkLine, Way
from briefing_app.domain.likelihood import plain
from briefing_app.domain.wording import date_words
from briefing_app.translation import tr
from briefing_app.ui.entry_line import End, Line, Run
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme


def heading(theme: Theme, text: str, *, muted: str = "") -> QWidget:
    """Returns a small heading with further words beside it."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(theme.px(3), theme.px(10), 0, theme.px(2))
    row.setSpacing(theme.px(6))
    row.addWidget(label(text, role="strong"))
    if muted:
        row.addWidget(label(muted, role="body-muted"))
    row.addStretch(1)
    return box


def title(theme: Theme, way: Way) -> QWidget:
    """Returns the letter and the name of an ambition."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(theme.px(3), 0, 0, theme.px(2))
    row.setSpacing(theme.px(8))
    letter = label(way.letter)
    letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
    letter.setFixedSize(theme.px(20), theme.px(20))
    letter.setFont(theme.font("body", bold=True))
    tone = theme.hex(way.tone)
    letter.setStyleSheet(f"background: {tone}; color: {theme.hex('inverse')}; border-radius: {theme.px(2)}px;")
    name = label(way.title, role="title")
    name.setStyleSheet(f"color: {tone};")
    name.setAccessibleName(tr("Ambition {letter}: {title}", letter=way.letter, title=way.title))
    row.addWidget(letter)
    row.addWidget(name)
    row.addStretch(1)
    return box


def _marked(line: Line, *, noted: bool) -> Line:
    line.note(noted=noted)
    line.setProperty("marked", True)
    return line


def judgement(theme: Theme, line: JudgementLine, *, noted: bool) -> Line:
    """Returns a judgement: likelihood with its range in bold, confidence muted in a sentence of its own."""
    runs = [Run(piece.text, piece.strong) for piece in line.pieces]
    if line.level:
        runs.append(Run(" " + line.level, tone="muted"))
    if line.outlook:
        runs.append(Run(f" {line.outlook[:1].upper() + line.outlook[1:]}.", tone="muted"))
    spoken = " ".join(part for part in (plain(line.pieces), line.confidence, line.outlook) if part)
    return _marked(Line(theme, tuple(runs), ref=line.ref, ruled=False, spoken=spoken), noted=noted)


def would_change(theme: Theme, line: JudgementLine, *, noted: bool) -> Line:
    """Returns what would change a judgement, under it."""
    lead = Run(tr("Would change it: "), tone="muted")
    spoken = tr("Would change the judgement: {words}", words=line.would_change)
    made = Line(
        theme, (lead, Run(line.would_change, tone="muted")), ref=line.ref, ruled=False, role="small", spoken=spoken
    )
    return _marked(made, noted=noted)


def thesis(theme: Theme, way: Way, *, noted: bool) -> Line:
    """Returns the ambition in the words of its headline."""
    return _marked(Line(theme, (Run(way.statement, strong=True),), ref=way.statement_ref, ruled=False), noted=noted)


def milestones(theme: Theme, way: Way, *, noted: bool) -> Line:
    """Returns what to watch next."""
    return _marked(Line(theme, (Run(way.milestones),), ref=way.statement_ref, ruled=False), noted=noted)


def evidence(theme: Theme, item: EvidenceLine, *, noted: bool) -> Line:
    """Returns an item of evidence: grade in front, the statement in up to three lines."""
    spoken = tr(
        "{direction}, grade {grade}, {date}: {statement}",
        direction=item.direction.word,
        grade=item.grade,
        date=item.date,
        statement=item.statement,
    )
    made = Line(theme, (Run(item.statement),), ref=item.ref, lead=Run(item.grade, tone="muted"), most=3, spoken=spoken)
    return _marked(made, noted=noted)


def link(theme: Theme, line: LinkLine, *, noted: bool) -> Line:
    """Returns a link between the ambitions: from which to which, what does what, and how well it is shown."""
    shown = f" {line.shown[:1].upper()}{line.shown[1:]}."
    runs = (
        Run(f"{line.letters}  ", strong=True, tone="both"),
        Run(line.words),
        Run(shown, tone="bad" if line.bare else "muted"),
    )
    spoken = f"{line.letters}: {line.words}{shown}"
    return _marked(Line(theme, runs, ref=line.ref, spoken=spoken), noted=noted)


def indicator(theme: Theme, line: IndicatorLine, *, month: str, noted: bool) -> Line:
    """Returns an indicator: the question, then both readings and the month of the latest."""
    question = ("¬ " if line.counter else "") + line.question
    read = date_words(line.read, short=True) if line.read else "–"
    spoken = tr(
        "{question} {month}: {before}; latest: {now}, {read}",
        question=line.question,
        month=month,
        before=line.before.word,
        now=line.now.word,
        read=read,
    )
    ends = (
        End(Run(str(line.before), tone="muted"), 88),
        End(Run("›", tone="muted"), 18),
        End(Run(str(line.now), strong=line.changed), 98),
        End(Run(_month(read), tone="muted"), 66),
    )
    made = Line(theme, (Run(question),), ref=line.ref, ends=ends, most=2, spoken=spoken)
    return _marked(made, noted=noted)


def _month(words: str) -> str:
    """Leaves the day out of "8 Dec 2025": the list is narrow and the entry holds the day."""
    pieces = words.split(" ")
    return " ".join(pieces[1:]) if len(pieces) == 3 else words
