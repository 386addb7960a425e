"""How the map is painted: base map, routes by dash pattern, places, names, legend, policy."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import MapSpec
from briefing_app.ui.scenes.camera import Camera
from briefing_app.ui.scenes.labels import LabelPlacer
from briefing_app.ui.scenes.map_layers import MapLayers, Route, Spot
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

# Lengths of strokes and gaps in widths of the pen; a solid line operates.
DASHES: dict[str, list[float]] = {
    "operating": [],
    "under-construction": [5.0, 2.0],
    "agreed": [4.0, 2.0, 1.0, 2.0],
    "proposed": [1.0, 2.0],
    "suspended": [1.0, 4.0],
}
TONES = {
    "operating": "good",
    "under-construction": "warn",
    "agreed": "ink",
    "proposed": "muted",
    "suspended": "bad",
}
_THIN = frozenset({"sea", "pipeline", "power"})
_CLOSE = 2.2
"""Pixels per unit of the plane from which places of the third rank get their names."""


@dataclass
class MapScene:
    """Everything that one painting needs.

    Attributes:
        highlight: The corridor that stands out, or None.
        selected: The place or piece that is selected, or None.
        noted: Entries with notes.
    """

    theme: Theme
    spec: MapSpec
    layers: MapLayers
    camera: Camera
    highlight: Ref | None = None
    selected: Ref | None = None
    noted: frozenset[Ref] = field(default_factory=frozenset)


def paint_base(painter: QPainter, scene: MapScene) -> None:
    """Paints water, countries, lakes and rivers."""
    theme, camera = scene.theme, scene.camera
    painter.fillRect(QRectF(0, 0, camera.size.width(), camera.size.height()), theme.colour("water"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(camera.transform, True)
    seen = camera.seen
    looks = {
        "country": (_cosmetic(theme.colour("land-edge"), 1.0), QBrush(theme.colour("land"))),
        "lake": (QPen(Qt.PenStyle.NoPen), QBrush(theme.colour("water"))),
        "river": (_cosmetic(theme.colour("river"), 1.2), QBrush(Qt.BrushStyle.NoBrush)),
    }
    for shape in scene.layers.shapes:
        if shape.box.intersects(seen):
            pen, brush = looks[shape.layer]
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawPath(shape.path)
    painter.restore()


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen


def paint_over(painter: QPainter, scene: MapScene) -> None:
    """Paints routes, places, names, legend and policy over the base map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    camera = scene.camera
    placer = LabelPlacer(
        QRectF(0, 0, camera.size.width(), camera.size.height()).adjusted(2, 2, -2, -2), gap=scene.theme.px(6)
    )
    legend, policy = legend_box(scene), policy_box(scene)
    placer.keep_off(legend)
    placer.keep_off(policy)
    for route in scene.layers.routes:
        if scene.highlight is None or route.line.corridor != scene.highlight:
            _paint_route(painter, scene, route, faint=scene.highlight is not None)
    for route in scene.layers.routes:
        if scene.highlight is not None and route.line.corridor == scene.highlight:
            _paint_route(painter, scene, route, faint=False)
    _paint_notes(painter, scene)
    spots = sorted(_spots_seen(scene), key=lambda item: item[0].place.rank)
    for spot, at in spots:
        _paint_spot(painter, scene, spot, at)
    _place_names(scene, placer, spots)
    _write_names(painter, scene, placer)
    _paint_legend(painter, scene, legend)
    _paint_policy(painter, scene, policy)


# Routes


def on_screen(route: Route, camera: Camera) -> QPolygonF:
    """Returns the points of a route in pixels."""
    return camera.transform.map(route.points)


def _paint_route(painter: QPainter, scene: MapScene, route: Route, *, faint: bool) -> None:
    if not route.box.adjusted(-1, -1, 1, 1).intersects(scene.camera.seen):
        return
    theme, line = scene.theme, route.line
    strong = line.corridor == scene.highlight
    points = on_screen(route, scene.camera)
    width = theme.px(1.4 if line.mode in _THIN else 2.0) or 1
    width = width + theme.px(1.2) if strong else width
    if line.ref == scene.selected:
        _stroke(painter, points, theme.colour("focus", alpha=110), width + theme.px(7), [])
    if not faint:
        _stroke(painter, points, theme.colour("paper", alpha=230), width + theme.px(2.4), [])
    colour = theme.colour("muted" if faint else TONES.get(line.status, "ink"), alpha=110 if faint else 255)
    _stroke(painter, points, colour, width, DASHES.get(line.status, []))
    if line.status == "suspended":
        _cross(painter, points, colour, theme.px(5))


