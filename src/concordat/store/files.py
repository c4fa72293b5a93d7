"""Writing one file so that either the old bytes or the new are there, whatever happens."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

_NO_SUCH_THING = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EACCES)
"""What systems answer that cannot fsync a folder: network drives, mostly. The rename itself is done by then."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: temporary name in the same folder, fsync, rename, fsync of the folder.

    A file that was there keeps its permissions. Raises OSError; the old file is then as it was and the temporary
    name is gone. Only where the fsync of the folder fails are the new bytes there, and may not outlive a power cut.
    """
    put(stage(path, data), path)


def stage(path: Path, data: bytes) -> Path:
    """Write `data` beside `path` under a temporary name, fsynced; that name. Raises OSError and leaves nothing.

    The name holds the number of this process, so that two runs at once do not write into each other's file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.writing")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):  # there was no file, or the drive has no permissions
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def put(temporary: Path, path: Path) -> None:
    """Give a staged file its name. Raises OSError; see `write_whole`."""
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
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
