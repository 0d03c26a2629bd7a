"""Mutation testing of jimo_cli/values: how many small mistakes the tests would notice. Not a test.

    python tests/mutants.py                       # 200 mutants, drawn the same way every time
    python tests/mutants.py --count 50 numerals   # of one module
    python tests/mutants.py --all --jobs 4

A mutant is one module with one operator, comparison, constant or condition changed, or one
statement left out. Each runs the tests below in a process of its own, in the order that kills
soonest, until one fails. It wants the editable form (a compiled module cannot be replaced). What
survives is printed with its line: write the test that it asks for, or see that it changes nothing.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
VALUES = ROOT / "jimo_cli" / "values"
TESTS = (
    "test_cases.py", "test_grid.py", "test_cli_rules.py::test_examples_of_the_built_in_rules", "test_values.py", "test_feasts.py",
    "test_house.py::test_examples_in_docstrings", "test_complaints.py", "test_samples.py", "test_news.py",
    "test_explain.py", "test_lattice.py", "test_calendar.py", "test_numerals.py", "test_units.py",
)  # fmt: skip
LIMIT = 120  # seconds; a mutant that loops is noticed
TABLES = {"islamic_tables", "lunar_tables", "__init__"}  # numbers from elsewhere, compared with a second source

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change: the module, the place of its node in the walk, which of the changes of that node."""

    module: str
    node: int
    change: int
    line: int
    told: str


def changes(node: ast.AST) -> Iterator[str]:
    """What may be changed about a node, in words; `apply` does the same by number."""
    if isinstance(node, (ast.BinOp, ast.AugAssign, ast.BoolOp)) and type(node.op) in SWAPS:
        yield f"{type(node.op).__name__} is {SWAPS[type(node.op)].__name__}"
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield f"{type(node.ops[0]).__name__} is {SWAPS[type(node.ops[0])].__name__}"
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} is {node.value + 1}"
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} is {not node.value}"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield f"{node.value!r} is another text"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield f"no {type(node.op).__name__}"
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "the condition is turned round"
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "None is returned"
    elif isinstance(node, (ast.Continue, ast.Break)):
        yield f"no {type(node).__name__.lower()}"
    elif isinstance(node, (ast.Assign, ast.AugAssign)) or (isinstance(node, ast.Expr) and _is_call(node.value)):
        yield "left out"


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def apply(node: Any) -> ast.AST | None:
    """The node with its change made; None where a statement is left out."""
    if isinstance(node, (ast.BinOp, ast.AugAssign, ast.BoolOp)) and type(node.op) in SWAPS:
        node.op = SWAPS[type(node.op)]()
    elif isinstance(node, ast.Compare):
        node.ops[0] = SWAPS[type(node.ops[0])]()
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        node.value += 1
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        node.value = not node.value
    elif isinstance(node, ast.Constant):
        node.value += "?"
    elif isinstance(node, ast.UnaryOp):
        return node.operand
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    else:
        return None
    return node


def idle(tree: ast.Module) -> set[int]:
    """The nodes whose change no run could show: annotations, docstrings, `__all__`, types for the checker."""
    found: set[int] = set()
    for node in ast.walk(tree):
        parts: list[Any] = []
        if isinstance(node, ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            parts = [
                node.returns,
                *(argument.annotation for argument in ast.walk(node.args) if isinstance(argument, ast.arg)),
            ]
        elif (
            isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        ) or isinstance(node, ast.Assert):
            parts = [node]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("cast", "TypeVar"):
            parts = node.args[:1]
        elif isinstance(node, (ast.Import, ast.ImportFrom)) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            parts = [node]
        elif isinstance(node, ast.JoinedStr):  # of messages and values alike; its parts are changed one by one
            parts = []
        for part in parts:
            if part is not None:
                found |= {id(inner) for inner in ast.walk(part)}
    return found


def mutants(names: Sequence[str]) -> list[Mutant]:
    """All mutants of some modules."""
    found = []
    for name in names:
        tree = ast.parse((VALUES / f"{name}.py").read_text(encoding="utf-8"))
        useless = idle(tree)
        for number, node in enumerate(ast.walk(tree)):
            if id(node) not in useless:
                found += [
                    Mutant(name, number, change, getattr(node, "lineno", 0), told)
                    for change, told in enumerate(changes(node))
                ]
    return found


def mutated(mutant: Mutant) -> ast.Module:
    """The module with its mistake."""
    tree = ast.parse((VALUES / f"{mutant.module}.py").read_text(encoding="utf-8"))
    wanted = list(ast.walk(tree))[mutant.node]

    class Change(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            if node is wanted:
                made = apply(copy.copy(node))
                if made is None:
                    return ast.copy_location(ast.Pass(), node)
                return ast.copy_location(made, node)
            return self.generic_visit(node)

    return ast.fix_missing_locations(Change().visit(tree))


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = f"jimo_cli.values.{mutant.module}"
        self._code = compile(mutated(mutant), str(VALUES / f"{mutant.module}.py"), "exec")

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(VALUES / f"{self._name.rpartition('.')[2]}.py")
        exec(self._code, module.__dict__)


def judge(mutant: Mutant | None) -> tuple[Mutant | None, str]:
    """Run the tests over a mutant (over none, as it is) in a child; `killed`, `survived` or `timeout`."""
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(quiet, number)
        status = 1
        try:
            if mutant is not None:
                sys.meta_path.insert(0, Finder(mutant))
            import pytest

            files = [str(ROOT / "tests" / name) for name in TESTS]
            status = int(pytest.main(["-x", "-q", "-n0", "-p", "no:cacheprovider", *files]))
        finally:
            os._exit(status)
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return mutant, "killed" if status else "survived"
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return mutant, "timeout"


def main() -> None:
    parser = argparse.ArgumentParser(description="Counts the mistakes in jimo_cli/values that no test notices.")
    parser.add_argument("modules", nargs="*", help="modules of jimo_cli/values; without any all of them")
    parser.add_argument("--count", type=int, default=200, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="every mutant there is")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    os.chdir(ROOT)
    names = options.modules or sorted(path.stem for path in VALUES.glob("*.py") if path.stem not in TABLES)
    every = mutants(names)
    drawn = every if options.all else random.Random(options.seed).sample(every, min(options.count, len(every)))
    print(f"{len(drawn)} of {len(every)} mutants", flush=True)
    import hypothesis  # noqa: F401  loaded once for all
    import jsonschema  # noqa: F401
    import pytest  # noqa: F401
    import yaml  # noqa: F401

    if judge(None)[1] != "survived":
        sys.exit("the tests fail without any mutant")
    killed = 0
    with get_context("fork").Pool(options.jobs) as pool:
        for number, (mutant, verdict) in enumerate(pool.imap_unordered(judge, drawn), 1):
            killed += verdict != "survived"
            assert mutant is not None
            if verdict != "killed":
                print(f"{verdict}: jimo_cli/values/{mutant.module}.py:{mutant.line}: {mutant.told}", flush=True)
            if number % 25 == 0:
                print(f"… {killed} of {number}", flush=True)
    print(f"score: {100 * killed / len(drawn):.1f} %, {killed} of {len(drawn)}")


if __name__ == "__main__":
    main()
