"""What the references of a file lead to: on either side of a redline, which are one where the agreement is none."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.language.sides import Side
from concordat.language.walk import blocks
from concordat.model.tree import Agreement, Provision
from concordat.render.docx.references import numbered_places
from concordat.render.docx.runs import Links, Runs, Targets
from concordat.render.docx.tracked import Marker, Tracking, moves_of


def runs_of(
    agreement: Agreement,
    sides: Mapping[Side, Agreement],
    ids: Mapping[str, str],
    links: Links,
    tracking: Tracking,
) -> Runs:
    """The builder of runs for one file: style ids by name, and what its references lead to on each side.

    The ids of tracked changes begin above those of bookmarks, of which each block has one at most.
    """
    newer = sides[Side.ACCEPTED]
    here = [block.identity for block in blocks(newer)]
    targets = Targets(numbered_places(newer), {identity: identity for identity in here})
    if agreement.redline is None:
        return Runs(ids, targets, targets, links, Marker(tracking, len(here)))
    before = tracking.older or sides[Side.REJECTED]
    older = _older(agreement, before, frozenset(here), tracking.leads)
    count = sum(1 for _ in blocks(agreement))
    return Runs(ids, targets, older, links, Marker(tracking, count, moves_of(agreement)))


def _older(redline: Agreement, before: Agreement, newer: frozenset[str], given: Mapping[str, str]) -> Targets:
    """What a reference in what is gone led to: a place that is there still, or one that is gone with it.

    Without the older agreement the labels are the newer ones, and where these do not add up to what a reference printed
    it is a link in words.
    """
    gone = {block.identity for block in blocks(redline) if block.mark is not None and block.mark.gone}
    leads = {
        was: block.identity for block in blocks(redline) if isinstance(block, Provision) for was in block.was
    }
    leads |= given
    found: dict[str, str] = {}
    for block in blocks(before):
        for identity in (block.identity, leads.get(block.identity, "")):
            if identity in newer or identity in gone:
                found[block.identity] = identity
                break
    return Targets(numbered_places(before), found)
