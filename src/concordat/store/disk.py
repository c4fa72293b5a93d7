"""Bytes to the disk, the one writer below all others: every opening, writing, fsync and rename of a file stands here.

A failed fsync is never tried again: systems take the pages for written after it, so a second one proves nothing.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

_NO_SUCH_THING = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EACCES)
"""What systems answer that cannot fsync a folder: network drives, mostly. The rename itself is done by then."""

_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone makes line ends of its own without it


class NotSynced(OSError):
    """The bytes were written whole, and their fsync failed: nobody knows what the disk holds."""


def write_file(path: Path, data: bytes, *, new: bool = False) -> None:
    """Write `data` to `path` and fsync it; with `new` the file must not be there before.

    Raises OSError (FileExistsError); what is then there is not whole, and the caller takes it away.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | _BINARY | (os.O_EXCL if new else os.O_TRUNC), 0o666)
    try:
        _write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, data: bytes) -> None:
    """Add `data` to the end of a file, which is made where it is not there, and fsync it.

    Raises OSError where that fails, NotSynced where only the fsync did; the file then ends where it did before, unless
    the disk refuses that too. A run that is stopped leaves the old end or, if all was written, the new.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
    try:
        size = os.fstat(handle).st_size
        try:
            _write(handle, data)
            _sync(handle)
        except BaseException as problem:
            if isinstance(problem, OSError) or os.fstat(handle).st_size != size + len(data):
                with suppress(OSError):
                    os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _write(handle: int, data: bytes) -> None:
    """Write all of `data`, however little the system takes at a time. Raises OSError."""
    rest = memoryview(data)
    while rest:
        try:
            taken = os.write(handle, rest)
        except InterruptedError:
            continue
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as problem:
        raise NotSynced(problem.errno, problem.strerror) from problem


def make_folders(folder: Path) -> tuple[Path, ...]:
    """Make a folder and those above it that are not there, each fsynced into the one above it; those made, highest first.

    Raises OSError; what was made is then taken away again.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    made: list[Path] = []
    try:
        for one in reversed(missing):
            os.mkdir(one)
            made.append(one)
            sync_folder(one.parent)
    except BaseException:
        remove_folders(made)
        raise
    return tuple(made)


def remove_folders(made: list[Path] | tuple[Path, ...]) -> None:
    """Take away folders that were made, lowest first; one that holds something stays, with those above it."""
    with suppress(OSError):
        for folder in reversed(made):
            os.rmdir(folder)


def replace(old: Path, new: Path) -> None:
    """Give a file another name in one step, in place of what has that name. Raises OSError; nothing is then changed."""
    os.replace(old, new)


def move(old: Path, new: Path) -> None:
    """Give a file or a folder a name that nothing has, and fsync the folders above. Raises OSError (FileExistsError)."""
    if new.is_dir() and not any(new.iterdir()):
        os.rmdir(new)  # git keeps no empty folder, and a run that was stopped may have left one
    if os.path.lexists(new):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
    os.rename(old, new)
    for folder in {old.parent: None, new.parent: None}:
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk. Raises OSError, except where the system knows no such thing."""
    if os.name == "nt":  # Windows has no such thing as opening a folder
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as problem:
        if problem.errno not in _NO_SUCH_THING:
            raise
