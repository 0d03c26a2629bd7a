"""Why numbers, names and facts came out as they did, and what lost to what.

The normal path keeps no trace. A text is run once more with a recorder (`jimo_cli.trace`), and what it
kept is told here line by line, with the rules that were at work.
"""

from __future__ import annotations

from .facts import explain_fact, explain_facts
from .place import explain

__all__ = ["explain", "explain_fact", "explain_facts"]
