"""How a graph of relations is painted: lines by sign and dash pattern, actors by shape, names on lines of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import GraphEdge, GraphNode, GraphSpec
from briefing_app.domain.wording import plain_word, sign_of
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

DASHES: dict[int, list[float]] = {1: [], 0: [5.0, 3.0], -1: [1.5, 2.5]}
_SHAPED = frozenset({"state", "person", "armed-group"})
"""Kinds with a shape of their own; the others share the box."""
TONES = {1: "good", 0: "muted", -1: "bad"}


@dataclass
class GraphScene:
    """Everything that one painting needs.

    Attributes:
        width: Width in pixels.
        height: Height in pixels.
        selected: The actor or relation that is selected, or None.
        noted: Entries with notes.
    """

    theme: Theme
    spec: GraphSpec
    width: float
    height: float
    selected: Ref | None = None
    noted: frozenset[Ref] = field(default_factory=frozenset)

    @property
    def room(self) -> QRectF:
        """Where actors may stand: above the legend."""
        edge = self.theme.px(10)
        return QRectF(0, edge, self.width, self.height - 2 * edge - self.legend_height)

    @property
    def legend_height(self) -> float:
        """Height of the legend at the lower edge in pixels."""
        laid = legend_lines(self)
        return len(laid) * QFontMetricsF(self.theme.font("small")).height() * 1.2 + self.theme.px(4)

    @property
    def needed(self) -> float:
        """Height in pixels at which every name has a line of its own."""
        metrics = QFontMetricsF(self.theme.font("small"))
        most = max(sum(n.x >= 0.5 and not n.centre for n in self.spec.nodes), 4)
        return most * metrics.height() * 1.05 + 2 * self.theme.px(10) + self.legend_height

    def at(self, node: GraphNode) -> QPointF:
        """Returns where an actor stands in pixels."""
        room = self.room
        return QPointF(room.left() + node.x * room.width(), room.top() + node.y * room.height())

    def lines(self) -> list[tuple[GraphEdge, QLineF]]:
        """Returns the relations as lines; several between the same two actors lie side by side."""
        places = {node.ref: self.at(node) for node in self.spec.nodes}
        pairs: dict[frozenset[Ref], list[GraphEdge]] = {}
        for edge in self.spec.edges:
            pairs.setdefault(frozenset((edge.start, edge.end)), []).append(edge)
        found = []
        for edge in self.spec.edges:
            beside = pairs[frozenset((edge.start, edge.end))]
            aside = (beside.index(edge) - (len(beside) - 1) / 2) * self.theme.px(5)
            line = QLineF(places[edge.start], places[edge.end])
            # The side must not depend on who comes first.
            turn = 1 if edge.start < edge.end else -1
            long = line.length() or 1.0
            found.append((edge, line.translated(line.dy() / long * aside * turn, -line.dx() / long * aside * turn)))
        return found


def paint(painter: QPainter, scene: GraphScene) -> None:
    """Paints the whole graph."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for edge, line in scene.lines():
        _paint_edge(painter, scene, edge, line)
    for node in scene.spec.nodes:
        _paint_node(painter, scene, node)
    for node in scene.spec.nodes:
        _paint_name(painter, scene, node)
    _paint_legend(painter, scene)


def _paint_edge(painter: QPainter, scene: GraphScene, edge: GraphEdge, line: QLineF) -> None:
    theme = scene.theme
    marked = scene.selected in (edge.ref, edge.start, edge.end) and not _is_centre(scene, scene.selected)
    colour = theme.colour(TONES.get(edge.sign, "muted"), alpha=255 if marked or scene.selected is None else 150)
    if edge.ref == scene.selected:
        painter.setPen(QPen(theme.colour("focus", alpha=90), theme.px(8)))
        painter.drawLine(line)
    _stroke(painter, theme, line, colour, edge.sign, ended=edge.ended)


def _is_centre(scene: GraphScene, ref: Ref | None) -> bool:
    return any(node.centre and node.ref == ref for node in scene.spec.nodes)


def _stroke(painter: QPainter, theme: Theme, line: QLineF, colour: QColor, sign: int, *, ended: bool) -> None:
    """A relation that no longer holds is thin and crossed by a short bar."""
    pen = QPen(colour, max(1.0, theme.px(1.0 if ended else 1.8)))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = DASHES.get(sign, [])
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.drawLine(line)
    if ended and line.length() > 1:
        centre, half = line.pointAt(0.6), theme.px(4)
        across = QPointF(line.dy() / line.length() * half, -line.dx() / line.length() * half)
        painter.setPen(QPen(colour, max(1.5, theme.px(1.5))))
        painter.drawLine(centre - across, centre + across)


def _paint_node(painter: QPainter, scene: GraphScene, node: GraphNode) -> None:
    theme, at = scene.theme, scene.at(node)
    r = theme.px(7 if node.centre else 4.5)
    if node.ref == scene.selected:
        painter.setPen(QPen(theme.colour("focus"), theme.px(2)))
        painter.setBrush(theme.colour("select"))
        painter.drawEllipse(at, r + theme.px(5), r + theme.px(5))
    _shape(painter, theme, node.kind, at, r, full=node.centre)


