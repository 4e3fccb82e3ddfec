"""A job done by worker processes: answers in the order of the pages, memory bounded, a dead worker survived."""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from threading import Thread
from typing import Generic, TypeVar

from dateline import codebook
from dateline.batch.coding import Job
from dateline.read.records import Input

AHEAD = 8  # pages in hand for each worker: enough to keep all busy while a long page holds up the order
BYTES_AHEAD = 64_000_000  # or fewer, where pages are large


T = TypeVar("T")


def do_in_workers(items: Iterable[Input], job: Job[T], workers: int) -> Generator[T]:
    """Do a job with `workers` processes. When the caller stops early, the processes are ended at once.

    The first page is taken before any process starts: what it loads, forked workers share.
    """
    stream = iter(items)
    for item in islice(stream, 1):
        yield job.done(item)
    crew = _Crew(job, workers)
    try:
        for item in stream:
            while crew.full():
                yield from crew.oldest()
            crew.take(item)
        while crew.waiting:
            yield from crew.oldest()
        crew.rest()
    finally:
        crew.dismiss()


class _Crew(Generic[T]):
    """A pool of workers with the pages that are in their hands, the oldest first."""

    def __init__(self, job: Job[T], workers: int) -> None:
        self.job = job
        self.workers = workers
        self.waiting: deque[tuple[Input, Future[T]]] = deque()
        self.before = {p.pid for p in multiprocessing.active_children()}
        self.pool = _pool(workers)

    def full(self) -> bool:
        """Whether no page should be taken before one is done."""
        held = sum(_size(item) for item, _ in self.waiting)
        return len(self.waiting) >= self.workers * AHEAD or (bool(self.waiting) and held > BYTES_AHEAD)

    def take(self, item: Input) -> None:
        """Give a page to the workers."""
        try:
            future = self.pool.submit(self.job.done, item)
        except BrokenProcessPool as error:  # found on submitting what an earlier page broke
            future = Future()
            future.set_exception(error)
        self.waiting.append((item, future))

    def oldest(self) -> Iterator[T]:
        """The answer for the page taken first; for all pages in hand where a worker has died."""
        item, future = self.waiting[0]
        try:
            outcome = future.result()
        except BrokenProcessPool:
            yield from self.recover()
            return
        except Exception as error:  # what a worker answers cannot be sent, too large for one
            outcome = self.job.failed(item, f"internal error: {error}; please report it together with the page")
        self.waiting.popleft()
        yield outcome

    def recover(self) -> Iterator[T]:
        """Code the pages in hand each in a process of its own, so that only the one that kills it is lost."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        while self.waiting:
            item, done = self.waiting.popleft()
            if done.done() and done.exception() is None:
                yield done.result()
                continue
            with _pool(1) as alone:
                try:
                    outcome = alone.submit(self.job.done, item).result()
                except BrokenProcessPool:
                    reason = "the process that coded this page was killed, perhaps for want of memory; code it alone, "
                    outcome = self.job.failed(item, f"{reason}or split the page")
            yield outcome
        self.pool = _pool(self.workers)

    def rest(self) -> None:
        """Let the workers go home, all pages being done."""
        self.pool.shutdown()

    def dismiss(self) -> None:
        """End the workers at once; harmless when they have gone home."""
        for _, future in self.waiting:
            future.cancel()
        for process in multiprocessing.active_children():
            if process.pid not in self.before:
                process.terminate()
        self.pool.shutdown(cancel_futures=True)  # waits for the pool's own thread, which sees that all are gone


def _pool(workers: int) -> ProcessPoolExecutor:
    # Linux forks, so that workers share the loaded codebook; elsewhere the platform's own way is the safe one.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process answers Ctrl-C for all
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and ends its workers by this
    Thread(target=_end_with_parent, daemon=True).start()
    codebook.load()


def _end_with_parent() -> None:
    """End this worker when the first process is gone: killed outright, it can end none."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _size(item: Input) -> int:
    return len(item.data or b"") + len(item.text or "")
