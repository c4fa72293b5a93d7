"""Names that people give: slugs of files and anchors, and names of particulars, facts and columns."""

from __future__ import annotations

import re

from concordat.diagnostics import Faults, Span
from concordat.language.identity import LONGEST, check_identity, is_slug, to_slug
from concordat.load.fields import Fields, place

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


def is_name(text: str) -> bool:
    """Whether a text can name a particular, a fact or a column: small letters, figures and `_`, a letter first."""
    return _NAME.fullmatch(text) is not None


def check_slug(text: str, span: Span | None, faults: Faults, what: str) -> bool:
    """Report a text that is no slug; give whether it is one. `what` says what it names ("the anchor")."""
    if is_slug(text):
        return True
    shown = text if len(text) <= 40 else text[:40] + "…"
    shown = shown.encode("unicode_escape").decode("ascii") if not shown.isprintable() else shown
    why = f"it has {len(text)} characters, and {LONGEST} is the most" if len(text) > LONGEST else (
        "use small letters, figures and single hyphens, and no word that Windows keeps for itself"
    )  # fmt: skip
    faults.add(
        "identity-invalid",
        span,
        f"{what} `{shown}` cannot be used: {why}",
        f"Write it like `{to_slug(shown) or 'like-this'}`.",
    )
    return False


def check_named(
    identity: str, fields: Fields, file: str, faults: Faults, *, named_as_file: bool = True
) -> bool:
    """Whether the `id` of a file can be used; report one that cannot, and one that the file's name does not bear."""
    if not identity:
        return False
    span = place(fields.given["id"], fields.span)
    if not check_identity(identity, span, faults):
        return False
    stem = file.rsplit("/", 1)[-1].rpartition(".")[0]
    if named_as_file and identity != stem:
        faults.add(
            "file-name",
            span,
            f"the file is named `{stem}`, and its id is `{identity}`",
            "Give both the same name; an id is kept for ever, so where it has been used rename the file.",
        )
    return True
