"""`python -m tests.mutation [module ...]`: change the rules one place at a time and see that a test notices.

Without names every module of app/benefits is changed: each comparison, sign, number, condition, limit and spoken step.
A mutant is killed when `tests/rules`, or a test of what is decided in a form, goes red or takes too long. Prints those
that live; exit code 1 when fewer than nine in ten are killed. Needs `fork`: every mutant runs in a copy of one warm
process, which no mutation library does within seconds.

`--data [file ...]` changes the law's data instead: each figure of resources/rates that is told, each condition, bound
and rule of resources/benefits and resources/forms. Names as rates/friplads or forms; without any, all of them.
`--reckoned` leaves out the lists of approved figures and fields, which notice each: only a case may kill then.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final, Protocol

from tests.data_mutants import BENEFITS, FORMS, RATES, mutants_of

ROOM: Final = Path("app/benefits")
GOAL: Final = 0.90
_AT_ONCE: Final = 2
_LONGEST: Final = 120
"""Seconds; the tests take about three on a quiet machine."""

_OPTIONS: Final = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
_COMPARED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COMPUTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_LIMITS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Planted(Protocol):
    @property
    def place(self) -> str: ...
    @property
    def change(self) -> str: ...
    def plant(self) -> None:
        """In this process, for good."""
        ...


@dataclass(frozen=True, slots=True)
class Mutant:
    module: str
    line: int
    change: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return f"{self.module}:{self.line}"

    def plant(self) -> None:
        sys.meta_path.insert(0, _Finder(self))


def mutants(path: Path) -> Iterator[Mutant]:
    """Every single change to one file, in its order."""
    source = ast.parse(path.read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(source)):
        for kind in range(len(_changes(node, source))):
            tree = copy.deepcopy(source)
            twin = next(other for index, other in enumerate(ast.walk(tree)) if index == number)
            change = _changes(twin, tree)[kind]
            said = change()
            yield Mutant(_module(path), getattr(node, "lineno", 0), said, ast.fix_missing_locations(tree))


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


class _Change:
    """`field` of `node` becomes `value`; annotations, decorators and class keywords stay as they are."""

    def __init__(self, node: ast.AST, field: str, value: object) -> None:
        self._node, self._field, self._value = node, field, value

    def __call__(self) -> str:
        before = ast.unparse(self._node)
        setattr(self._node, self._field, self._value)
        return f"{before}  ->  {ast.unparse(ast.fix_missing_locations(self._node))}"


def _changes(node: ast.AST, tree: ast.Module) -> list[_Change]:
    if id(node) in _untouched(tree):
        return []
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            return [_Change(node, "ops", [_COMPARED[type(op)]()])]
        case ast.Compare(ops=ops):
            return [
                _Change(node, "ops", [*ops[:at], _COMPARED[type(op)](), *ops[at + 1 :]])
                for at, op in enumerate(ops)
                if type(op) in _COMPARED
            ]
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _COMPUTED:
            return [_Change(node, "op", _COMPUTED[type(op)]())]
        case ast.BoolOp(op=op):
            return [_Change(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [_Change(node, "operand", ast.UnaryOp(ast.Not(), operand))]
        case ast.UnaryOp(op=ast.USub()):
            return [_Change(node, "op", ast.UAdd())]
        case ast.Constant(value=bool(value)):
            return [_Change(node, "value", not value)]
        case ast.Constant(value=int(number)):
            return [_Change(node, "value", number + 1)]
        case ast.If(test=test) | ast.IfExp(test=test):
            return [_Change(node, "test", ast.UnaryOp(ast.Not(), test))]
        case ast.Call(func=ast.Name(id=name) as called) if name in _LIMITS:
            return [_Change(called, "id", _LIMITS[name])]
        case ast.Expr(value=ast.Call()):
            return [_Change(node, "value", ast.Constant(None))]
    return []


def _untouched(tree: ast.Module) -> set[int]:
    kept = getattr(tree, "_kept", None)
    if kept is None:
        roots: list[ast.AST] = []
        for node in ast.walk(tree):
            roots += getattr(node, "decorator_list", [])
            roots += node.keywords if isinstance(node, ast.ClassDef) else []
            roots += [part for part in (getattr(node, "annotation", None), getattr(node, "returns", None)) if part]
        kept = {id(part) for root in roots for part in ast.walk(root)}
        tree._kept = kept  # type: ignore[attr-defined] # found once for a tree
    return kept


class _Loader(importlib.abc.Loader):
    def __init__(self, tree: ast.Module, path: str) -> None:
        self._code = compile(tree, path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)  # noqa: S102 - the program's own source with one change


class _Finder(importlib.abc.MetaPathFinder):
    """Hands out the mutant in its module's place."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._mutant.module:
            return None
        file = f"{name.replace('.', '/')}.py"
        return importlib.util.spec_from_file_location(name, file, loader=_Loader(self._mutant.tree, file))


def _reads_otherwise() -> bool:
    """Whether the approved steps of the tables come out differently: what finds most, without starting pytest."""
    from tests.rules.traces import TRACES, trace

    return any(trace(path.stem) != path.read_text(encoding="utf-8") for path in TRACES.glob("*.txt"))


def _figures_differ() -> bool:
    from tests.rules.traces import FIGURES, figures

    return figures() != FIGURES.read_text(encoding="utf-8")


def _is_refused() -> bool:
    """Whether the program would not start with these data."""
    from app.errors import UserError
    from tests.app.situations.forms.made_up import forms

    try:
        forms()
    except UserError:
        return True
    return False