def _stroke(painter: QPainter, points: QPolygonF, colour: QColor, width: float, dashes: list[float]) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(dashes)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(points)


def _cross(painter: QPainter, points: QPolygonF, colour: QColor, half: float) -> None:
    """A suspended route is crossed by a short bar in its middle."""
    middle = (points.count() - 1) // 2
    line = QLineF(points.at(middle), points.at(middle + 1))
    if line.length() < 1:
        return
    centre = line.center()
    across = QPointF(line.dy() / line.length() * half, -line.dx() / line.length() * half)
    painter.setPen(QPen(colour, max(2.0, half / 2.5)))
    painter.drawLine(centre - across, centre + across)


def _paint_notes(painter: QPainter, scene: MapScene) -> None:
    """A pencil stands on each piece with a note, and once on each corridor with one, on its middle piece."""
    routes = [route for route in scene.layers.routes if route.line.ref in scene.noted]
    corridors: dict[Ref, list[Route]] = {}
    for route in scene.layers.routes:
        if route.line.corridor in scene.noted:
            corridors.setdefault(route.line.corridor, []).append(route)
    routes += [pieces[len(pieces) // 2] for pieces in corridors.values()]
    theme = scene.theme
    font, half = theme.font("small", bold=True), theme.px(7)
    painter.setFont(font)
    for route in routes:
        if not route.box.adjusted(-1, -1, 1, 1).intersects(scene.camera.seen):
            continue
        at = on_screen(route, scene.camera).at(route.points.count() // 2)
        box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("note-ground", alpha=230))
        painter.drawEllipse(box)
        painter.setPen(theme.colour("note"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, "✎")


# Places


def _spots_seen(scene: MapScene) -> list[tuple[Spot, QPointF]]:
    box = QRectF(0, 0, scene.camera.size.width(), scene.camera.size.height())
    found = [(spot, scene.camera.to_screen(spot.at)) for spot in scene.layers.spots]
    return [(spot, at) for spot, at in found if box.contains(at)]


def _paint_spot(painter: QPainter, scene: MapScene, spot: Spot, at: QPointF) -> None:
    theme, place = scene.theme, spot.place
    small = place.rank >= 3 and scene.camera.scale < _CLOSE
    r = theme.px(1.8 if small else 2.8)
    painter.setPen(QPen(theme.colour("ink"), max(1.0, theme.px(1.2))))
    if place.ref == scene.selected:
        painter.setPen(QPen(theme.colour("focus"), theme.px(2.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, r + theme.px(5), r + theme.px(5))
        painter.setPen(QPen(theme.colour("ink"), max(1.0, theme.px(1.2))))
    if place.kind == "capital":
        painter.setBrush(theme.colour("ink"))
        painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r))
    elif place.kind == "border-crossing":
        painter.setBrush(theme.colour("paper"))
        painter.drawPolygon(
            QPolygonF([QPointF(at.x() + math.cos(a) * r * 1.25, at.y() + math.sin(a) * r * 1.25) for a in _QUARTERS])
        )
    else:
        painter.setBrush(theme.colour("paper"))
        painter.drawEllipse(at, r, r)


_QUARTERS = (0.0, math.pi / 2, math.pi, 3 * math.pi / 2)


def _place_names(scene: MapScene, placer: LabelPlacer, spots: list[tuple[Spot, QPointF]]) -> None:
    """First ranks first; countries come after the capitals, small places only from near."""
    theme = scene.theme
    bold, plain = theme.font("small", bold=True), theme.font("small")

    def keep_off(rank_from: int, rank_to: int) -> None:
        for spot, at in spots:
            if rank_from <= spot.place.rank <= rank_to:
                placer.keep_off(QRectF(at.x() - 3, at.y() - 3, 6, 6))

    def write(rank_from: int, rank_to: int) -> None:
        for spot, at in spots:
            place = spot.place
            if rank_from <= place.rank <= rank_to or (rank_from == 1 and place.ref == scene.selected):
                mark = "✎ " if place.ref in scene.noted else ""
                placer.beside(at, mark + place.name, font=bold if place.rank == 1 else plain)

    keep_off(1, 2)
    write(1, 1)
    _country_names(scene, placer)
    keep_off(3, 9)
    write(2, 2)
    if scene.camera.scale >= _CLOSE:
        write(3, 9)


def _country_names(scene: MapScene, placer: LabelPlacer) -> None:
    """The largest first; each stands inside its country or not at all."""
    font, scale, seen = scene.theme.font("small"), scene.camera.scale, scene.camera.seen
    metrics = QFontMetricsF(font)
    for shape in sorted(scene.layers.shapes, key=lambda s: -s.box.width() * s.box.height()):
        if shape.layer != "country" or not shape.name or not shape.box.intersects(seen):
            continue
        words = shape.name.upper()
        half = metrics.horizontalAdvance(words) / 2 / scale
        for heart in shape.hearts(seen):
            inside = all(shape.path.contains(heart + QPointF(way * half * 0.8, 0)) for way in (-1, 1))
            if inside and placer.over(scene.camera.to_screen(heart), words, font=font, tone="muted"):
                break


def _write_names(painter: QPainter, scene: MapScene, placer: LabelPlacer) -> None:
    halo = scene.theme.colour("land", alpha=205)
    for name in placer.placed:
        if name.tone != "muted":  # the name of a country lets the routes shine through
            painter.fillRect(name.box.adjusted(-1, 1, 1, -1), halo)
    for name in placer.placed:
        painter.setFont(name.font)
        painter.setPen(scene.theme.colour(name.tone))
        painter.drawText(name.box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name.words)


# Legend and policy


@dataclass
class _Legend:
    """How the legend is laid out: one column where the map is high, several where it is low."""

    box: QRectF
    columns: int
    cell: float
    line: float


def _legend(scene: MapScene) -> _Legend:
    theme, size = scene.theme, scene.camera.size
    count = len(scene.spec.legend) + 1
    metrics = QFontMetricsF(theme.font("small"))
    words = [words for _status, words in scene.spec.legend]
    cell = max(map(metrics.horizontalAdvance, [*words, _crossing_words()])) + theme.px(62)
    line = metrics.height() * 1.25
    columns, edge = 1, theme.px(10)
    most = max(1, int((size.width() - 2 * edge) // cell))
    while columns < most and line * -(-count // columns) > size.height() * 0.4:
        columns += 1
    tall = line * -(-count // columns) + theme.px(10)
    bottom = policy_box(scene).top() - (theme.px(8) if columns == 1 else 0)
    return _Legend(QRectF(edge if columns == 1 else 0, bottom - tall, cell * columns, tall), columns, cell, line)


def legend_box(scene: MapScene) -> QRectF:
    """Returns where the legend stands: at the lower left, above the policy."""
    return _legend(scene).box if scene.spec.legend else QRectF()


def _crossing_words() -> str:
    return tr("◇ border crossing")


def _paint_legend(painter: QPainter, scene: MapScene, box: QRectF) -> None:
    if box.isEmpty():
        return
    theme, laid = scene.theme, _legend(scene)
    ascent = QFontMetricsF(theme.font("small")).ascent()
    painter.fillRect(box, theme.colour("paper", alpha=235))
    painter.setFont(theme.font("small"))
    for number, (status, words) in enumerate((*scene.spec.legend, ("", _crossing_words()))):
        left = box.left() + theme.px(10) + number % laid.columns * laid.cell
        y = box.top() + theme.px(5) + (number // laid.columns + 0.5) * laid.line
        painter.setPen(theme.colour("ink"))
        if status:
            points = QPolygonF([QPointF(left, y), QPointF(left + theme.px(36), y)])
            colour = theme.colour(TONES.get(status, "ink"))
            _stroke(painter, points, colour, theme.px(2.4), DASHES.get(status, []))
            if status == "suspended":
                _cross(painter, points, colour, theme.px(5))
            painter.setPen(theme.colour("ink"))
            left += theme.px(44)
        painter.drawText(QPointF(left, y + ascent / 2 - 1), words)


def policy_box(scene: MapScene) -> QRectF:
    """Returns where the boundary policy stands: along the lower edge, in as many lines as it takes."""
    theme, size = scene.theme, scene.camera.size
    metrics = QFontMetricsF(theme.font("small"))
    room = QRectF(0, 0, size.width() - 2 * theme.px(10), 10_000)
    tall = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), scene.spec.policy).height() + theme.px(6)
    return QRectF(0, size.height() - tall, size.width(), tall)


def _paint_policy(painter: QPainter, scene: MapScene, box: QRectF) -> None:
    theme = scene.theme
    painter.fillRect(box, theme.colour("paper", alpha=235))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("muted"))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(box.adjusted(theme.px(10), 0, -theme.px(10), 0), flags, scene.spec.policy)
