"""What a variation agreement varies: two texts of one agreement, and the instructions of what leads from one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from concordat.compose.family import Families
from concordat.diagnostics import Diagnostic, Faults
from concordat.language.canonical import text_digest
from concordat.language.overlays import day_of, workspace_from
from concordat.language.values import parse_date
from concordat.model.data import Datum
from concordat.model.library import Instructions, Overlaid, Precedent, Workspace
from concordat.model.variation import Earlier
from concordat.project.composed import Composed
from concordat.project.read import compose_and_check
from concordat.project.registers import read_held, register_folder
from concordat.project.selection import Selected
from concordat.project.sides import Given, pair_of
from concordat.project.versions_named import PRECEDENT
from concordat.versions.life import Version

Answers = Mapping[str, Mapping[str, Datum]]


@dataclass
class Texts:
    """The texts of a workspace on any day, each composed once. `library` are the errors of the library."""

    workspace: Workspace
    library: tuple[Diagnostic, ...] = ()
    _families: dict[date | None, Families] = field(default_factory=dict)

    def families(self, day: date | None) -> Families:
        """The agreements with the texts of a day; None stands for those that are drafted now."""
        if day not in self._families:
            self._families[day] = Families(workspace_from(self.workspace, day))
        return self._families[day]

    def on(self, day: date | None, selected: Selected) -> Composed:
        """An agreement with its text of a day, composed and checked."""
        families = self.families(day)
        own = families.workspace.instructions[selected.instructions.path]
        slug = selected.member.key if selected.member is not None else None
        chosen = replace(selected, instructions=own.of_member(slug))
        return compose_and_check(families.workspace, chosen, None, self.library, families)

    def names(self, day: date | None, selected: Selected) -> Mapping[str, Datum]:
        """What the expressions of an agreement read, with its text of a day; nothing where it cannot be begun."""
        families = self.families(day)
        own = families.workspace.instructions[selected.instructions.path]
        draft = families.begin(own, selected.member)[0]
        return draft.names if draft is not None else {}


@dataclass(frozen=True)
class Text:
    """One of the two texts: the tree with what was found in it, and the day whose answers its expressions read.

    `overlays` are those whose changes it holds. `version` and `digest` are those under which it was issued, `dated` the
    date of the signed agreement (ISO 8601); each is empty where there is none.
    """

    composed: Composed
    day: date | None
    overlays: tuple[Overlaid, ...]
    effective: Datum | None
    version: str = ""
    digest: str = ""
    dated: str = ""


def last_two(root: Path, texts: Texts, selected: Selected) -> tuple[Text, Text] | None:
    """The text before the last overlay of an agreement and the text with it; None where no overlay varies it."""
    overlays = selected.instructions.overlays
    effective = day_of(overlays[-1].effective) if overlays else None
    if effective is None:
        return None
    day = effective - timedelta(days=1)
    old = texts.on(day, selected)
    kept = _issued_as(root, old) if old.agreement is not None else None
    dated = _dated(root, selected.path)
    number, digest = (str(kept.number), kept.last.issue.text_digest) if kept is not None else ("", "")
    before = Text(old, day, overlays[:-1], None, number, digest, dated)
    return before, Text(texts.on(None, selected), None, overlays, overlays[-1].effective)


def named_two(
    root: Path, texts: Texts, selected: Selected, old: str, new: str, faults: Faults
) -> tuple[Text, Text] | None:
    """The two texts of an agreement that OLD and NEW name, as `diff` takes them; None after a fault."""
    pair, found = pair_of(root, _full(selected.path, old), _full(selected.path, new))
    faults.extend(found.found)
    if pair is None:
        return None
    for side in (pair.old, pair.new):
        if side.compared.path != selected.path:
            faults.add("agreement-unknown", None, f"“{side.compared.name}” is a text of another agreement than {selected.path}",
                       "both texts are of one agreement: write OLD and NEW as @1.0, @signed or @draft-2025-03-31")  # fmt: skip
            return None
    dated = _dated(root, selected.path)
    first, second = (_text(texts, selected, side, dated) for side in (pair.old, pair.new))
    return first, second


def _full(path: str, name: str) -> str:
    return f"{path}{name}" if name.startswith("@") else name


def _text(texts: Texts, selected: Selected, side: Given, dated: str) -> Text:
    compared = side.compared
    day = parse_date(compared.effective) if compared.effective else None
    effective = Datum(day, selected.instructions.span) if day is not None else None
    if side.frozen is not None:
        held = _overlays(texts.workspace, side.frozen.meant.copy.issue.overlays)
        composed = Composed(replace(selected, path=compared.name), side.tree, ())
        return Text(composed, day, held, effective, compared.number, compared.digest, dated)
    if compared.name.endswith(f"@{PRECEDENT}"):
        return Text(Composed(selected, side.tree, ()), None, (), None, dated=dated)
    composed = texts.on(day, selected)
    return Text(composed, day, composed.selected.instructions.overlays, effective, dated=dated)


def _overlays(workspace: Workspace, paths: tuple[str, ...]) -> tuple[Overlaid, ...]:
    """The overlays at some paths, as far as the workspace still holds them."""
    held = workspace.as_read or {}
    return tuple(
        Overlaid(path, held[path].effective, held[path].span)  # type: ignore[arg-type]
        for path in paths
        if path in held and held[path].effective is not None
    )


def _issued_as(root: Path, composed: Composed) -> Version | None:
    """The version under which the words of a text were issued last; None where they never were."""
    assert composed.agreement is not None
    digest = text_digest(composed.agreement)
    return next((one for one in _versions(root, composed.path) if one.last.issue.text_digest == digest), None)


def _dated(root: Path, path: str) -> str:
    """The date of an agreement: that of its first version which every party signed; empty where there is none."""
    return next((one.dated for one in reversed(tuple(_versions(root, path))) if one.dated), "")


def _versions(root: Path, path: str) -> Iterator[Version]:
    """The versions of an agreement, the last first; none where its footprint has no register that can be read."""
    if register_folder(root, path).is_dir():
        _, register = read_held(root, path, Faults())
        yield from reversed(register.of(path) if register is not None else ())


def earlier(old: Text) -> tuple[Earlier, ...]:
    """The variations that a text holds already, numbered from 1."""
    return tuple(Earlier(number, one.effective) for number, one in enumerate(old.overlays, 1))


def variation_path(selected: Selected, old: Text, new: Text) -> str:
    """The path of the instructions of the variation agreement: of the overlay that it brings, where that is one alone, else
    the agreement's own with “-variation” behind it."""
    before = {one.path for one in old.overlays}
    brought = [one.path for one in new.overlays if one.path not in before]
    return brought[0] if len(brought) == 1 else f"{selected.instructions.path}-variation"


def variation_instructions(
    workspace: Workspace, base: Instructions, precedent: Precedent, path: str
) -> Instructions:
    """The instructions of a variation agreement at `path`: what the overlay there answers of it, and what `base` says of
    the parties, for these are the same."""
    overlay = (workspace.as_read or {}).get(path)
    own = overlay.variation if overlay is not None else None
    return Instructions(
        path,
        precedent.id,
        base.for_each,
        own.answers if own is not None else {},
        _both(base.party_answers, own.party_answers if own is not None else {}, precedent),
        _both(base.each, own.each if own is not None else {}, precedent),
        (),
        None,
        None,
        None,
        (own or overlay or base).span,
    )


def _both(base: Answers, own: Answers, precedent: Precedent) -> dict[str, Mapping[str, Datum]]:
    """By party: what the varied agreement answers of what is asked of each party here too, and then what is answered here."""
    asked = precedent.party_questions
    return {
        slug: {**{n: d for n, d in base.get(slug, {}).items() if n in asked}, **own.get(slug, {})}
        for slug in (*base, *own)
    }
