"""What a manifest says of a copy that is issued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from concordat.language.canonical import tree_digest
from concordat.language.disclosure import personal_places, withheld
from concordat.language.values import format_scalar
from concordat.model.library import House, Workspace
from concordat.model.register import Accepted, Authority, Event, Issue, Manifest, Seal, State
from concordat.model.tree import Agreement
from concordat.project.checklist import is_deed, parties_of
from concordat.project.composed import Composed
from concordat.project.inputs import used_files
from concordat.project.keeping import keep_of
from concordat.project.made_with import made_with
from concordat.project.numbered import Numbered
from concordat.project.standing import overlays_of, restated_by, text_from
from concordat.project.wanted import blanks_of
from concordat.store.digests import house_digest, kept_files


@dataclass(frozen=True)
class Making:
    """A copy on its way: the agreement, its state, the day, the digest of its text and its number; what was accepted, and
    what is relied on."""

    workspace: Workspace
    composed: Composed
    state: State
    on: date
    digest: str
    number: Numbered
    accepted: tuple[Accepted, ...]
    authority: Authority | None

    @property
    def tree(self) -> Agreement:
        """The composed agreement, without the apparatus of this copy."""
        assert self.composed.agreement is not None
        return self.composed.agreement

    @property
    def house(self) -> House:
        """The house of the workspace."""
        assert self.workspace.house is not None
        return self.workspace.house

    @property
    def named(self) -> str:
        """The copy in words, as a seal states what it seals."""
        return f"{self.tree.title}, {self.tree.committee}: version {self.number.number}, {self.state.value}"

    @property
    def stated(self) -> tuple[str, ...]:
        """What the copy says of itself in sentences: its effective date, the variations it holds, and changes since approval."""
        said = []
        effective = text_from(self.workspace, self.composed)
        overlays = overlays_of(self.composed)
        if effective:
            said.append(f"This text has effect from {format_scalar(date.fromisoformat(effective))}.")
        if overlays:
            days = " and ".join(format_scalar(day) for _, day in overlays)
            said.append(f"It is the agreement as varied from {days}: a consolidation, which is unofficial. "
                        "The signed agreement and the signed variations are definitive.")  # fmt: skip
        if restated_by(self.composed):
            said.append("It restates an earlier agreement, and takes its place from that day.")
        return (*said, *self.number.said)


def issue_manifest(
    making: Making, files: Mapping[str, bytes], house: Mapping[str, bytes], seal: Seal | None
) -> Manifest:
    """The manifest of a copy: what it was made from and with, what was accepted, and what lies beside it."""
    workspace, composed, tree = making.workspace, making.composed, making.tree
    committee = workspace.committees[composed.path.split("/")[0]]
    execution = "deed" if is_deed(tree) else "hand"
    used = used_files(workspace, composed.selected, tree)
    kept = kept_files(house)
    issue = Issue(
        title=tree.title,
        committee=tree.committee,
        precedent=tree.precedent,
        text_from=text_from(workspace, composed),
        overlays=tuple(path for path, _ in overlays_of(composed)),
        restates=restated_by(composed),
        text_digest=making.digest,
        tree_digest=tree_digest(tree),
        house=house_digest(kept),
        house_files=kept,
        inputs={name: workspace.digests[name] for name in used},
        made_with=made_with(),
        parties=parties_of(tree),
        execution=execution,
        accepted=making.accepted,
        blanks=tuple(f"{one.wanted}: {one.of}" for one in blanks_of(tree)),
        warnings=dict(sorted(Counter(d.code for d in composed.warnings).items())),
        disclosure=withheld(tree),
        personal=personal_places(tree),
        keep=keep_of(committee, execution),
        seal=seal,
        differs_from=making.number.differs_from,
        authority=making.authority,
    )
    return Manifest(
        Event.ISSUED, composed.path, str(making.number.number), making.state, making.on.isoformat(), kept_files(files),
        issue=issue,
    )  # fmt: skip
