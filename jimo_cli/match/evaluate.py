"""Edges → values, computed when first asked for and kept on the edge."""

from __future__ import annotations

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
    given: dict[str, Any]


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
            edge.value = self._compute(edge, texts)
        return edge.value

    def _compute(self, edge: Edge, texts: tuple[str, str]) -> Any:
        rule = self._rules[edge.rule]
        path = edge.path
        if rule.function is None:
            return None
        if not path:  # of a shape: the labels, values and places of its groups
            group_labels, group_values, groups = edge.content
            return rule.function(Parts(group_labels, group_values, groups, texts, rule.given))
        names, labels = self._automaton.labels(edge.rule, tuple([step.symbol for step in path]))
        values = []
        for place, step in enumerate(path):
            if step.rule >= 0:
                value = step.value
                if value is UNKNOWN:
                    value = step.value = self._compute(step, texts)
                if value is None:
                    return None
            else:
                value = step.content
                if type(value) is dict:
                    value = value[names[place]]
            values.append(value)
        return rule.function(Parts(labels, values, path, texts, rule.given))
