"""How a returned PDF stands to the copy that was issued: the same bytes with signatures after them, the same words, or neither."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, IndirectObject
from pyhanko.pdf_utils.reader import RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    ROOT_EXEMPT_STRICT_COMPARISON,
)
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FormUpdate,
    _list_fields,
)
from pyhanko.sign.diff_analysis.rules.file_structure_rules import CatalogModificationRule
from pyhanko.sign.fields import enumerate_sig_fields
from pypdf import PdfReader

from concordat.load.pdf_revisions import DAMAGED, ENCRYPTED, Revisions, reader_of
from concordat.model.signatures import Relation, Returned


class _FirstForm(FormUpdatingRule):
    """pyHanko's rule for forms, and for a file that had none: one whose fields are all for signatures may come."""

    def apply(self, old: Any, new: Any) -> Iterator[Any]:
        if "/AcroForm" in old.root or "/AcroForm" not in new.root:
            yield from super().apply(old, new)
            return
        form = new.root["/AcroForm"]
        for holder, key in ((new.root, "/AcroForm"), (form, "/Fields")):
            held = holder.raw_get(key)
            if isinstance(held, IndirectObject) and old.is_ref_unassignable(held.reference):
                yield ModificationLevel.LTA_UPDATES, FormUpdate(updated_ref=held.reference, field_name=None)
        path = RawPdfPath("/Root", "/AcroForm", "/Fields")
        fields = dict(_list_fields(ArrayObject(), form["/Fields"], old_path=path))
        for rule in self.field_rules:
            yield from rule.apply(FieldComparisonContext(field_specs=fields, old=old, new=new))


def _first_signatures() -> Any:
    """pyHanko's own rules, and what a first signature brings too: the flags of the form, and the permission of a seal."""
    own: Any = DEFAULT_DIFF_POLICY
    make: Any = CatalogModificationRule
    catalog = make(ignored_keys=ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"})
    others = [rule for rule in own.global_rules if not isinstance(rule, CatalogModificationRule)]
    exempt = ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
    form = _FirstForm(own.form_rule.field_rules, ignored_acroform_keys=exempt)
    return StandardDiffPolicy(global_rules=[catalog, *others], form_rule=form)


logging.getLogger("pypdf").propagate = False  # what it murmurs is told by what is found here
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_POLICY = _first_signatures()


def relation_of(issued: bytes, returned: bytes) -> Returned:
    """What `relation` says, of two files that look like PDFs and are not the same."""
    try:
        reader = reader_of(returned)
        if reader.encrypted:
            return Returned(Relation.UNREAD, ENCRYPTED)
        if returned.startswith(issued):
            return _appended(reader_of(issued), reader)
    except Exception:  # of any kind: the file is whatever someone sent
        if returned.startswith(issued):
            return Returned(Relation.CHANGED, "what was added to it cannot be read")
        return Returned(Relation.UNREAD, DAMAGED)
    return _by_words(issued, returned)


def _appended(issued: Any, returned: Any) -> Returned:
    """What stands after the bytes of the issued copy: signatures alone, or something else."""
    before = issued.xrefs.total_revisions
    if returned.xrefs.total_revisions <= before:
        return Returned(Relation.CHANGED, "what was added to it is no revision of a PDF")
    started = [
        [file.xrefs.get_startxref_for_revision(n) for n in range(before)] for file in (issued, returned)
    ]
    if started[0] != started[1]:
        return Returned(Relation.CHANGED, "what was added to it puts another file in its place")
    for revision, level in Revisions(returned, _POLICY).after(before):
        if level > ModificationLevel.FORM_FILLING:
            return Returned(
                Relation.CHANGED, f"revision {revision} of {returned.xrefs.total_revisions} changes it"
            )
    if _signed(returned) <= _signed(issued):
        return Returned(Relation.CHANGED, "nothing that was added to it is a signature")
    return Returned(Relation.SIGNED)


def _signed(reader: Any) -> int:
    return sum(1 for _ in enumerate_sig_fields(reader, filled_status=True))


def _by_words(issued: bytes, returned: bytes) -> Returned:
    """Whether the pages of two files have the same words, white space aside."""
    try:
        found = _pages(returned)
    except Exception:  # of any kind, as above
        return Returned(Relation.UNREAD, DAMAGED)
    if not any(found):
        return Returned(Relation.NO_WORDS)
    wanted = _pages(issued)
    if found == wanted:
        return Returned(Relation.SAME_WORDS)
    if len(found) != len(wanted):
        return Returned(Relation.OTHER_WORDS, f"{len(found)} pages, and the issued copy has {len(wanted)}")
    other = [str(n) for n, (one, two) in enumerate(zip(found, wanted, strict=True), 1) if one != two]
    return Returned(
        Relation.OTHER_WORDS, f"page {other[0]}" if len(other) == 1 else f"pages {', '.join(other)}"
    )


def _pages(data: bytes) -> list[str]:
    """The text of each page, without white space."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]
