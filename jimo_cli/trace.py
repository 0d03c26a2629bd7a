"""What `explain` asks of the stages: a recorder that `Extractor.analyse` takes, and that the normal path lacks."""

from __future__ import annotations

from typing import final

from .facts.trace import FactTrace
from .names.trace import NameTrace


@final
class Trace:
    """What was tried and found on the way to a document."""

    def __init__(self) -> None:
        self.names = NameTrace()
        self.facts = FactTrace()
