"""Identities: slugs and nothing else, so that none can leave the workspace or break a file name (format.md,
"Identity")."""

from __future__ import annotations

import re
from hashlib import sha256

from concordat.diagnostics import Faults, Span

RESERVED = (
    *("term", "party", "recital", "sign", "running", "particular", "control"),
    *("particulars", "parties", "recitals", "terms", "schedules", "execution"),
)
"""What an identity of the library may not be, for the tree uses it itself: for kinds of place, and for the fixed slots."""

LONGEST = 80
"""The longest slug, in characters: file names stay far below every system's limit."""

APPARATUS = "apparatus"
"""The tag of a content control of Word that holds what shows the status of a version, in place of a bookmark's name."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def is_slug(text: str) -> bool:
    """Whether a text is a slug: small letters of a to z, figures and single hyphens, and no name of a
    device."""
    return len(text) <= LONGEST and _SLUG.fullmatch(text) is not None and _DEVICES.fullmatch(text) is None


def check_identity(identity: str, span: Span | None, faults: Faults) -> bool:
    """Whether a text may be an identity of the library; adds identity-invalid or identity-reserved where
    not."""
    if not is_slug(identity):
        shown = identity if len(identity) <= LONGEST else f"{identity[:40]}…"
        faults.add(
            "identity-invalid",
            span,
            f"“{shown!r}” cannot be an identity"
            if not shown.isprintable()
            else f"“{shown}” cannot be an identity",
            f"use small letters, figures and single hyphens, {LONGEST} at most: “{to_slug(shown) or 'like-this'}”",
        )
        return False
    if identity in RESERVED:
        faults.add(
            "identity-reserved",
            span,
            f"“{identity}” is kept for the tree's own use",
            f"choose another name, such as “{identity}-terms”",
        )
        return False
    return True


def to_slug(words: str) -> str:
    """A slug made of words ("2A" gives "2a", "R&D costs" gives "r-d-costs"); empty where no letter or figure
    is left."""
    slug = "-".join(re.findall(r"[a-z0-9]+", words.lower().replace("'", "").replace("’", "")))[
        :LONGEST
    ].strip("-")
    return f"{slug}-1" if _DEVICES.fullmatch(slug) else slug


def bookmark_name(identity: str) -> str:
    """The bookmark of an identity in Word: `_c` and 20 hex digits of its SHA-256, below Word's limit of 40
    characters."""
    return f"_c{sha256(identity.encode('utf-8')).hexdigest()[:20]}"


def older_bookmark_name(identity: str) -> str:
    """The bookmark round a typed label where a redline shows its place as moved away: that of the place is where it is now."""
    return f"_o{bookmark_name(identity)[2:]}"
