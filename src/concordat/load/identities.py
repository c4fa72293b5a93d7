"""Identities as people write them: slugs, reserved words, and names that no computer may refuse."""

from __future__ import annotations

import re

from concordat.diagnostics import Faults, Span

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
RESERVED = frozenset({"term", "party", "recital", "sign", "running", "particular"})
"""First parts of identities that the composer itself makes (format.md, Identity)."""
_DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)})


def is_slug(text: str) -> bool:
    """Whether a text is a slug: small letters, digits and single places of `-`, at most 64, beginning and ending in neither."""
    return _SLUG.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a text can name a particular, a fact or a column: small letters, digits and `_`, a letter first."""
    return _NAME.fullmatch(text) is not None


def check_slug(text: str, span: Span | None, faults: Faults, what: str) -> bool:
    """Report a text that is no slug, or that Windows keeps for a device; give whether it may be used.

    `what` says in the drafter's words what the slug names ("the anchor").
    """
    shown = text if len(text) <= 40 else text[:40] + "…"
    shown = shown.encode("unicode_escape").decode("ascii")
    if not is_slug(text):
        why = f"it has {len(text)} characters; 64 is the most" if len(text) > 64 else "use small letters, digits and -"
        faults.add(
            "identity-invalid",
            span,
            f"{what} `{shown}` is not a usable name: {why}",
            "A name looks like `dispute-resolution`: it begins and ends in a letter or a digit.",
        )
        return False
    if text in _DEVICES:
        faults.add(
            "identity-invalid",
            span,
            f"{what} `{shown}` is a word that Windows keeps for itself",
            "Choose a longer name, such as `" + text + "-clause`.",
        )
        return False
    return True
