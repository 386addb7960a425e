"""Small changes to a module, one at a time: a comparison turned, a condition dropped, a word or a number replaced."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import NamedTuple

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_OTHER_SIDE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "all": "any", "any": "all", "first": "last", "last": "first"}


class Mutant(NamedTuple):
    """One small change: where it is, what it does, and the module with it."""

    line: int
    words: str
    code: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yields the module with one small change at a time; words for readers of the code are left alone."""
    tree = ast.parse(source)
    silent = _silent(tree)
    nodes = [node for node in ast.walk(tree) if id(node) not in silent]
    for number, node in enumerate(nodes):
        for turn, words in _turns(node):
            changed = copy.deepcopy(tree)
            again = _silent(changed)
            target = [n for n in ast.walk(changed) if id(n) not in again][number]
            turn(target)
            code = ast.unparse(ast.fix_missing_locations(changed))
            yield Mutant(getattr(node, "lineno", 0), words, code)


def _silent(tree: ast.AST) -> set[int]:
    """Docstrings, imports, annotations and what only a checker of types reads."""
    roots = [root for node in ast.walk(tree) for root in _unread(node)]
    return {id(inner) for root in roots for inner in ast.walk(root)}


def _unread(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Import | ast.ImportFrom) or _for_checkers(node):
        return [node]
    if isinstance(node, ast.Expr):
        return [node] if isinstance(node.value, ast.Constant) else []
    if isinstance(node, ast.AnnAssign | ast.arg):
        return [node.annotation] if node.annotation is not None else []
    if isinstance(node, ast.FunctionDef):
        return [*node.decorator_list, *([node.returns] if node.returns is not None else [])]
    return list(node.decorator_list) if isinstance(node, ast.ClassDef) else []


def _for_checkers(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("TypeVar", "cast")


def _turns(node: ast.AST) -> Iterator[tuple[Callable[[ast.AST], None], str]]:
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield _set("op", other()), f"and, or: {ast.unparse(node)}"
        for number in range(len(node.values)):
            yield _without(number), f"without {ast.unparse(node.values[number])}"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _doubled, f"no not: {ast.unparse(node)}"
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
        yield _set("op", _COMPUTED[type(node.op)]()), f"computed otherwise: {ast.unparse(node)}"
    elif isinstance(node, ast.Constant):
        yield from _replaced(node)
    elif isinstance(node, ast.If | ast.IfExp):
        for value in (True, False):
            yield _set("test", ast.Constant(value)), f"if {value}: {ast.unparse(node.test)}"
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield _set("value", ast.Constant(None)), f"returns nothing: {ast.unparse(node.value)[:60]}"
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _NAMES:
        yield _set("id", _NAMES[node.id]), f"{node.id} becomes {_NAMES[node.id]}"
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in _NAMES:
        yield _set("attr", _NAMES[node.attr]), f"{ast.unparse(node)} becomes {_NAMES[node.attr]}"


def _compared(node: ast.Compare) -> Iterator[tuple[Callable[[ast.AST], None], str]]:
    for table in (_TURNED, _OTHER_SIDE):
        for number, op in enumerate(node.ops):
            if type(op) in table:
                ops = list(node.ops)
                ops[number] = table[type(op)]()
                yield _set("ops", ops), f"compared otherwise ({type(ops[number]).__name__}): {ast.unparse(node)}"


def _replaced(node: ast.Constant) -> Iterator[tuple[Callable[[ast.AST], None], str]]:
    value = node.value
    if isinstance(value, bool):
        yield _set("value", not value), f"{value} becomes {not value}"
    elif isinstance(value, int | float):
        yield _set("value", value + 1), f"{value} becomes {value + 1}"
    elif isinstance(value, str):
        yield _set("value", f"{value}xx" if value else "xx"), f"{value!r} becomes another word"


def _set(name: str, value: object) -> Callable[[ast.AST], None]:
    return lambda node: setattr(node, name, value)


def _without(number: int) -> Callable[[ast.AST], None]:
    def turn(node: ast.AST) -> None:
        assert isinstance(node, ast.BoolOp)
        del node.values[number]
        if len(node.values) == 1:
            node.values.append(node.values[0])

    return turn


def _doubled(node: ast.AST) -> None:
    """Has "not x" say x."""
    assert isinstance(node, ast.UnaryOp)
    node.operand = ast.UnaryOp(ast.Not(), node.operand)
