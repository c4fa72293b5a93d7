"""Judges of a file that are not ours, run as programs of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from support import REPOSITORY

VALIDATOR = REPOSITORY / "tools" / "ooxml-validator"


def validate(data: bytes, folder: Path) -> tuple[int, str]:
    """What the Open XML SDK says of a Word file: its exit code (0 for valid) and its words; `folder` is to write in."""
    file = folder / "validated.docx"
    file.write_bytes(data)
    found = subprocess.run([VALIDATOR, file], capture_output=True, timeout=120, check=False)
    return found.returncode, (found.stdout + found.stderr).decode()
