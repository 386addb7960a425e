"""Looks at the program from outside through AT-SPI, as a screen reader does; run by the system's own Python.

It reads one JSON list a line, a verb with its arguments, and answers with one JSON value a line. It imports nothing of
the program and of the tests: the bindings of AT-SPI belong to the system's Python.
"""

import ctypes
import json
import sys
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen before

PRESSED, RELEASED, SYM = Atspi.KeySynthType.PRESS, Atspi.KeySynthType.RELEASE, Atspi.KeySynthType.SYM
HELD = {"ctrl": 0xFFE3, "shift": 0xFFE1, "alt": 0xFFE9}
NAMED = {
    "Return": 0xFF0D, "Escape": 0xFF1B, "Tab": 0xFF09, "BackSpace": 0xFF08, "space": 0x20,
    "Left": 0xFF51, "Up": 0xFF52, "Right": 0xFF53, "Down": 0xFF54, "Home": 0xFF50, "End": 0xFF57,
    "Page_Up": 0xFF55, "Page_Down": 0xFF56, **{f"F{n}": 0xFFBD + n for n in range(1, 13)},
}  # fmt: skip
HEARD = (
    "object:state-changed", "object:children-changed", "object:property-change", "object:selection-changed",
    "object:active-descendant-changed", "object:announcement", "object:text-changed", "object:text-caret-moved",
    "object:visible-data-changed", "object:bounds-changed", "object:model-changed", "window",
)  # fmt: skip
"""What Orca listens to, as far as a program sends it without being asked."""


class Attributes(ctypes.Structure):
    """What X tells of a window, as far as it is needed here."""

    _fields_ = (
        ("place", ctypes.c_int * 5), ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong), ("kind", ctypes.c_int * 4),
        ("planes", ctypes.c_ulong * 2), ("save_under", ctypes.c_int), ("colormap", ctypes.c_ulong),
        ("installed", ctypes.c_int), ("state", ctypes.c_int), ("masks", ctypes.c_long * 3),
        ("override", ctypes.c_int), ("screen", ctypes.c_void_p),
    )  # fmt: skip


class Focus:
    """Gives the keyboard to the uppermost window, which a window manager would do."""

    def __init__(self) -> None:
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))

    def give(self) -> Any:
        """Returns whether there was a window to give it to."""
        one, other, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        found = ctypes.POINTER(ctypes.c_ulong)()
        self.x.XQueryTree(self.display, self.root, *map(ctypes.byref, (one, other, found, count)))
        for n in reversed(range(count.value)):
            about = Attributes()
            self.x.XGetWindowAttributes(self.display, ctypes.c_ulong(found[n]), ctypes.byref(about))
            if about.state == 2 and not about.override:
                self.x.XSetInputFocus(self.display, ctypes.c_ulong(found[n]), 2, 0)
                self.x.XSync(self.display, 0)
                return True
        return False


