"""The rules as one loaded object: what every stage of extraction runs on."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .match.automaton import Automaton
from .match.conditions import Condition, Context, Kinds, compile_condition
from .match.evaluate import Evaluator, Rule
from .match.lattice import Grammar
from .match.shapes import Shape
from .match.starts import tables_of
from .match.words import Words
from .names.lexicon import Lexicon
from .rulebook import bundle
from .rulebook.bundle import RuleError, Tables
from .text import Normaliser
from .values import numbers, numerals, times

if TYPE_CHECKING:
    from .rulebook.compile import Linked

FUNCTIONS: Final = numbers.FUNCTIONS | times.FUNCTIONS

__all__ = ["FUNCTIONS", "RuleError", "Rules", "build_bundle"]


def build_bundle(folder: Path) -> bytes:
    """The compiled form of the rule files of a folder. Raises `RuleError`."""
    from .rulebook.build import compile_folder

    records, linked = compile_folder(folder, FUNCTIONS, numerals.CLASSES, Normaliser)
    return bundle.pack([record.plain() for record in records], _finished(linked), bundle.fingerprint(folder))


def _finished(linked: Linked) -> Tables:
    """Linked tables with those that the automaton is asked for."""
    tables = linked.tables
    tables["starts"] = tables_of(linked.words, _automaton(tables), linked.blocking)
    return tables


def _automaton(tables: Tables) -> Automaton:
    return Automaton(
        tables["atoms"],
        tables["follow"],
        tables["accepts"],
        tables["first"],
        tables["symbols"],
        tables["heads"],
        numerals.heads(tables["lists"]) + ".",
    )


class Rules:
    """Compiled rules: the built-in ones, with those of further files on top.

    `paths` name rule files or folders of them. An object in them adds to the built-in ones, or
    replaces or disables the one of the same id. Nothing is loaded that was not named. Raises
    `RuleError` with every problem of every file.
    """

    def __init__(self, paths: Iterable[str | Path] = ()) -> None:
        self.paths = tuple(str(path) for path in paths)
        self._without: frozenset[str] = frozenset()
        content = bundle.load_bundle()
        if content is None:
            content = marshal.loads(build_bundle(bundle.rules_folder()))
        tables: Tables = content["tables"]
        self.normalise = Normaliser(tables["lists"].get("character", {}))
        if self.paths:
            tables = self._with_user_rules(content)
        self._tables: Tables = tables
        layers = [content["tables"]] if tables is content["tables"] else [content["tables"], tables]
        self.lexicon = Lexicon([(layer["lexicon"], layer["lexicon_ids"]) for layer in layers], self._without)
        self.makers: Mapping[str, Mapping[str, int]] = tables["makers"]  # their settings, by id
        self.facts = tables["facts"]
        # The classes of words that clauses are divided at: those that fact patterns name.
        self.fact_words = frozenset(tables["fact_words"])
        self.lists: Mapping[str, Mapping[str, Mapping[str, Any]]] = tables["lists"]
        self.automaton = _automaton(tables)
        self.rules = [self._rule(entry) for entry in tables["rules"]]
        self.weights = [rule.weight for rule in self.rules]
        self.evaluator = Evaluator(self.automaton, self.rules)
        self.numerals = numerals.NumeralReader(self.lists, tables["latin"], self.automaton.symbol)
        self.sentence_marks = "".join(self.lists.get("sentence_mark", ()))
        self.clause_marks = "".join(self.lists.get("clause_mark", ()))
        self.grammar = self._grammar()
        # The rules over characters, for machine-made text.
        self.shapes = [Shape(re.compile(source), needs, rule) for source, needs, rule in tables["shapes"]]
        # The particles that other words swallow, with their symbols: 前 is one because of 前往.
        self.fragile = tables["fragile"]

    def _with_user_rules(self, content: dict[str, Any]) -> Tables:
        # Names, not the module: compiled code does not see a submodule that is imported as one.
        from .rulebook.build import compile_objects, overlay, problems_of, read_objects
        from .rulebook.compile import Record, link

        base = [Record(*plain) for plain in bundle.unpack_records(content)]
        items, problems = read_objects((path, str(path)) for path in _files(self.paths))
        added, wrong = compile_objects(items, FUNCTIONS, self.normalise)
        problems += wrong
        records, wrong = overlay(base, added)
        problems += wrong
        linked = link(records, numerals.CLASSES)
        problems += linked.problems
        if problems:
            raise problems_of(problems)
        kept = {record.id for record in records if "rows" not in record.body}
        self._without = frozenset(record.id for record in base if record.kind == "gazetteer" and record.id not in kept)
        return _finished(linked)

    @staticmethod
    def _rule(entry: Mapping[str, Any]) -> Rule:
        function = FUNCTIONS[entry["value"]] if entry["value"] is not None else None
        return Rule(entry["id"], entry["type"], function, entry["weight"], entry["set"])

    def _grammar(self) -> Grammar:
        """The tables in the form that matching runs on."""
        entries = self._tables["rules"]
        symbols = [self.automaton.symbol(tuple(sorted(entry["classes"]))) for entry in entries]
        kinds = Kinds(self.sentence_marks + self.clause_marks)
        return Grammar(
            self.automaton,
            Words(self._tables["words"]),
            symbols,
            [_condition(entry, kinds) for entry in entries],
            [entry["type"] is not None for entry in entries],
            Words(self._tables["blocking"]),
            self._tables["longest_blocking"],
            self._tables["starts"],
        )

    def words(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        """The words of a class that no pattern names, with their attributes."""
        return self.lists.get(name, {})


def _condition(entry: Mapping[str, Any], kinds: Kinds) -> Condition | None:
    sides = [entry[name] for name in ("before", "after", "not_before", "not_after")]
    contexts = [Context(*side) if side else None for side in sides]
    return compile_condition(kinds, *contexts)


def _files(paths: Sequence[str]) -> list[Path]:
    """The rule files that paths name; a folder stands for the YAML files in it."""
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        found += bundle.rule_files(path) if path.is_dir() else [path]
    return found
