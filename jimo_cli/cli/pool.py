"""Several processes over one stream of items, their order kept.

Each worker has a chunk before it and one behind that, and answers for each item alone, with finished
text: so it is known of every item whether it is done, a process that dies takes one item with it and
no more, and nothing is sent that would have to be put together again. Python's own pools give up
altogether when a process dies, and cannot end a task that takes too long.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any

from .files import Failure
from .inputs import Item
from .work import Do, Done

# Where it is safe, a worker is a copy of this process, the rules loaded already; elsewhere it loads them itself.
_CONTEXT: Any = get_context("fork" if sys.platform == "linux" else "spawn")
_LARGEST = 1 << 16  # bytes of a chunk; the first are small, so that little input is spread as well
_MOST = 256  # items of a chunk
_AHEAD = 8 * _LARGEST  # bytes a worker that may be done and wait for an earlier item
_TRIES = 2


class _Slot:
    """An item on its way."""

    __slots__ = ("done", "item", "tries", "weight")

    def __init__(self, item: Item | None, done: Done | None = None) -> None:
        self.item = item
        self.done = done
        self.weight = item.weight if item is not None else 0
        self.tries = 0


class _Worker:
    """A process, and what it was given and has not answered for."""

    def __init__(self, make: Callable[[], Do]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()
        self.chunks: deque[deque[_Slot]] = deque()
        self.since = 0.0  # when it began its present item, at the latest

    def give(self, chunk: list[_Slot]) -> None:
        if not self.chunks:
            self.since = time.monotonic()
        self.chunks.append(deque(chunk))
        with suppress(OSError):  # it has died, which is seen when it is listened to
            self.connection.send([slot.item for slot in chunk])

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """`jobs` processes that each do what `make` makes. `limit` is the time for one item, in seconds."""

    def __init__(self, jobs: int, make: Callable[[], Do], limit: float | None = None) -> None:
        self._make = make
        self._limit = limit
        self._jobs = jobs
        self._workers = [_Worker(make) for _ in range(jobs)]
        self._order: deque[_Slot] = deque()
        self._put_off: deque[list[_Slot]] = deque()  # chunks to be given next
        self._size = 1
        self._held = 0  # the weight of all items in order

    def run(
        self, items: Iterable[Item | Failure], ready: Callable[[], bool] | None = None, talk: int | None = None
    ) -> Iterator[Done]:
        """What is done of all items, in their order.

        `ready` says whether the next item is there or somebody has yet to send it, and `talk` is the
        file descriptor on which that would be seen.
        """
        source = iter(items)
        more = True
        try:
            while True:
                more = self._fill(source, more, ready)
                while self._order:
                    done = self._order[0].done
                    if done is None:
                        break
                    self._held -= self._order.popleft().weight
                    yield done
                if self._order:
                    self._listen(talk if more and ready is not None and not ready() else None)
                elif not more:
                    return
        finally:
            self.close()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    # -- giving

    def _fill(self, source: Iterator[Item | Failure], more: bool, ready: Callable[[], bool] | None) -> bool:
        """Give every worker something to do, and something to do next; False at the end of the source."""
        for depth in range(2):
            for worker in self._workers:
                if len(worker.chunks) > depth:
                    continue
                if not self._put_off:
                    if not more or self._held > _AHEAD * self._jobs:
                        return more
                    chunk, more = self._chunk(source, ready)
                    if chunk:
                        self._put_off.append(chunk)
                if not self._put_off:
                    return more
                # What is large is given only to who waits for it: it would be waited for in turn.
                if depth == 0 or sum(slot.weight for slot in self._put_off[0]) <= 2 * _LARGEST:
                    worker.give(self._put_off.popleft())
        return more

    def _chunk(self, source: Iterator[Item | Failure], ready: Callable[[], bool] | None) -> tuple[list[_Slot], bool]:
        """The next items, as many as are worth sending together; False when there are no more."""
        chunk: list[_Slot] = []
        size = 0
        while size < self._size and len(chunk) < _MOST:
            if ready is not None and self._order and not ready():
                return chunk, True
            item = next(source, None)
            if item is None:
                return chunk, False
            if isinstance(item, Failure):
                self._order.append(_Slot(None, Done(None, item.message)))
                continue
            slot = _Slot(item)
            chunk.append(slot)
            self._order.append(slot)
            self._held += slot.weight
            size += slot.weight + 1
        self._size = min(2 * self._size, _LARGEST)
        return chunk, True

    # -- listening

    def _listen(self, talk: int | None) -> None:
        """Wait for answers, for an end of a process, for the time of an item, or for input."""
        by_connection: dict[Any, _Worker] = {worker.connection: worker for worker in self._workers}
        for heard in wait([*by_connection, *([talk] if talk is not None else [])], self._patience()):
            worker = by_connection.get(heard)
            if worker is not None:
                self._hear(worker)
        if self._limit is not None:
            for worker in list(self._workers):
                if worker.chunks and time.monotonic() - worker.since > self._limit and not worker.connection.poll():
                    self._lose(worker, f"took longer than {self._limit:g} s")

    def _patience(self) -> float | None:
        if self._limit is None:
            return None
        busy = [worker.since for worker in self._workers if worker.chunks]
        return max(0.0, min(busy) + self._limit - time.monotonic()) + 0.01 if busy else None

    def _hear(self, worker: _Worker) -> None:
        try:
            while True:
                done = worker.connection.recv()
                chunk = worker.chunks[0]
                slot = chunk.popleft()
                slot.done, slot.item = done, None
                if not chunk:
                    worker.chunks.popleft()
                if not worker.connection.poll():
                    break
        except (EOFError, OSError):
            self._lose(worker, None)
            return
        worker.since = time.monotonic()

    def _lose(self, worker: _Worker, reason: str | None) -> None:
        """A process has died, or is ended for a reason: its item is tried once more or given up, the rest go on."""
        worker.end()
        left = [list(chunk) for chunk in worker.chunks]
        self._workers[self._workers.index(worker)] = _Worker(self._make)
        if not left:
            return
        slot = left[0].pop(0)
        slot.tries += 1
        chunks = [chunk for chunk in left if chunk]
        if reason is None and slot.tries < _TRIES:
            chunks.insert(0, [slot])
        else:
            assert slot.item is not None
            told = reason or f"the process that read it {_ending(worker.process.exitcode)}, twice"
            slot.done = Done(None, f"{slot.item.where}: {told}; passed over", through=slot.item.through)
        self._put_off.extendleft(reversed(chunks))


def _ending(code: int | None) -> str:
    """How a process ended, by its exit code."""
    if code is not None and code < 0:
        try:
            return f"was killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"was killed by signal {-code}"
    return f"ended by itself with {code}"


# -- in the worker


def _serve(connection: Connection, make: Callable[[], Do]) -> None:
    """Do all items that are sent, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the first process decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _CONTEXT.get_start_method() == "fork":
        _let_go(connection.fileno())
    inbox: SimpleQueue[list[Item]] = SimpleQueue()
    Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    do = make()
    try:
        while True:
            for item in inbox.get():
                connection.send(do(item))
    except OSError:
        os._exit(1)  # nobody listens any more


def _receive(connection: Connection, inbox: SimpleQueue[list[Item]]) -> None:
    """Take what is sent as soon as it is, so that the sender never waits; end with the first process."""
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        os._exit(1)


def _let_go(kept: int) -> None:
    """Close what was inherited: the pipes of the others, which would hide their end, and locks on files."""
    for name in os.listdir("/dev/fd"):
        number = int(name)
        if number > 2 and number != kept:
            with suppress(OSError):
                os.close(number)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
