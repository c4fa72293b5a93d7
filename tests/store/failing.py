"""Faults of the disk, planted: the n-th opening, writing, fsync or rename fails and leaves what a real one would."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

OPERATIONS = ("open", "write", "fsync", "rename")

NAMES = {
    "open": ("open",),
    "write": ("write",),
    "fsync": ("fsync",),
    "rename": ("replace", "rename"),
    "mkdir": ("mkdir",),
    "remove": ("unlink", "rmdir"),
}
"""The functions of `os` that each operation is made by."""


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
        instead: Callable[[], None] | None = None,
    ) -> None:
        """`at` 0 never fails: only the uses are counted. `instead` is called in place of failing."""
        self.at, self.once, self.number, self.uses = at, once, number, 0
        self.instead = instead
        for name in NAMES[operation]:
            monkeypatch.setattr(os, name, self.planted(operation, getattr(os, name)))

    def planted(self, operation: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The function of `os` with the fault in it."""

        def planted(*arguments: Any, **named: Any) -> Any:
            if operation == "open" and not arguments[1] & os.O_WRONLY:
                return real(*arguments, **named)  # a folder, to be synced
            if (
                operation == "write"
            ):  # half of the bytes are on the disk by then, unless it was only interrupted
                half = arguments[1][: len(arguments[1]) // 2 if self.number != errno.EINTR else 0]
                self.use(lambda: real(arguments[0], half))
            else:
                self.use()
            return real(*arguments, **named)

        return planted

    def use(self, before: Callable[[], object] = lambda: None) -> None:
        """Count one use, and fail where it is to fail; what a real failure leaves is done `before`."""
        self.uses += 1
        if self.uses == self.at or (not self.once and 0 < self.at < self.uses):
            before()
            if self.instead is not None:
                self.instead()
            raise OSError(self.number, "planted")