class Outside:
    """One program seen from outside."""

    def __init__(self, pid: Any) -> None:
        self.pid = pid
        self.app: Any = None
        self.heard: list[Any] = []
        self.at: Any = None
        self.listener = Atspi.EventListener.new(self._hear)

    def _hear(self, event: Any) -> None:
        source = event.source
        try:
            ours = source.get_process_id() == self.pid
            words = event.any_data if isinstance(event.any_data, str) else ""
            told = [
                event.type,
                source.get_role_name(),
                source.get_name() or "",
                event.detail1,
                words,
                source == self.at,
            ]
        except GLib.Error:
            return
        if ours:
            self.heard.append(told)
            if event.type == "object:state-changed:focused" and event.detail1:
                self.at = source

    def listen(self) -> Any:
        for kind in HEARD:
            self.listener.register(kind)
        return True

    def wait(self, seconds: Any) -> None:
        """Takes what comes in for so many seconds."""
        context, end = GLib.MainContext.default(), time.monotonic() + seconds
        while time.monotonic() < end:
            if not context.iteration(False):
                time.sleep(0.005)

    def find(self, seconds: Any) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            desktop = Atspi.get_desktop(0)
            for n in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(n)
                if child is not None and child.get_process_id() == self.pid and child.get_child_count():
                    self.app = child
                    return True
            self.wait(0.1)
        return False

    def settle(self, quiet: float = 0.25, most: float = 20.0) -> Any:
        """Waits until the program is idle and nothing has been heard for a while; returns what was heard meanwhile."""
        end, count = time.monotonic() + most, -1
        while time.monotonic() < end and len(self.heard) != count:
            count = len(self.heard)
            self.wait(quiet)
            for _time in range(2):  # it answers when it has done what it was about
                self.app.get_child_count()
                self.wait(0.05)
        told, self.heard = self.heard, []
        return told

    def keys(self, *strokes: str) -> Any:
        """Types strokes such as "ctrl+k" or "Page_Down" and returns the events of each."""
        told = []
        for stroke in strokes:
            focus.give()
            self.settle(0.1)
            *held, name = (
                [*stroke[:-2].split("+"), "+"]
                if stroke.endswith("++")
                else stroke.split("+")
                if stroke != "+"
                else ["+"]
            )
            code = NAMED.get(name) or ord(name)
            for each in held:
                Atspi.generate_keyboard_event(HELD_CODES[each], None, PRESSED)
            Atspi.generate_keyboard_event(code, None, SYM)
            for each in held:
                Atspi.generate_keyboard_event(HELD_CODES[each], None, RELEASED)
            told.append(self.settle())
        return told

    def type(self, text: Any) -> Any:
        focus.give()
        self.settle(0.1)
        for letter in text:
            Atspi.generate_keyboard_event(ord(letter), None, SYM)
            self.wait(0.01)
        return self.settle(quiet=0.8)

    def activate(self) -> Any:
        """Gives the window the keyboard: there is no window manager that would."""
        given = focus.give()
        self.settle(0.3)
        return given

    def windows(self) -> Any:
        return [w for n in range(self.app.get_child_count()) if (w := self.app.get_child_at_index(n)) is not None]

    def tree(self, every: bool = False) -> Any:
        """Returns what is shown, as [depth, role, name, description, states, children, box, actions, parent]."""
        found: list[Any] = []
        for window in self.windows():
            self._walk(window, 0, -1, every, found)
        return found

    def _walk(self, node: Any, depth: Any, parent: Any, every: Any, found: Any) -> None:
        states = node.get_state_set()
        if not every and depth and not states.contains(Atspi.StateType.SHOWING) and not _lists(node):
            return
        number = len(found)
        marks = parent >= 0 and found[parent]["role"] == "image"
        found.append(_told(node, depth, parent, brief=marks))
        if marks or found[number]["role"] in ("table", "tree table"):
            return
        for n in range(min(node.get_child_count(), 2_000)):
            child = node.get_child_at_index(n)
            if child is not None:
                self._walk(child, depth + 1, number, every, found)

    def focused(self) -> Any:
        """Returns what was told last to have the keyboard, and what it stands in, the outermost first."""
        if self.at is None:
            return None
        above: list[list[str]] = []
        node = self.at.get_parent()
        while node is not None and node.get_role_name() != "application":
            above.insert(0, [node.get_role_name(), node.get_name() or ""])
            node = node.get_parent()
        return _told(self.at, len(above), -1) | {"above": above}

    def rows(self) -> Any:
        """Returns the cells of each row of the table in which the keyboard is, in words."""
        table = self.at if self.at.get_role_name() == "table" else self.at.get_parent()
        cells = table.get_table_iface()
        across = range(cells.get_n_columns())
        return [[cells.get_accessible_at(n, m).get_name() for m in across] for n in range(cells.get_n_rows())]

    def choose(self, name: Any, number: Any) -> Any:
        """Selects a part of the picture whose name begins so, as a screen reader may."""
        picture = next(p for w in self.windows() if (p := _seek(w, "image", name, shown=True)) is not None)
        return picture.get_selection_iface().select_child(number)

    def press(self, role: Any, name: Any) -> Any:
        """Presses the first of a role whose name begins so."""
        for window in self.windows():
            found = _seek(window, role, name)
            if found is not None:
                return found.get_action_iface().do_action(_index(found, "Press"))
        return False

    def alive(self) -> Any:
        try:
            return self.app.get_child_count() >= 0
        except GLib.Error:
            return False


def _lists(node: Any) -> Any:
    """A mark that is not in view is not shown; it is told nevertheless."""
    above = node.get_parent()
    return node.get_role_name() == "list item" and above is not None and above.get_role_name() == "image"


def _index(node: Any, name: Any) -> Any:
    action = node.get_action_iface()
    names = [action.get_action_name(n) for n in range(action.get_n_actions())]
    return names.index(name)


def _seek(node: Any, role: Any, name: Any, shown: bool = False) -> Any:
    showing = not shown or node.get_state_set().contains(Atspi.StateType.SHOWING)
    if node.get_role_name() == role and (node.get_name() or "").startswith(name) and showing:
        return node
    if not showing and node.get_role_name() in ("panel", "filler"):
        return None
    for n in range(min(node.get_child_count(), 500)):
        child = node.get_child_at_index(n)
        found = _seek(child, role, name, shown) if child is not None else None
        if found is not None:
            return found
    return None


def _told(node: Any, depth: Any, parent: Any, brief: bool = False) -> Any:
    states = [state.value_nick for state in node.get_state_set().get_states()]
    at = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN) if node.get_component_iface() else None
    told = {
        "depth": depth,
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "states": states,
        "children": 0 if brief else node.get_child_count(),
        "box": [at.x, at.y, at.width, at.height] if at is not None else None,
        "parent": parent,
    }
    if not brief:
        action = None if brief else node.get_action_iface()
        told["description"] = node.get_description() or ""
        told["actions"] = [action.get_action_name(n) for n in range(action.get_n_actions())] if action else []
    return told


Atspi.init()
Atspi.set_timeout(20_000, 20_000)
focus = Focus()
HELD_CODES = {"ctrl": 37, "shift": 50, "alt": 64}
outside = Outside(int(sys.argv[1]))
for line in sys.stdin:
    verb, *arguments = json.loads(line)
    try:
        answer = getattr(outside, verb)(*arguments)
    except (GLib.Error, AttributeError, TypeError, ValueError, IndexError) as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
