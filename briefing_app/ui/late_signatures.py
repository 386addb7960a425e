"""Lets PySide6 read its own signatures when somebody asks for one, not at every start of the program.

The binding holds the modules that describe its functions as source text and compiles them whenever it is brought in,
much of the time to an empty window. They serve error messages, ``inspect`` and stubs. While the binding comes up, its
importer is wrapped so that these modules wait, empty, for the first look at one of their names. Where another
edition of the binding works otherwise, nothing is wrapped and it comes up as it always did.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, SupportsIndex

_ROOM = "shibokensupport.signature."
_WAITING = frozenset(
    _ROOM + name for name in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
)  # not "mapping": the binding's own C looks straight into it
_IMPORTER = "EmbeddableZipImporter"
_READING = "_is_being_read"
_read = threading.RLock()  # one module may need another while it is read


class _Later(ModuleType):
    """A module of the binding that is read when a name is first looked for in it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python itself asks of every module
            raise AttributeError(name)
        with _read:  # another thread waits until all names are there
            if self.__dict__.get(_READING):  # a name that it lacks itself, asked for by what reads it
                raise AttributeError(name)
            if type(self) is _Later:
                self._fill()
        return getattr(self, name)

    def _fill(self) -> None:
        importer, published = self.__dict__["__loader__"], self.__spec__
        self.__dict__[_READING] = True
        self.__spec__ = ModuleSpec(self.__name__, importer)  # the binding has published it under another name
        try:
            importer.exec_module(self)
            object.__setattr__(self, "__class__", ModuleType)
        finally:
            self.__spec__ = published
            del self.__dict__[_READING]


class _Patient(Loader):
    """The binding's importer, with some of its modules put off."""

    def __init__(self, importer: Any) -> None:
        self.importer = importer

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """Finds a module as the importer does; one that may wait is made by us."""
        found: ModuleSpec | None = self.importer.find_spec(name, path, target)
        return ModuleSpec(name, self) if found is not None and name in _WAITING else found

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Makes the empty module."""
        return _Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leaves the module empty, and tells it who will read it."""
        module.__loader__ = self.importer
        module.__package__ = module.__name__.rpartition(".")[0]


class _Finders(list[Any]):
    """``sys.meta_path`` while the binding comes up: it puts its importer in front and takes it away again."""

    def insert(self, index: SupportsIndex, finder: Any) -> None:
        """Wraps the importer of the binding; any other finder is taken as it is."""
        super().insert(index, _Patient(finder) if type(finder).__name__ == _IMPORTER else finder)

    def remove(self, finder: Any) -> None:
        """Takes a finder away, wrapped or not."""
        super().remove(next((f for f in self if isinstance(f, _Patient) and f.importer is finder), finder))


@contextmanager
def signatures_later() -> Iterator[None]:
    """While this lasts, a binding that is brought in for the first time leaves its signatures unread."""
    before = sys.meta_path
    watched = _Finders(before)
    sys.meta_path = watched
    try:
        yield
    finally:
        before[:] = watched  # what else was laid meanwhile stays
        sys.meta_path = before
