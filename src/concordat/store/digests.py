"""Digests of what a register keeps, and the names that its files may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

import rfc8785

from concordat.language.identity import is_slug
from concordat.model.register import KeptFile

NOUGHTS = "0" * 64
"""What stands for the digest of the line before the first."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]{1,200}")
_LONGEST = 400  # of a path below its folder, in characters


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return sha256(data).hexdigest()


def is_digest(text: object) -> bool:
    """Whether this is a SHA-256 in small hex digits."""
    return isinstance(text, str) and _DIGEST.fullmatch(text) is not None


def kept_files(files: Mapping[str, bytes]) -> dict[str, KeptFile]:
    """What a manifest says of files, by name in order."""
    return {name: KeptFile(digest_of(data), len(data)) for name, data in sorted(files.items())}


def house_digest(files: Mapping[str, KeptFile]) -> str:
    """The digest of a house: the SHA-256 of the canonical JSON of the names of its files with their SHA-256."""
    return digest_of(rfc8785.dumps({name: kept.sha256 for name, kept in files.items()}))


def is_safe(name: str, *, nested: bool) -> bool:
    """Whether a file may have this name below its folder; with `nested`, in folders of that folder too."""
    parts = name.split("/")
    return (nested or len(parts) == 1) and len(name) <= _LONGEST and all(_safe_part(part) for part in parts)


def _safe_part(part: str) -> bool:
    """A name for every system: no sign that one of them takes for its own, no point first, no device."""
    plain = _NAME.fullmatch(part) is not None and part[0] not in ". " and part[-1] not in ". "
    stem = part.partition(".")[0].lower()
    return plain and (is_slug(stem) or re.fullmatch("[a-z0-9]{3,4}", stem) is None)
