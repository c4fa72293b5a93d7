"""What drafting needs at hand: the two texts, how they match, and how changes of words are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.language.walk import Place
from concordat.language.words import plain
from concordat.model.amendments import AmendmentKind, Located, Manner, Reworded, Substituted
from concordat.model.tree import Agreement, Block, Text
from concordat.versions.amending.drafted import Drafted
from concordat.versions.amending.measure import PART_CHANGED, Inlines, Measure
from concordat.versions.amending.phrases import Phrases
from concordat.versions.amending.pieces import pieces, runs
from concordat.versions.amending.places import Name, name_of
from concordat.versions.amending.wording import Op, ops
from concordat.versions.arranging import Member


@dataclass(frozen=True)
class Context:
    """The two texts of a variation. `places` are the blocks of the older one; `frozen` says that its numbers stay."""

    old: Agreement
    new: Agreement
    manner: Manner
    measure: Measure
    frozen: bool
    places: Mapping[str, Place]

    @property
    def phrases(self) -> Phrases:
        """The sentences of the house."""
        return Phrases(self.manner)

    def name(self, member: Member) -> Name:
        """The name of a block of the older text."""
        assert isinstance(member, Block)
        return name_of(self.places[member.identity])

    def located(self, old: Member | None, new: Member | None, name: Name) -> Located:
        """A place with its name."""
        before, after = (getattr(one, "identity", None) for one in (old, new))
        return Located(before, after, named(name))

    def substituted(self, old: Block, new: Block) -> Drafted:
        """A block in place of a block."""
        name = self.name(old)
        place = self.located(old, new, name)
        said = self.phrases.block([name])
        change = Substituted(old.identity, new)
        return Drafted(AmendmentKind.SUBSTITUTED, (place,), (change,), said, (new,))

    def words(
        self, identity: str, old: Inlines, new: Inlines, name: Name, column: str = ""
    ) -> Iterator[Drafted]:
        """Words for words, or where they are too many the whole text."""
        told = self.ops(old, new)
        if told is None:
            yield self.whole(identity, new, name)
        elif told:
            kind = AmendmentKind.SUBSTITUTED
            change = Reworded(identity, new)
            yield Drafted(
                kind, (_text_at(identity, name),), (change,), names=(name,), ops=told, column=column
            )

    def ops(self, old: Inlines, new: Inlines) -> tuple[Op, ...] | None:
        """The changes of words of a text: nothing where none is another, None where it is to be replaced whole."""
        found = runs(pieces(old, self.measure.words.forward), pieces(new, {}))
        if all(run.same for run in found):
            return ()
        if not plain(old):
            return (Op("fill", "", plain(new)),)
        total = len(plain(old)) + len(plain(new))
        return None if PART_CHANGED * self.measure.text(old, new) > total else ops(found)

    def whole(self, identity: str, new: Inlines, name: Name) -> Drafted:
        """A whole text in place of another."""
        said = self.phrases.whole(name, plain(new))
        change = Reworded(identity, new)
        return Drafted(AmendmentKind.SUBSTITUTED, (_text_at(identity, name),), (change,), said)

    def line(self, identity: str, name: Name, old: str, new: str) -> Iterator[Drafted]:
        """A short text that is replaced whole where it changes: a title, a term, a caption."""
        if old != new:
            yield self.whole(identity, (Text(new),), name)


def named(name: Name) -> str:
    """The whole name of a place, with what it is within."""
    return f"{name.text} {name.within}".strip()


def _text_at(identity: str, name: Name) -> Located:
    return Located(identity, identity, named(name))
