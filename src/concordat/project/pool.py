"""Rendering in worker processes with limits of time and memory, one agreement at a time in each."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from concordat.diagnostics import Diagnostic
from concordat.model.library import House
from concordat.model.tree import Agreement
from concordat.project.redline_views import redline_views
from concordat.project.views import Marking, Views, render_views
from concordat.render.pdf import EngineMissing, RenderFailed, prepare_worker

MEMORY = 3 * 2**30
"""The most memory that a worker may map, in bytes."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)

SECONDS = 900
"""The most processor time that a worker may use, in seconds."""


Progress = Callable[[str, int, int], None]
"""Told what is just done, how many are done, and how many there are."""


@dataclass(frozen=True)
class Job:
    """One agreement to be rendered, with the house, the attachment of its PDF, and its page of locked wording.

    With `marking` it is a redline.
    """

    path: str
    agreement: Agreement
    house: House
    attachment: bytes
    wording: Agreement | None = None
    marking: Marking | None = None


def run(jobs: Iterable[Job], workers: int) -> Iterator[tuple[str, Views]]:
    """Render each job and give its views as soon as they are done.

    A worker begins with the first job while the later ones are still being made. A renderer that fails is a fault of
    that agreement (render-failed); the others go on.
    """
    context = multiprocessing.get_context("spawn")
    count = max(1, min(workers, os.cpu_count() or 1))
    with ProcessPoolExecutor(count, mp_context=context, initializer=_limit) as pool:
        pipe = getattr(getattr(pool, "_call_queue", None), "_reader", None)
        try:
            started = {_submitted(pool, job): job.path for job in jobs}
            for future in as_completed(started):
                path = started[future]
                try:
                    yield path, future.result()
                except BrokenProcessPool:
                    _let_go(pipe)
                    yield path, _failed(path, "a worker stopped: it met its limit of time or memory")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _end_workers(context)
            _let_go(pipe)
            raise


def _submitted(pool: ProcessPoolExecutor, job: Job) -> Future[Views]:
    """A job given to the workers; one more of them starts where all have work."""
    with _sheltered():
        try:
            return pool.submit(_one, job)
        except BrokenProcessPool as stopped:  # a worker stopped at an earlier job
            refused: Future[Views] = Future()
            refused.set_exception(stopped)
            return refused


def _end_workers(context: multiprocessing.context.SpawnContext) -> None:
    """End the workers that are still at work: a run that is stopped waits for none of them; they write nothing."""
    for worker in context.active_children():
        worker.kill()


def _let_go(pipe: Connection | None) -> None:
    """Close the end of the pipe from which workers took their jobs, once none of them reads it any more.

    A job that is larger than the pipe is otherwise written for ever, and the run never ends: Python does this itself
    from 3.11.5 (CPython gh-94777), and Debian 12 has 3.11.2.
    """
    if pipe is not None:
        with suppress(OSError):
            pipe.close()


@contextmanager
def _sheltered() -> Iterator[None]:
    """Hold back what would stop the run while workers start, for a pool that is half made cannot be ended.

    The workers inherit it: Ctrl-C reaches only the process that started them, which ends them; the rest they let in.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _limit() -> None:
    if sys.platform != "win32":
        # There is no such module on Windows, where workers have no limits.
        import resource  # noqa: PLC0415

        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with suppress(EngineMissing):  # each job then says what is missing
        prepare_worker()


def _one(job: Job) -> Views:
    if os.environ.get("CONCORDAT_TRACEBACK"):
        return _views(job)
    try:
        return _views(job)
    except RenderFailed as failed:
        return Views(found=(replace(failed.diagnostic, agreement=job.path),))
    except EngineMissing as missing:
        return Views(found=(_missing(job.path, missing),))
    except OSError as problem:
        return _no_room(job.path, problem) if problem.errno in _FULL else _failed(job.path, f"{problem}")
    except Exception as problem:
        return _failed(job.path, f"{type(problem).__name__}: {problem}")


def _views(job: Job) -> Views:
    if job.marking is not None:
        return redline_views(job.agreement, job.house, job.attachment, job.marking)
    return render_views(job.agreement, job.house, job.attachment, job.wording)


def _failed(path: str, reason: str) -> Views:
    message = f"{path} could not be rendered ({reason})"
    hint = "this is our fault, not yours: please report it; CONCORDAT_TRACEBACK=1 shows where it arose"
    return Views(found=(Diagnostic("render-failed", None, message, hint, agreement=path),))


def _no_room(path: str, problem: OSError) -> Views:
    """The layout engine keeps fonts in the machine's folder for temporary files while it is at work."""
    message = f"{path} could not be laid out: {problem.strerror}"
    hint = "free some space, in the machine's folder for temporary files too, then build again"
    return Views(found=(Diagnostic("output-not-writable", None, message, hint, agreement=path),))


def _missing(path: str, missing: EngineMissing) -> Diagnostic:
    hint = "run `make`, which installs what is missing where it may; the README lists it for other machines"
    return Diagnostic("system-library-missing", None, str(missing), hint, agreement=path)
