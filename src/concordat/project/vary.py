"""`concordat vary`: the agreement that leads from one text of an agreement to another, composed, checked and rendered like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from concordat.checks import check_library, check_variation
from concordat.compose.family import Families
from concordat.compose.variation import compose_variation, workspace_of
from concordat.diagnostics import Diagnostic, Faults, Severity, Span, Stage
from concordat.model.amendments import Amendment
from concordat.model.data import Datum
from concordat.model.library import House, Precedent, Workspace
from concordat.model.tree import Agreement
from concordat.model.variation import Varied
from concordat.project.amending import amended, with_amendments
from concordat.project.build import write_views
from concordat.project.collector import resting
from concordat.project.composed import Composed, named_for, of_library
from concordat.project.inputs import sources
from concordat.project.pool import Job, Progress, run
from concordat.project.selection import Selected, file_mark, select
from concordat.project.texts import read_texts
from concordat.project.varied import (
    Text,
    Texts,
    earlier,
    last_two,
    named_two,
    variation_instructions,
    variation_path,
)
from concordat.project.views import Views
from concordat.project.wanted import blanks_of


@dataclass(frozen=True)
class Variation:
    """A variation agreement with what was found in it. `tree` is None where it could not be composed.

    `of` is the path of the agreement that it varies, `old` and `new` the two texts, `amendments` what leads from one to the other.
    """

    path: str
    of: str
    selected: Selected
    tree: Agreement | None
    old: Composed
    new: Composed
    amendments: tuple[Amendment, ...]
    found: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether it may be written: composed, and without an error in it or in either of the two texts."""
        own = self.tree is not None and not any(d.severity is Severity.ERROR for d in self.found)
        return own and self.old.sound and self.new.sound


@dataclass(frozen=True)
class Written:
    """One variation agreement of the closing table. `folder` is where its files stand, empty where it was not written."""

    path: str
    of: str
    title: str
    amendments: int
    pages: int
    blanks: int
    warnings: int
    folder: str


@dataclass(frozen=True)
class Outcome:
    """What a run did: a row for each variation agreement, what else must be said, and all that was found."""

    rows: tuple[Written, ...]
    said: tuple[str, ...]
    faults: Faults


@resting()
def vary(
    root: Path, names: Iterable[str], progress: Progress, workers: int = 2, old: str = "", new: str = ""
) -> Outcome:
    """Write the variation agreements that lead from one text of each agreement to another.

    `old` and `new` name the two texts as `diff` does, `@1.0` for short, of one agreement alone; without them it is led
    from its text before its last overlay to the text drafted now. Nothing is written where something could not be read;
    where no overlay varies an agreement, or nothing changes, that is said. A variation with an error, or between texts of
    which one has an error, is not written and the others are.
    """
    workspace, faults = read_texts(root)
    if workspace.house is None or _unreadable(faults):
        return Outcome((), (), faults)
    chosen = select(workspace, names, faults)
    if old and len(chosen) > 1:
        faults.add("agreement-unknown", None, f"the names mean {len(chosen)} agreements, and OLD and NEW are of one",
                   "name one: `concordat list`")  # fmt: skip
    said: list[str] = []
    sides = (old, new or "@draft") if old else None
    made = tuple(variations(root, workspace, chosen, said, faults, sides)) if not faults.errors else ()
    return _written(root, workspace, workspace.house, made, said, faults, progress, workers)


def variations(
    root: Path, workspace: Workspace, chosen: Iterable[Selected], said: list[str], faults: Faults,
    sides: tuple[str, str] | None = None,
) -> Iterator[Variation]:  # fmt: skip
    """The variation agreement of each agreement, composed and checked; `said` gains why there is none.

    `sides` names the two texts; without it they are the two last of each.
    """
    library = check_library(workspace)
    faults.extend(library.found)
    precedent = next((p for _, p in sorted(workspace.library.precedents.items()) if p.variation), None)
    texts = Texts(workspace, library.errors)
    for selected in chosen:
        if precedent is None:
            faults.add("precedent-unknown", selected.instructions.span, "no precedent says how a variation is made",
                       "one of agreements/precedents/ must have the key `variation`")  # fmt: skip
            return
        both = named_two(root, texts, selected, *sides, faults) if sides else last_two(root, texts, selected)
        if both is None:
            if sides is None:
                said.append(f"{selected.path}: no overlay varies it, so there is nothing to set out.")
            continue
        found = _variation(texts, selected, precedent, both)
        if found is None:
            said.append(f"{selected.path}: the two texts say the same, so there is nothing to set out.")
            continue
        for one in both:
            faults.extend(d for d in one.composed.found if d.severity is Severity.ERROR)
        faults.extend(found.found)
        yield found


