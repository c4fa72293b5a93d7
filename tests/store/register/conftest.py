"""What makes the tests of the register fast: a kill loses nothing that was written, so no fsync need reach the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from concordat.store import lock


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: os.fstat(handle) and None)
        patch.setattr(lock, "PATIENCE", 1)
        yield
