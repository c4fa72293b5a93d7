"""Writing one file so that either the old bytes or the new are there, whatever happens."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from concordat.store.disk import replace, sync_folder, write_file

WRITING = ".writing"
"""How a temporary name ends; a run that was killed may leave one."""


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
    temporary = temporary_name(path)
    try:
        write_file(temporary, data)
        with suppress(OSError):  # there was no file, or the drive has no permissions
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def temporary_name(path: Path) -> Path:
    """The name, in the same folder, under which this process makes what is to stand at `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}{WRITING}")


def put(temporary: Path, path: Path) -> None:
    """Give a staged file its name. Raises OSError; see `write_whole`."""
    try:
        replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
