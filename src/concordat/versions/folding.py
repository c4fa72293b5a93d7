"""One cause, one change: differences found text by text, put together where one cause made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from concordat.language.walk import iterate
from concordat.model.changes import Change, Edit, Kind, Sort
from concordat.model.tree import Party
from concordat.versions.causes import PARTIES, TABLES
from concordat.versions.copies import cause_of, copy_of, keyed, parts_of, without_ending
from concordat.versions.found import DatumFound, TextFound
from concordat.versions.gathered import Neighbours, Users
from concordat.versions.making import Making
from concordat.versions.matching import Match, Side
from concordat.versions.moves_folded import fold_moves
from concordat.versions.printed import TERM, TITLE, Holder, Printed
from concordat.versions.significance import classes


class Folding:
    """Puts the differences of one comparison together."""

    def __init__(
        self,
        match: Match,
        texts: list[TextFound],
        data: list[DatumFound],
        significance: Mapping[str, int],
        moved: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`significance` gives the class of a particular by its identity without key; `moved` are the identities before
        and after of what moved."""
        self._match, self._texts, self._data, self._significance = match, texts, data, significance
        self._classes = {**classes(match.old.texts), **classes(match.new.texts)}
        self._made: dict[str, Making] = {}
        self._moved, self._behind = moved, dict(zip(list(match.new.texts)[1:], match.new.texts, strict=False))
        self._copies: dict[object, str] = {}
        self._kept: dict[Kind, frozenset[str]] = {}
        self._parties = {
            **{key: Kind.REMOVED for key in _parties(match.old) if f"party/{key}" not in match.forward},
            **{key: Kind.ADDED for key in _parties(match.new) if f"party/{key}" not in match.backward},
        }

    def changes(self) -> tuple[Change, ...]:
        """Every change once."""
        self._texts = [found for found in self._texts if not self._of_name(found.old, found.new)]
        reworded = [found for found in self._texts if found.kind is Kind.REWORDED]
        alone = [found for found in self._texts if found.kind in (Kind.ADDED, Kind.REMOVED)]
        for found in sorted(alone, key=self._under_table):
            if not (self._under_table(found) and self._of_rows(found)):
                self._alone(found)
        for found in self._texts:
            if found.kind is Kind.CHANGED and not found.text.total:
                self._own(found)
        for found in reworded:
            if not self._of_list(found):
                self._own(found)
        for found in self._texts:
            if found.kind is Kind.CHANGED and found.text.total and not self._of_total(found):
                self._own(found)
        for datum in self._data:
            self._of_datum(datum)
        self._settle_definitions()
        fold_moves(self._match, self._moved, self._made, self._behind)
        order = self._order()
        made = [making.made() for making in self._made.values()]
        return tuple(sorted(made, key=lambda change: order[change.places[0].identity]))

    def _order(self) -> dict[str, tuple[int, int]]:
        """Where each text prints on the newer side; what is gone, after what it stood behind on the older."""
        order = {identity: (place, 0) for place, identity in enumerate(self._match.new.texts)}
        last = -1
        for place, identity in enumerate(self._match.old.texts, start=1):
            matched = self._match.forward.get(identity, "")
            if matched in order:
                last = order[matched][0]
            else:
                order.setdefault(identity, (last, place))
        return order

    def _of_name(self, old: Printed | None, new: Printed | None) -> bool:
        """A text that differs only by a party's new name is a place of that one change."""
        if old is None or new is None or not self._renames:
            return False
        text, parties = old.text, []
        for party, before, after in self._renames:
            if before in text:
                text = text.replace(before, after)
                parties.append(party)
        if text != new.text:
            return False
        for party in parties:
            self._party(party).show(old, new)
        return True

    def _party(self, identity: str) -> Making:
        if identity not in self._made:
            line, earlier = (
                self._match.new.texts[identity],
                self._match.old.texts[self._match.backward[identity]],
            )
            names = earlier.name, line.name
            edit = Edit(earlier.text, line.text, False)
            self._made[identity] = Making(
                Kind.CHANGED, Sort.PARTY, identity, names, "", None, (edit,), behind=self._behind
            )
        return self._made[identity]

    @cached_property
    def _renames(self) -> list[tuple[str, str, str]]:
        """Each name of a party that is another on the newer side, longest first; not those of the two members."""
        found = []
        for before, after in _named(self._match.old).items():
            matched = self._match.forward.get(before, "")
            names = _named(self._match.new).get(matched)
            if names is None or (before != matched and self._match.new.member.slug):
                continue
            found += [
                (matched, was, now) for was, now in zip(after, names, strict=True) if was != now and was
            ]
        return sorted(found, key=lambda rename: (-len(rename[1]), rename))

    def _under_table(self, found: TextFound) -> bool:
        """Whether a text is a note under a table, or the line that says what is wanted in its place."""
        holders = self._match.new.holders if found.new else self._match.old.holders
        above = found.text.holders[-1:]
        return found.text.sort is Sort.PARAGRAPH and any(holders[one].sort is Sort.TABLE for one in above)

    def _of_rows(self, found: TextFound) -> bool:
        """A note that came or went because the table has its first row, or none any more."""
        table = f"{found.text.holders[-1]}#"
        row = next((made for identity, made in self._made.items() if identity.startswith(table)), None)
        if row is not None:
            row.show(found.old, found.new)
        return row is not None

    def _alone(self, found: TextFound) -> None:
        """A text on one side alone belongs to the outermost of what came or went with it, or to its party."""
        here = self._match.new if found.kind is Kind.ADDED else self._match.old
        matched = self._match.backward if found.kind is Kind.ADDED else self._match.forward
        text = found.text
        keys = [
            key for key, kind in self._parties.items() if kind is found.kind and keyed(text.identity, key)
        ]
        chain = (*text.holders, *parts_of(text), text.identity)
        outermost = next((one for one in chain if one not in matched), chain[-1])
        if keys:
            outermost = f"party/{keys[0]}"
        elif copy_of(outermost) not in self._kept_copies(found.kind):
            # Every copy of a repetition came or went: it is the repetition that did.
            outermost = self._copies.setdefault((found.kind, copy_of(outermost)), outermost)
        making = self._making(outermost, found, here.holders.get(outermost))
        making.show(found.old, found.new, found.causes)

    def _kept_copies(self, kind: Kind) -> frozenset[str]:
        """What is on both sides, without keys."""
        if kind not in self._kept:
            matched = self._match.backward if kind is Kind.ADDED else self._match.forward
            self._kept[kind] = frozenset(map(copy_of, matched))
        return self._kept[kind]

    def _making(self, identity: str, found: TextFound, holder: Holder | None = None) -> Making:
        text = found.text
        if identity not in self._made:
            sort, name = (holder.sort, holder.name) if holder else (text.sort, text.name)
            entry = holder.entry if holder else text.entry
            names = (
                name if found.kind is Kind.REMOVED else found.old.name if found.old else "",
                "" if found.kind is Kind.REMOVED else name,
            )
            weight = self._weight(text)
            self._made[identity] = Making(
                found.kind, sort, identity, names, entry, weight, found.edits, behind=self._behind
            )
        return self._made[identity]

    def _weight(self, text: Printed) -> int | None:
        if text.sort is Sort.PARTICULAR:
            return self._significance.get(text.identity.split("@")[0])
        return text.significance if text.significance is not None else self._classes.get(text.entry)

    def _own(self, found: TextFound) -> None:
        """A text that differs for itself; with it its copies that differ alike, and other texts that print the same datum."""
        identity = found.text.identity.removesuffix(TERM)
        made = self._copies.setdefault(cause_of(found), identity)
        if found.text.sort is Sort.RUNNING_LINE and TITLE in self._made and self._of_title(found):
            made = TITLE
        self._making(made, found).show(found.old, found.new, found.causes)

    def _of_title(self, found: TextFound) -> bool:
        """Whether a running line differs by the title alone."""
        old, new = self._match.old.agreement.title, self._match.new.agreement.title
        return found.old is not None and found.old.text.replace(old, new) == found.text.text

    def _of_list(self, found: TextFound) -> bool:
        """Words that a list made: another ending because a member came or went; the only member that is left, merged."""
        old, new = found.old, found.new
        assert old is not None and new is not None
        only_ending = without_ending(old.text) == without_ending(new.text)
        own = (old.identity, new.identity)
        for making, (was, now) in self._neighbours.under((*new.holders, *old.holders, *own)):
            text = now or was
            assert text is not None
            beside = text.holders[-1] in new.holders or text.holders[-1] in old.holders
            whole = new.text if now is None else old.text
            merged = text.holders[-1] in own and without_ending(text.text) in whole
            if (only_ending and beside) or merged:
                making.show(old, new, found.causes)
                self._neighbours.learn(making)
                return True
        return False

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(tuple(self._made.values()))

    def _of_total(self, found: TextFound) -> bool:
        """A total that is another because a cell of its column is, or because a row came or went."""
        table, column = _table(found.text), found.text.identity.rpartition("/")[2]
        done = False
        for making in tuple(self._made.values()):
            for was, now in tuple(making.texts):
                text = now or was
                if (
                    text is not None
                    and text.sort is Sort.CELL
                    and _table(text) == table
                    and text.identity.endswith(f"/{column}")
                ):
                    making.show(found.old, found.new)
                    done = True
                    break
        return done

    def _of_datum(self, datum: DatumFound) -> None:
        if self._of_name(datum.old, datum.new):
            return
        homes = [self._made[home] for home in datum.homes if home in self._made] or self._rows_of(datum)
        if not homes:
            homes = [
                self._party(home)
                for home in datum.homes
                if home in self._match.backward and home.startswith("party/")
            ][:1]
        if not homes and self._parties and PARTIES in datum.homes:
            homes = [next(making for key, making in self._made.items() if key.startswith("party/"))]
        if not homes:
            key = "\0".join((datum.cause.name, datum.cause.before, datum.cause.after))
            if key not in self._made:
                self._made[key] = Making(
                    Kind.CHANGED, Sort.VALUE, datum.cause.name, (datum.old.name, datum.new.name), datum.new.entry,
                    self._weight(datum.new), (datum.edit,), behind=self._behind,
                )  # fmt: skip
            self._made[key].causes[datum.cause.name] = datum.cause
            homes = [self._made[key]]
        for home in homes:
            home.show(datum.old, datum.new)

    def _rows_of(self, datum: DatumFound) -> list[Making]:
        """The changes of the rows that a value counts or sums."""
        tables = tuple(home for home in datum.homes if home.startswith(f"{TABLES}/"))
        return [
            making
            for identity, making in self._made.items()
            if any(f"/{table.partition('/')[2]}#" in identity for table in tables)
        ]

    def _settle_definitions(self) -> None:
        """A definition comes with its first use and goes with its last: it belongs to the change of the words that use it."""
        users = Users(self._made)
        settled = False
        while not settled:
            settled = True
            for identity, making in tuple(self._made.items()):
                if making.sort is not Sort.DEFINITION or making.kind not in (Kind.ADDED, Kind.REMOVED):
                    continue
                if any(making.causes):
                    continue
                key = users.first(identity, making.kind)
                if key is not None:
                    gathered = len(self._made[key].texts)
                    for old, new in making.texts:
                        self._made[key].show(old, new)
                    users.learn(key, self._made[key].texts[gathered:])
                    del self._made[identity]
                    settled = False


def _table(text: Printed) -> str:
    return text.identity.rpartition("#")[0]


def _parties(side: Side) -> list[str]:
    return [identity.removeprefix("party/") for identity in side.holders if identity.startswith("party/")]


def _named(side: Side) -> dict[str, tuple[str, str]]:
    """The legal and the short name of each party, by its identity."""
    blocks = (place.block for place in iterate(side.agreement))
    return {one.identity: (one.legal_name, one.short_name) for one in blocks if isinstance(one, Party)}
