"""Edges → values, computed when first asked for and kept on the edge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..values.parts import Parts, ValueFunction
from .automaton import Automaton
from .lattice import UNKNOWN, Edge


class Rule(NamedTuple):
    """What is needed of a rule once its pattern has matched."""

    id: str
    type: str | None
    function: ValueFunction | None
    weight: int
    given: Mapping[str, Any]


class Evaluator:
    """Runs the value functions over the paths that rules read."""

    def __init__(self, automaton: Automaton, rules: list[Rule]) -> None:
        self._automaton = automaton
        self._rules = rules

    def value(self, edge: Edge, texts: tuple[str, str]) -> Any:
        """The value of an edge that a rule made; None where there is none after all.

        `texts` are the normal form and the text as given, of the same length.
        """
        if edge.value is UNKNOWN:
            rule = self._rules[edge.rule]
            parts = self.parts(edge, texts)
            edge.value = None if parts is None or rule.function is None else rule.function(parts)
        return edge.value

    def parts(self, edge: Edge, texts: tuple[str, str]) -> Parts | None:
        """What the rule of an edge read, or None where one of its parts has no value."""
        rule = self._rules[edge.rule]
        path = edge.path
        if not path:  # of a shape: the labels, values and spans of its groups
            labels, values, spans = edge.content
            return Parts(labels, values, spans, texts, rule.given)
        names, labels = self._automaton.labels(edge.rule, tuple([step.symbol for step in path]))
        values = []
        for name, step in zip(names, path):
            if step.rule >= 0:
                value = step.value if step.value is not UNKNOWN else self.value(step, texts)
                if value is None:
                    return None
            else:
                value = step.content
                if type(value) is dict:
                    value = value[name]
            values.append(value)
        return Parts(labels, values, [(step.start, step.end) for step in path], texts, rule.given)