def _variation(
    texts: Texts, selected: Selected, precedent: Precedent, both: tuple[Text, Text]
) -> Variation | None:
    """The variation agreement between two texts; None where they say the same."""
    workspace, (old, new) = texts.workspace, both
    instructions = variation_instructions(
        workspace, selected.instructions, precedent, variation_path(selected, old, new)
    )
    path = "/".join((instructions.path, *selected.path.split("/")[2:]))
    own = Selected(path, instructions, selected.member)
    before, after = old.composed.agreement, new.composed.agreement
    if before is None or after is None or workspace.house is None:
        return Variation(path, selected.path, own, None, old.composed, new.composed, (), ())
    amendments = amended(before, after, workspace.house)
    if not amendments:
        return None
    names = texts.names(old.day, selected)
    varied = Varied(
        before, after, names, texts.names(new.day, selected), instructions.span, len(old.overlays) + 1,
        earlier(old), old.version, old.digest, _date_of(names, old.dated, instructions.span), new.effective,
    )  # fmt: skip
    reading = workspace_of(workspace, precedent, varied)
    tree, instructions, composed = compose_variation(Families(reading), instructions, selected.member, varied)
    found = list(composed.found)
    if tree is not None and precedent.variation is not None:
        tree = with_amendments(tree, precedent.variation.amendments, amendments, workspace.house)
        reading = replace(reading, instructions={**reading.instructions, instructions.path: instructions})
        found += check_variation(reading, tree).found
        found += of_library(reading, tree, texts.library)
    own = replace(own, instructions=instructions)
    return Variation(
        path, selected.path, own, tree, old.composed, new.composed, amendments, named_for(path, found)
    )


def _date_of(names: Mapping[str, Datum], dated: str, span: Span) -> Datum | None:
    """The date of the agreement that is varied: as its register has it, else as it answers; None where it is not asked."""
    if dated:
        return Datum(date.fromisoformat(dated), span)
    particulars = names["particulars"].value if "particulars" in names else None
    found = particulars.get("date_of_agreement") if isinstance(particulars, Mapping) else None
    return found if isinstance(found, Datum) else None


def _written(
    root: Path, workspace: Workspace, house: House, made: tuple[Variation, ...], said: list[str], faults: Faults,
    progress: Progress, workers: int,
) -> Outcome:  # fmt: skip
    """Render and write those that are sound."""
    by_path = {one.path: one for one in made}
    views: dict[str, Views] = {}
    sound = [one for one in made if one.sound]
    for done, (path, found) in enumerate(run((_job(workspace, house, one) for one in sound), workers), 1):
        faults.extend(found.found)
        if found.files and write_views(root, path, found, faults, file_mark(workspace, path)):
            views[path] = found
        progress(path, done, len(sound))
    rows = tuple(_row(one, views.get(path)) for path, one in by_path.items())
    return Outcome(rows, tuple(said), faults)


def _job(workspace: Workspace, house: House, one: Variation) -> Job:
    assert one.tree is not None
    others = [(side.selected, side.agreement) for side in (one.old, one.new) if side.agreement is not None]
    return Job(one.path, one.tree, house, sources(workspace, one.selected, one.tree, others))


def _row(one: Variation, views: Views | None) -> Written:
    return Written(
        one.path,
        one.of,
        one.tree.title if one.tree is not None else "",
        sum(bool(amendment.instruction) for amendment in one.amendments),
        views.pages if views is not None else 0,
        len(blanks_of(one.tree)) if one.tree is not None else 0,
        sum(d.severity is Severity.WARNING for d in one.found),
        f"build/{one.path}" if views is not None else "",
    )


def _unreadable(faults: Faults) -> bool:
    return any(d.stage is Stage.READ and d.severity is Severity.ERROR for d in faults.found)