def _forms_differ() -> bool:
    from tests.app.situations.forms.declared import APPROVED, declared
    from tests.app.situations.forms.made_up import forms

    return any(declared(form) != (APPROVED / f"{key}.txt").read_text(encoding="utf-8") for key, form in forms().items())


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to go red: one of the `looks`, or pytest in one of its `rounds`, the cheapest first."""

    rounds: tuple[tuple[str, ...], ...]
    looks: tuple[Callable[[], bool], ...] = ()


_READ: Final = "--assert=plain"
"""The tests as they were read before the fork."""
_FORM_TESTS: Final = "tests/app/situations/forms"
_DECIDED: Final = "assessed", "hearing", "fees", "loan", "taken_up"
_DECIDING: Final = tuple(f"{_FORM_TESTS}/test_{name}.py" for name in _DECIDED)
"""What is decided in a form, and told of it."""
_RULES: Final = Notice((("tests/rules",), _DECIDING), (_reads_otherwise,))
_OF_FIGURES: Final = Notice(((_READ, "tests/rules"),), (_figures_differ,))
_FORMS_BY_CASES: Final = Notice(
    ((_READ, _FORM_TESTS, "tests/rules/test_forms.py", f"--ignore={_FORM_TESTS}/test_declared.py"),), (_is_refused,)
)
_BY_CASES: Final = Notice(
    ((_READ, "tests/rules/test_published.py", "tests/rules/test_assess.py", "tests/rules/test_properties.py"),),
    (_reads_otherwise,),
)
_OF_BENEFITS: Final = Notice(
    (
        (_READ, "tests/rules/test_inputs.py", "tests/rules/test_relevance.py"),
        (_READ, "tests/rules", "--ignore=tests/rules/test_inputs.py", "--ignore=tests/rules/test_relevance.py"),
    ),
    (_is_refused,),
)
_OF_FORMS: Final = Notice(((_READ, _FORM_TESTS, "tests/rules/test_forms.py"),), (_is_refused, _forms_differ))


def _run(mutant: Planted, notice: Notice) -> int:
    """In a child process; the child's number. Its exit code is 0 when no test noticed."""
    child = os.fork()
    if child:
        return child
    import pytest

    code = 2
    try:
        signal.alarm(_LONGEST)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        mutant.plant()
        code = 1 if any(look() for look in notice.looks) else 0
        code = code or next(filter(None, (int(pytest.main([*_OPTIONS, *each])) for each in notice.rounds)), 0)
    finally:
        os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.mutation", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="name", help="as friplads; every module of app/benefits")
    parser.add_argument("--data", action="store_true", help="the law's data instead, as rates, or forms/boernepas")
    parser.add_argument("--reckoned", action="store_true", help="without the lists of approved figures and fields")
    told = parser.parse_args(argv)
    _say(f"warm: {', '.join(_warm())}")
    if told.data:
        _read_the_tests()
    planted = _data(told.names, by_cases=told.reckoned) if told.data else _code(told.names)
    for notice in {each: None for _, each in planted}:  # put in as a mutant is, so that it is the change that kills
        if os.waitpid(_run(_unchanged(), notice), 0)[1]:
            _say(f"Red before anything is changed: {notice.rounds}")
            return 2
    began, living, count = time.monotonic(), 0, 0
    running: dict[int, Planted] = {}
    waiting = iter(planted)
    while True:
        while len(running) < _AT_ONCE and (following := next(waiting, None)) is not None:
            running[_run(*following)] = following[0]
            count += 1
        if not running:
            break
        child, status = os.wait()
        mutant = running.pop(child)
        if status == 0:
            living += 1
            _say(f"alive {mutant.place}  {mutant.change}")
    killed = count - living
    _say(f"{killed} of {count} killed ({killed / max(count, 1):.1%}) in {time.monotonic() - began:.0f} s")
    return 0 if killed >= GOAL * count else 1


def _warm() -> Iterator[str]:
    """What the tests import, once for all of them."""
    for name in (
        *("hypothesis.extra.pytestplugin", "msgspec", "nacl.signing", "pytest", "pytestqt.plugin"),
        *("PySide6.QtGui", "PySide6.QtTest", "PySide6.QtWidgets"),
    ):
        yield importlib.import_module(name).__name__


def _read_the_tests() -> None:
    """Once for all: data does not change the code. What a test has read already of the data is read again."""
    for folder in ("tests/rules", _FORM_TESTS):
        for path in sorted(Path(folder).glob("*.py")):
            importlib.import_module(_module(path))
    for name, module in [*sys.modules.items()]:
        if name.startswith(("tests.", "app.")):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def _unchanged() -> Mutant:
    path = ROOM / "work.py"
    return Mutant(_module(path), 0, "", ast.parse(path.read_text(encoding="utf-8")))


def _code(names: Sequence[str]) -> list[tuple[Planted, Notice]]:
    paths = [ROOM / f"{name}.py" for name in names] or sorted(ROOM.glob("*.py"))
    return [(mutant, _RULES) for path in paths for mutant in mutants(path)]


def _data(names: Sequence[str], *, by_cases: bool) -> list[tuple[Planted, Notice]]:
    """A name is a folder of resources, or a file in one of them."""
    notices = {
        RATES: _BY_CASES if by_cases else _OF_FIGURES,
        BENEFITS: _OF_BENEFITS,
        FORMS: _FORMS_BY_CASES if by_cases else _OF_FORMS,
    }
    paths = [path for folder in notices for path in sorted(folder.glob("*.toml"))]
    chosen = [path for path in paths if not names or {path.parent.name, f"{path.parent.name}/{path.stem}"} & {*names}]
    return [(mutant, notices[path.parent]) for path in chosen for mutant in mutants_of(path)]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
