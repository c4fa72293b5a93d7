"""Faults of the disk, planted: the n-th opening, writing, fsync or rename fails and leaves what a real one would."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

OPERATIONS = ("open", "write", "fsync", "rename")


class Failing:
    """Makes one operation fail from its `at`-th use on (counted from 1), or at that use alone; counts its uses."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        operation: str,
        at: int,
        *,
        number: int = errno.EIO,
        once: bool = True,
    ) -> None:
        """`at` 0 never fails: only the uses are counted."""
        self.at, self.once, self.number, self.uses = at, once, number, 0
        holder, name = {
            "open": (Path, "open"),
            "write": (Path, "open"),
            "fsync": (os, "fsync"),
            "rename": (os, "replace"),
        }[operation]
        real: Callable[..., Any] = getattr(holder, name)

        def planted(*arguments: Any, **named: Any) -> Any:
            if operation == "open" and "w" not in str(arguments[1:2]):
                return real(*arguments, **named)
            if operation == "write":
                return self.wrapped(real(*arguments, **named))
            self.use()
            return real(*arguments, **named)

        monkeypatch.setattr(holder, name, planted)

    def use(self) -> None:
        """Count one use, and fail where it is to fail."""
        self.uses += 1
        if self.uses == self.at or (not self.once and 0 < self.at < self.uses):
            raise OSError(self.number, "planted")

    def wrapped(self, stream: IO[Any]) -> IO[Any]:
        """A stream whose writing may fail, half of the bytes being on the disk by then."""
        if not stream.writable():
            return stream
        real = stream.write

        def write(data: Any) -> int:
            half = len(data) // 2
            real(data[:half])
            stream.flush()
            self.use()
            return half + real(data[half:])

        return _Stream(stream, write)  # type: ignore[return-value]


class _Stream:
    """A stream with another `write`."""

    def __init__(self, stream: IO[Any], write: Callable[[Any], int]) -> None:
        self._stream, self.write = stream, write

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
