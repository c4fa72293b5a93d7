"""A new folder of files, written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from concordat.store.files import write_whole


def may_hold(folder: Path) -> bool:
    """Whether something new may be made here: nothing is there, or an empty folder that may be looked into."""
    try:
        return not folder.exists() or not any(folder.iterdir())
    except OSError:
        return False


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their path from the folder with `/`, into a folder that `may_hold` them.

    Raises OSError; nothing of them is then left, nor the folder where it was not there before.
    """
    was_there = folder.exists()
    try:
        for name, data in sorted(files.items()):
            write_whole(folder / name, data)
    except BaseException:
        with suppress(OSError):
            _take_back(folder, {name.split("/")[0] for name in files}, was_there)
        raise


def _take_back(folder: Path, names: Iterable[str], was_there: bool) -> None:
    for name in sorted(names):
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if not was_there:
        folder.rmdir()