def _shape(painter: QPainter, theme: Theme, kind: str, at: QPointF, r: float, *, full: bool = False) -> None:
    """States are circles, persons diamonds, armed groups triangles, everybody else boxes."""
    painter.setPen(QPen(theme.colour("ink"), max(1.0, theme.px(1.4))))
    painter.setBrush(theme.colour("ink" if full else "paper"))
    x, y, far = at.x(), at.y(), r * 1.2
    if kind == "state":
        painter.drawEllipse(at, r, r)
    elif kind == "person":
        corners = [QPointF(x, y - far), QPointF(x + far, y), QPointF(x, y + far), QPointF(x - far, y)]
        painter.drawPolygon(QPolygonF(corners))
    elif kind == "armed-group":
        painter.drawPolygon(QPolygonF([QPointF(x, y - far), QPointF(x + far, y + r), QPointF(x - far, y + r)]))
    else:
        painter.drawRect(QRectF(x - r, y - r * 0.85, 2 * r, 1.7 * r))


def relation_words(spec: GraphSpec, node: GraphNode) -> str:
    """Returns how an actor stands to the one in the middle, such as "+ engages, − listed as terrorist (ended)"."""
    middle = next((n.ref for n in spec.nodes if n.centre), None)
    found = [e for e in spec.edges if {e.start, e.end} == {node.ref, middle}]
    return ", ".join(
        f"{sign_of('relation-sign', e.sign).sign} {e.label}" + (tr(" (ended)") if e.ended else "") for e in found
    )


def name_box(scene: GraphScene, node: GraphNode) -> QRectF:
    """Returns where the name of an actor stands: outwards of its mark, at the middle one below."""
    theme, at = scene.theme, scene.at(node)
    tall = QFontMetricsF(theme.font("small")).height()
    gap = theme.px(11)
    if node.centre:
        wide = QFontMetricsF(theme.font("small", bold=True)).horizontalAdvance(node.label) + theme.px(10)
        return QRectF(at.x() - wide / 2, at.y() + theme.px(9), wide, tall)
    edge = theme.px(2)
    if node.x < 0.5:
        return QRectF(edge, at.y() - tall / 2, max(1.0, at.x() - gap - edge), tall)
    return QRectF(at.x() + gap, at.y() - tall / 2, max(1.0, scene.width - at.x() - gap - edge), tall)


def _paint_name(painter: QPainter, scene: GraphScene, node: GraphNode) -> None:
    """The name in bold, then how the two stand, as far as the room goes; on the left both end at the mark."""
    theme, box = scene.theme, name_box(scene, node)
    bold, plain = theme.font("small", bold=True), theme.font("small")
    name = ("✎ " if node.ref in scene.noted else "") + node.label
    strong, weak = QFontMetricsF(bold), QFontMetricsF(plain)
    if node.centre:
        painter.fillRect(box, theme.colour("paper", alpha=225))
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name)
        return
    name = strong.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
    used = strong.horizontalAdvance(name) + theme.px(7)
    words = weak.elidedText(relation_words(scene.spec, node), Qt.TextElideMode.ElideRight, box.width() - used)
    if weak.horizontalAdvance(words) < theme.px(30):
        words = ""
    second = weak.horizontalAdvance(words)
    left = box.left() if node.x >= 0.5 else box.right() - used - second + (0 if words else theme.px(7))
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip
    painter.setFont(bold)
    painter.setPen(theme.colour("ink"))
    painter.drawText(QRectF(left, box.top(), used, box.height()), middle, name)
    painter.setFont(plain)
    painter.setPen(theme.colour("muted"))
    painter.drawText(QRectF(left + used, box.top(), second, box.height()), middle, words)


# Legend


def _legend(scene: GraphScene) -> list[tuple[str, int | str]]:
    """Returns what is explained: signs of relations, ended ones, shapes of actors, as far as they are drawn."""
    edges = scene.spec.edges
    found: list[tuple[str, int | str]] = [
        (str(sign_of("relation-sign", sign)), sign) for sign in (1, 0, -1) if any(e.sign == sign for e in edges)
    ]
    if any(edge.ended for edge in edges):
        found.append((tr("ended"), "ended"))
    kinds = dict.fromkeys(node.kind for node in scene.spec.nodes)
    found += [(plain_word(kind), kind) for kind in kinds if kind in _SHAPED]
    others = [plain_word(kind) for kind in kinds if kind not in _SHAPED]
    return [*found, (", ".join(others), "")] if others else found


def legend_lines(scene: GraphScene) -> list[list[tuple[float, str, int | str]]]:
    """Returns the legend broken into lines: left end in pixels, words, and what is drawn before them."""
    metrics, theme = QFontMetricsF(scene.theme.font("small")), scene.theme
    lines: list[list[tuple[float, str, int | str]]] = [[]]
    x = float(theme.px(4))
    for full, what in _legend(scene):
        words = metrics.elidedText(full, Qt.TextElideMode.ElideRight, scene.width - theme.px(44))
        wide = theme.px(44) + metrics.horizontalAdvance(words)
        if lines[-1] and x + wide > scene.width:
            lines.append([])
            x = float(theme.px(4))
        lines[-1].append((x, words, what))
        x += wide + theme.px(10)
    return lines


def _paint_legend(painter: QPainter, scene: GraphScene) -> None:
    theme = scene.theme
    metrics = QFontMetricsF(theme.font("small"))
    tall = metrics.height() * 1.2
    y = scene.height - scene.legend_height + tall / 2
    for line in legend_lines(scene):
        for left, words, what in line:
            mark = QLineF(left, y, left + theme.px(28), y)
            if isinstance(what, int):
                _stroke(painter, theme, mark, theme.colour(TONES[what]), what, ended=False)
            elif what == "ended":
                _stroke(painter, theme, mark, theme.colour("muted"), 1, ended=True)
            else:
                _shape(painter, theme, what, mark.center(), theme.px(4.5))
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font("small"))
            painter.drawText(QPointF(left + theme.px(34), y + metrics.ascent() / 2 - 1), words)
        y += tall
