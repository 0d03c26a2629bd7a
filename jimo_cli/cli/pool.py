"""Several processes over one stream of documents, their order kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from ..extractor import Extractor
from ..model import Document
from .extract import extract_task, settle
from .inputs import Failure, Task

_CHUNK = 16  # documents sent at once: below, sending costs more than it spreads

_worker: tuple[Extractor, str | None, Collection[str] | None, bool] | None = None


def _start(extractor: Extractor, reference: str | None, types: Collection[str] | None, keep_text: bool) -> None:
    global _worker
    settle()
    _worker = (extractor, reference, types, keep_text)


def _extract_chunk(chunk: list[Task | Failure]) -> list[Document | Failure]:
    assert _worker is not None
    return [extract_task(task, *_worker) for task in chunk]


def extract_all(
    todo: Iterator[Task | Failure],
    jobs: int,
    extractor: Extractor,
    reference: str | None,
    types: Collection[str] | None,
    keep_text: bool,
) -> Iterator[Document | Failure]:
    """The documents in input order; only a few chunks are in flight, so memory stays flat."""
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(extractor, reference, types, keep_text)) as pool:
        flying: deque[Future[list[Document | Failure]]] = deque()
        while True:
            while len(flying) < 3 * jobs and (chunk := list(islice(todo, _CHUNK))):
                flying.append(pool.submit(_extract_chunk, chunk))
            if not flying:
                return
            yield from flying.popleft().result()
