"""Packages that import their modules when a name of them is first asked for: who needs one does not pay for all."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any


class _LatePackage(ModuleType):
    """A package whose names come from its modules, each imported when it is first needed."""

    def __getattr__(self, name: str) -> Any:
        where = self.__dict__["_where"].get(name)
        if where is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{self.__name__}.{where}"), name)
        self.__dict__[name] = value
        return value

    def __setattr__(self, name: str, value: object) -> None:
        # Python puts each imported module into its package under its name: a function of that name goes before.
        if isinstance(value, ModuleType) and name in self.__dict__["_where"]:
            return
        super().__setattr__(name, value)


def names_from(package: str, where: Mapping[str, Iterable[str]]) -> None:
    """Makes a package give names of its modules, which are imported when a name is first asked for.

    Args:
        package: ``__name__`` of the package.
        where: The names by module.
    """
    made = sys.modules[package]
    made.__dict__["_where"] = {name: module for module, names in where.items() for name in names}
    made.__class__ = _LatePackage
