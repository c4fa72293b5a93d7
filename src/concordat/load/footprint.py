"""The instructions of one footprint side by side, as they are judged together: as YAML, and as read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.diagnostics import Faults, Related, Span
from concordat.language.nearest import did_you_mean
from concordat.language.overlays import begins, day_of
from concordat.load import reported
from concordat.load.fields import place
from concordat.model.committee import Committee
from concordat.model.data import Datum
from concordat.model.library import Instructions, Precedent

Trees = Mapping[str, Datum | None]
"""The instructions of a footprint as YAML, by name; None where a file could not be read."""


def text_under(tree: Datum | None, key: str) -> str | None:
    """The text that stands under a key of a tree, or None."""
    found = datum_under(tree, key)
    return found.value if found is not None and isinstance(found.value, str) else None


def datum_under(tree: Datum | None, key: str) -> Datum | None:
    """What stands under a key of a tree, or None."""
    value = tree.value if tree is not None else None
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, Datum) else None


def named_base(tree: Datum | None) -> str | None:
    """The name under `varies:`; None in what is no overlay."""
    return text_under(tree, "varies")


def in_reading_order(trees: Trees) -> tuple[str, ...]:
    """The names of the instructions, those of overlays last: an overlay is read by what its base asks."""
    return tuple(sorted(trees, key=lambda name: named_base(trees[name]) is not None))


@dataclass(frozen=True)
class Footprint:
    """The instructions of one footprint by name, and what they are read beside; `faults` takes what is wrong with them."""

    folder: str
    trees: Trees
    read: Mapping[str, Instructions]
    committee: Committee | None
    precedents: Mapping[str, Precedent]
    faults: Faults

    def malformed(self, span: Span, message: str, hint: str, *related: Related) -> None:
        """Name an overlay or a restatement that cannot stand."""
        self.faults.add("overlay-malformed", span, message, hint, related)

    def place_of(self, name: str, key: str) -> Span:
        """The place of what stands under a key of some instructions, or of the instructions."""
        found = datum_under(self.trees.get(name), key)
        return place(found, self.read[name].span) if found is not None else self.read[name].span

    def members(self, one: Instructions) -> tuple[str, ...]:
        """The slugs for which instructions make an agreement each; none where they make one."""
        return self.committee.slugs if self.committee is not None and one.for_each is not None else ()

    def starts(self, name: str) -> Iterator[tuple[str | None, date, Span]]:
        """For each agreement of a base its member, the day from which its own text has effect, and where that is said."""
        base = self.read[name]
        precedent = self.precedents.get(base.precedent)
        for member in self.members(base) or (None,):
            found = begins(base, precedent, self.committee, member)
            day = day_of(found)
            if found is not None and day is not None:
                yield member, day, place(found, base.span)

    def has_base(self, name: str, key: str, named: str) -> bool:
        """Whether what some instructions name under `varies:` or `restates:` is a base of the footprint; report what is not."""
        span, (folder, slash, rest) = self.place_of(name, key), named.partition("/")
        known = [one for one, tree in self.trees.items() if named_base(tree) is None and one != name]
        over = named_base(self.trees.get(named))
        if slash and folder == self.folder:
            self.malformed(span, f"`{key}: {named}` names its own footprint too", f"Write `{key}: {rest}`.")
        elif slash:
            self.malformed(
                span,
                f"`{key}: {named}` names an agreement of another footprint",
                did_you_mean(rest, known, f"Name instructions of agreements/{self.folder}/."),
            )
        elif named == name:
            self.malformed(
                span, f"these instructions name themselves under `{key}:`", "Name those that stand before."
            )
        elif named not in self.trees:
            if not reported.unread(self.faults, f"agreements/{self.folder}/{named}"):
                self.malformed(
                    span,
                    f"`{key}:` names `{named}`, and agreements/{self.folder}/ has no {named}.yaml",
                    did_you_mean(named, known, "Name instructions of this footprint."),
                )
        elif over is not None:
            self.malformed(
                span,
                f"`{named}` is itself an overlay: `{key}:` names an agreement",
                f"Write `{key}: {over}`.",
            )
        return not slash and named in self.read and named != name and over is None
