"""Decide: of the candidates that overlap, the one choice of spans that scores best.

The policy, in words: **longest, then priority, then leftmost**, over the text as a whole rather
than from left to right. As a score: sixteen points a character covered, plus the weight of the
rule, less eight a span (one 10月28日 is better than 10月 and 28日). Spans that rules of type NONE
take (统一, 一把手) compete like all others and then give no mention.

A span must also end where a word can end (3日|前往), which is checked for the short particles
that words swallow; and it must have a value. Both are checked only for what would win, since
most candidates lose anyway; what fails is taken out and the choice made again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from operator import attrgetter
from typing import Final

from .lattice import Edge

CHARACTER: Final = 16
SPAN: Final = 8
_MAX_ROUNDS: Final = 32
_START: Final = attrgetter("start")

Score = Callable[[Edge], int]
Valid = Callable[[Edge], bool]


def score(edge: Edge, weight: int) -> int:
    """The points of one span."""
    return CHARACTER * (edge.end - edge.start) + weight - SPAN


def decide(candidates: list[Edge], weights: list[int], valid: Valid) -> list[Edge]:
    """The chosen spans in text order, none overlapping; `valid` may veto a winner."""
    chosen: list[Edge] = []
    cluster: list[Edge] = []  # between clusters nothing overlaps
    end = 0
    for edge in sorted(candidates, key=_START):
        if edge.start >= end:
            if cluster:
                chosen += _choose(cluster, weights, valid)
            cluster = [edge]
            end = edge.end
            continue
        cluster.append(edge)
        end = max(end, edge.end)
    if cluster:
        chosen += _choose(cluster, weights, valid)
    return chosen


def _choose(cluster: list[Edge], weights: list[int], valid: Valid) -> list[Edge]:
    for _ in range(_MAX_ROUNDS):
        best = _best(cluster, weights)
        failed = {edge for edge in best if not valid(edge)}
        if not failed:
            return best
        cluster = [edge for edge in cluster if edge not in failed]
    return [edge for edge in _best(cluster, weights) if valid(edge)]


def _best(cluster: list[Edge], weights: list[int]) -> list[Edge]:
    """The set of spans with the most points (weighted interval scheduling)."""
    if len(cluster) <= 1:
        return cluster
    whole = _covering(cluster, weights)
    if whole is not None:
        return [whole]
    order = sorted(cluster, key=lambda edge: (edge.end, -edge.start, -edge.rule))
    ends: list[int] = []
    points: list[int] = [0]
    takes: list[tuple[Edge, int] | None] = [None]
    for edge in order:
        before = bisect_right(ends, edge.start)
        total = points[before] + score(edge, weights[edge.rule])
        if total > points[-1] or (total == points[-1] and _prefer(edge, takes[-1])):
            ends.append(edge.end)
            points.append(total)
            takes.append((edge, before))
    chosen: list[Edge] = []
    at = len(takes) - 1
    while at > 0:
        take = takes[at]
        assert take is not None
        chosen.append(take[0])
        at = take[1]
    chosen.reverse()
    return chosen


def _covering(cluster: list[Edge], weights: list[int]) -> Edge | None:
    """The best span over a whole cluster, where no set of shorter ones can have more points.

    Two spans pay eight points more than one, so with weights of at most w they win at most 2w - 8.
    """
    start, end = cluster[0].start, max([edge.end for edge in cluster])
    best: Edge | None = None
    top = other = 0
    for edge in cluster:
        weight = weights[edge.rule]
        if edge.start != start or edge.end != end:
            other = max(other, weight)
        elif best is None or weight > top or (weight == top and edge.rule < best.rule):
            best, top = edge, weight
    if best is None or other > SPAN or top < 2 * other - SPAN:
        return None
    return best


def _prefer(edge: Edge, rival: tuple[Edge, int] | None) -> bool:
    """Of equal points: the span that starts further left, then the rule that stands first."""
    if rival is None:
        return True
    other = rival[0]
    return (edge.start, edge.rule) < (other.start, other.rule)
