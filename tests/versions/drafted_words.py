"""Reads drafted amendments as a lawyer would, and carries them out on the older text: no part of what drafts them is used.

An agreement is an outline of places: each has the name by which a lawyer finds it, its label, its words, and what stands
under it. Only the instruction and the quoted text of an amendment are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from concordat.model.amendments import Amendment
from concordat.model.tree import (
    Agreement,
    Block,
    Definition,
    Group,
    GroupKind,
    Paragraph,
    Particular,
    Party,
    Provision,
    Recital,
    Role,
    Row,
    Signature,
    Table,
)

NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def said(inlines: Sequence[object]) -> str:
    return " ".join("".join(one.text for one in inlines).split())  # type: ignore[attr-defined]


@dataclass(eq=False)
class Spot:
    """A place: its name in full, label and words; `ends` are closing words."""

    name: str
    label: str = ""
    words: str = ""
    below: list[Spot] = field(default_factory=list)
    above: Spot | None = None
    closing: bool = False

    def put(self, *spots: Spot) -> Spot:
        for one in spots:
            one.above = self
            self.below.append(one)
        return self

    def walk(self) -> Iterator[Spot]:
        yield self
        for one in self.below:
            yield from one.walk()


def outline(agreement: Agreement) -> Spot:
    """The outline of an agreement: title and cover first."""
    top = Spot("the Agreement")
    top.put(Spot("the title", words=agreement.title), Spot("the cover", words=agreement.committee))
    for group in agreement.groups:
        top.put(spot(group, "", ""))
    return top


def spot(block: Block, of: str, within: str) -> Spot:
    """A block as a place. `of` names the schedule or Part above ("Schedule 2"), `within` the definition or recital."""
    match block:
        case Group(kind=GroupKind.CLAUSE):
            return _group(f"clause {block.label}", block, "", f"clause {block.label}")
        case Group(kind=GroupKind.SCHEDULE | GroupKind.PART):
            name = f"{block.label} of {of}" if of else block.label
            return _group(name, block, name, name)
        case Group():
            words = said(block.heading.inlines) if block.heading else ""
            name = f"the {words}"
            made = Spot(name, block.label)
            if block.kind is not GroupKind.SCHEDULES:
                made.put(Spot(f"the heading of {name}", words=words))
            return made.put(*_many(block.blocks, "", name, name))
        case Provision():
            name = _provision_name(block, of, within)
            made = Spot(name, block.label, said(block.inlines)).put(*_many(block.children, of, within, name))
            if block.closing is not None:
                made.put(
                    Spot(f"the closing words of {name}", words=said(block.closing.inlines), closing=True)
                )
            return made
        case Recital():
            name = f"recital {block.label}"
            return Spot(name, block.label, said(block.inlines)).put(
                *_many(block.children, of, "recital", name)
            )
        case Definition():
            name = f"the definition of “{block.term}”"
            made = Spot(name, "", said(block.inlines))
            made.put(Spot(f"the term “{block.term}”", words=block.term))
            return made.put(*_many(block.children, of, name, name))
        case Party():
            return Spot(f"party {block.label}", block.label, said(block.inlines))
        case Particular():
            label = Spot(f"the label “{block.label}”", words=block.label)
            return Spot(f"the answer to “{block.label}”", "", said(block.inlines)).put(label)
        case Signature():
            return _signature(block)
        case Table():
            return _table(block, of)
    raise AssertionError(block)


def _provision_name(block: Provision, of: str, within: str) -> str:
    if within == "recital":
        return f"recital {block.cite}"
    if within.startswith("the definition"):
        return f"paragraph {block.cite} of {within}"
    return f"paragraph {block.cite} of {of}" if of else f"clause {block.cite}"


def _group(name: str, block: Group, of: str, holder: str) -> Spot:
    words = said(block.heading.inlines) if block.heading else ""
    made = Spot(name, block.label).put(Spot(f"the heading of {name}", words=words))
    return made.put(*_many(block.blocks, of, "", holder))


def _many(found: Sequence[Block], of: str, within: str, holder: str) -> list[Spot]:
    within = within if within.startswith("the definition") or within == "recital" else ""
    opens = [one for one in found if isinstance(one, Paragraph) and one.role is Role.START]
    made = []
    for one in found:
        if isinstance(one, Paragraph):
            name = f"the opening words of {holder}"
            if len(opens) > 1:
                name = f"the {NUMBERS[opens.index(one)]} paragraph of {name}"
            made.append(Spot(name, words=said(one.inlines)))
        else:
            made.append(spot(one, of, within))
    return made


def _signature(block: Signature) -> Spot:
    name = f"the signature block of “{said(block.inlines)}”"
    made = Spot(name, "", said(block.inlines))
    for line in block.lines:
        made.put(
            Spot(f"the label “{line.label}” of {name}", words=line.label),
            Spot(f"the line “{line.label}” of {name}", words=said(line.inlines)),
        )
    return made


def _table(block: Table, of: str) -> Spot:
    name = f"the table “{block.caption}” in {of}"
    made = Spot(name).put(Spot(f"the caption of {name}", words=block.caption))
    for column in block.columns if block.rows else ():
        made.put(Spot(f"the heading of the column “{column.heading}” in {name}", words=column.heading))
    for row in block.rows:
        made.put(_row(row, block))
    return made


def _row(row: Row, table: Table) -> Spot:
    made = Spot("row")
    for column, cell in zip(table.columns, row.cells, strict=True):
        made.put(Spot(f"column “{column.heading}”", words=said(cell.inlines)))
    return made


QUOTED = "“((?:[^“”]|“[^“”]*”)*)”"
_OPS = (
    ("substitute", rf"for {QUOTED}(WHERE)substitute {QUOTED}"),
    ("substitute", rf"delete {QUOTED}(WHERE)and replace with {QUOTED}"),
    ("insert", rf"after {QUOTED}(WHERE)insert {QUOTED}"),
    ("begin", rf"at the beginning insert {QUOTED}"),
    ("end", rf"at the end insert {QUOTED}"),
    ("fill", rf"insert {QUOTED}"),
    ("omit", rf"(?:omit|delete) {QUOTED}(, in (?:the \w+|each) place where it occurs| at the end|)"),
)
_WHERE = r"(?:, in (?:the \w+|each) place where it occurs, | at the end | )"


class Reader:
    """Carries out amendments on the outline of the older text."""

    def __init__(self, old: Agreement) -> None:
        self.top = outline(old)
        self.spots = list(self.top.walk())  # as the older text has them: names are of that text
        self.words = {id(one): one.words for one in self.spots}
        self.later: list[tuple[str, Spot, list[Spot]]] = []
        self.gone: list[Spot] = []
        self.anchors: list[tuple[str, Spot, list[Spot], bool]] = []

    def read(self, amendments: Sequence[Amendment]) -> Spot:
        for one in amendments:
            if one.instruction and "accordingly" not in one.instruction:
                self.one(one.instruction, one.quoted)
        for name, spot_, come, _ in sorted(self.anchors, key=lambda a: not a[3]):
            self._place(name, spot_, come)
        for spot_ in self.gone:
            assert spot_.above is not None
            spot_.above.below.remove(spot_)
        return self.top

    def find(self, name: str, within: str = "") -> Spot:
        """The one place of that name; a row by its cells within its table."""
        row = re.fullmatch(rf"row {QUOTED}(?: \({QUOTED}(?:, {QUOTED})*\))?", name)
        counted = re.fullmatch(r"row (\d+) \(counted from the top\)", name)
        if row or counted:
            table = self.find(within)
            rows = [one for one in self._old_below(table) if one.name == "row"]
            if counted:
                return rows[int(counted[1]) - 1]
            cells = re.findall(QUOTED, name)
            found = [
                one
                for one in rows
                if _begins(
                    [c.words for c in one.below if self.words.get(id(c)) is not None],
                    [self.words[id(c)] for c in one.below],
                    cells,
                )
            ]
        else:
            opening = re.fullmatch(r"the opening words of (.*)", name)
            found = [one for one in self.spots if one.name == name]
            if not found and opening:  # those of a provision are its own
                found = [one for one in self.spots if one.name == opening[1]]
            if within.startswith(("the table", "Schedule", "Part", "clause")) and len(found) > 1:
                found = [one for one in found if within in [a.name for a in _above(one)]]
        assert len(found) == 1, (name, within, [one.name for one in found])
        return found[0]

    def _old_below(self, spot_: Spot) -> list[Spot]:
        return [one for one in spot_.below if id(one) in self.words]

    def several(self, text: str, within: str) -> list[Spot]:
        """The places of a phrase such as "clauses 2.1 and 5.3 and paragraph 3 of Schedule 1"."""
        found = []
        for noun, labels, of in _phrases(text):
            if not noun:
                found.append(
                    self.find(re.sub(r"(of “[^“”]*”) in (?:Schedule|Part|clause) .*$", r"\1", labels), within)
                )
                continue
            ranged = (
                re.fullmatch(r"(\S+) to (\S+)", labels) if noun.endswith("s") and "“" not in labels else None
            )
            if (
                not ranged
                and noun.endswith("s")
                and (quoted := re.fullmatch(rf"({QUOTED}(?: \(.*?\))?) to ({QUOTED}(?: \(.*?\))?)", labels))
            ):
                first, last = (
                    self.find(f"{noun[:-1]} {label}{of}".replace("definitions", "definition"), within)
                    for label in (quoted[1], quoted[3])
                )
                found += _range(self, first, last)
            elif ranged:
                first, last = (self.find(f"{noun[:-1]} {label}{of}", within) for label in ranged.groups())
                found += _range(self, first, last)
            else:
                found += [
                    self.find(f"{_single(noun)} {label}{of}".strip(), within) for label in _labels(labels)
                ]
        return found

    def one(self, instruction: str, quoted: Sequence[Block]) -> None:
        """Carry out one amendment."""
        text = instruction[:1].lower() + instruction[1:]
        within = ""
        while (
            match := re.match(
                r"in (the table “.*?” in [^,]*|Schedule [^,]*|Part [^,]*|the Particulars[^,]*|clause [^,]*), (?=in |for |delete |omit |after |before |move |at the )",
                text,
            )
        ) and not _is_words(text, match):
            within, text = match[1], text[match.end() :]
        if text.startswith("in each of the following places, "):
            body, _, places = (
                text.removeprefix("in each of the following places, ").removesuffix(".").rpartition(": ")
            )
            for one in self.several(places, ""):
                self.ops(one, body)
        elif match := re.match(r"in (rows? .*), in the column “(.*?)”, (.*)\.$", text):
            for row in self.several(match[1], within):
                self.ops(next(c for c in row.below if c.name == f"column “{match[2]}”"), match[3])
        elif text.endswith(":"):
            self._quoting(text, within, quoted)
        elif match := re.match(
            r"move (.*?)(?:, in that order,)? to (follow|stand before|the end of|the beginning of) (.*)\.$",
            text,
        ):
            moved = self.several(match[1], within)
            self._anchored(
                {"follow": "after", "stand before": "before"}.get(match[2], match[2]),
                match[3],
                within,
                moved,
                moves=True,
            )
        elif match := re.match(r"in (.*?), (?=for |omit |delete |after “|at the |insert )(.*)\.$", text):
            self.ops(self._named(match[1], within), match[2])
        elif match := (
            re.match(r"for (.*) substitute “(.*)”\.$", text)
            or re.match(r"delete (.*) and replace with “(.*)”\.$", text)
        ):
            self._named(match[1], within).words = match[2]
        elif match := re.match(
            r"(?:omit|delete) (.*?)(; (?:its number stays|their numbers stay), with the words “(.*)”)?\.$",
            text,
        ):
            for one in self.several(match[1], within):
                if match[2]:
                    heads = [head for head in one.below if head.name.startswith("the heading")]
                    (heads[0] if heads else one).words = match[3]
                    one.below = heads
                else:
                    self.gone.append(one)
        else:
            raise AssertionError(instruction)

    def _named(self, name: str, within: str) -> Spot:
        if within.startswith("the table") and name.startswith("the heading of the column"):
            name = f"{name} in {within}"
        return self.find(name, within)

    def _quoting(self, text: str, within: str, quoted: Sequence[Block]) -> None:
        text = re.sub(r" (?:the following rows?)?:$|:$", "", text).strip()
        closing = text.removesuffix(", as closing words").removesuffix("insert").strip()
        if closing != text and text.endswith(" insert, as closing words"):
            holder = self.find(closing.removesuffix(" insert").removeprefix("at the end of "))
            (block,) = quoted
            holder.put(Spot("", words=said(block.inlines), closing=True))  # type: ignore[union-attr]
        elif match := re.match(r"(after|before|at the end of|at the beginning of) (.*) insert$", text):
            self._anchored(match[1], match[2], within, self._come(quoted, within))
        elif match := (
            re.match(r"for (.*) substitute$", text) or re.match(r"delete (.*) and replace with$", text)
        ):
            olds = self.several(match[1], within)
            holder = olds[0].above
            assert holder is not None
            self.anchors.append(("before", olds[0], self._come(quoted, within, olds[0]), False))
            self.gone += olds
        else:
            raise AssertionError(text)

    def _come(self, quoted: Sequence[Block], within: str, like: Spot | None = None) -> list[Spot]:
        if within.startswith("the table"):
            (table,) = quoted
            assert isinstance(table, Table)
            return [_row(row, table) for row in table.rows]
        return _many(quoted, "new", "", "new")

    def _anchored(self, where: str, name: str, within: str, come: list[Spot], moves: bool = False) -> None:
        where = where.removeprefix("the ").removeprefix("at the ").removesuffix(" of")
        self.anchors.append((where, self.find(name, within), come, moves))

    def _place(self, where: str, spot_: Spot, come: list[Spot]) -> None:
        for one in come:
            if one.above is not None:
                one.above.below.remove(one)
        holder = spot_ if where in ("end", "beginning") else spot_.above
        assert holder is not None
        if where == "end":
            at = len(holder.below) - bool(holder.below and holder.below[-1].closing)
        elif where == "beginning":
            at = next((n for n, one in enumerate(holder.below) if not _heads(one)), len(holder.below))
        else:
            at = holder.below.index(spot_) + (where == "after")
        holder.below[at:at] = come
        for one in come:
            one.above = holder

    def ops(self, spot_: Spot, body: str) -> None:
        """Carry out changes of words, all on the words as they stood."""
        whole = self.words[id(spot_)]
        steps: list[tuple[int, int, str]] = []
        while body:
            tried = ((verb, re.match(form.replace("(WHERE)", f"({_WHERE})"), body)) for verb, form in _OPS)
            verb, match = next((verb, match) for verb, match in tried if match is not None)
            body = re.sub(r"^; (?:and )?", "", body[match.end() :])
            steps += _steps(whole, verb, match.groups())
        for start, end, put in sorted(steps, reverse=True):
            whole = whole[:start] + put + whole[end:]
        spot_.words = " ".join(whole.split())


def _steps(whole: str, verb: str, parts: tuple[str, ...]) -> list[tuple[int, int, str]]:
    if verb in ("begin", "end", "fill"):
        at = 0 if verb == "begin" else len(whole)
        glue = "" if re.match(r"[,.;:?!)\]’”%]", parts[0]) else " "
        return [(at, at, f"{parts[0]} " if verb == "begin" else f"{glue}{parts[0]}")]
    sought, where = parts[0], parts[1]
    put = parts[2] if len(parts) > 2 else ""
    pattern = (r"(?<![\w£.,])" if sought[0].isalnum() or sought[0] == "£" else "") + re.escape(sought)
    pattern += r"(?![\w%]|[.,]\d)" if sought[-1].isalnum() else ""
    places = [match.start() for match in re.finditer(pattern, whole)]
    if "each" in where:
        chosen = places
    elif "at the end" in where:
        assert whole.endswith(sought)
        chosen = [len(whole) - len(sought)]
    elif which := re.search(r"the (\w+) place", where):
        chosen = [places[NUMBERS.index(which[1])]]
    else:
        assert len(places) == 1, (sought, whole)
        chosen = places
    if verb == "insert":
        glue = "" if re.match(r"[,.;:?!)\]’”%]", put) else " "
        return [(at + len(sought), at + len(sought), glue + put) for at in chosen]
    if verb == "omit":  # with the space before it
        return [(at - (whole[at - 1 : at] == " "), at + len(sought), "") for at in chosen]
    return [(at, at + len(sought), put) for at in chosen]


def _heads(spot_: Spot) -> bool:
    return spot_.name.startswith(("the heading", "the caption", "the term", "the label"))


def _begins(now: list[str], words: list[str], cells: list[str]) -> bool:
    told = [word for word in words if word]
    return told[: len(cells)] == cells


def _above(spot_: Spot) -> Iterator[Spot]:
    while spot_.above is not None:
        spot_ = spot_.above
        yield spot_


def _is_words(text: str, match: re.Match[str]) -> bool:
    """Whether what begins a sentence is the place itself, whose words are amended next, and not what it is within."""
    rest = text[match.end() :]
    return bool(re.match(r"(?:for|omit|delete|after) “|at the (?:end|beginning) insert|insert “", rest))


_NOUN = r"(?:clauses?|paragraphs?|recitals?|part(?:y|ies)|Schedules?|Parts?|rows?|the (?:answers?|definitions?|signature blocks?|tables?|labels?|terms?|opening words|closing words|heading|caption|line|note|title|cover|\w+ paragraph)(?: to| of)?)"


def _phrases(text: str) -> list[tuple[str, str, str]]:
    """Each noun with its labels, and what they are of."""
    parts = re.split(rf"(?:, | and )(?={_NOUN} )", text)
    joined: list[str] = []
    for part in parts:  # a quotation may hold such words
        if joined and joined[-1].count("“") != joined[-1].count("”"):
            joined[-1] += f" and {part}"
        else:
            joined.append(part)
    found = []
    for part in joined:
        match = re.match(rf"({_NOUN}) (.*)$", part)
        if (
            match is None
            or match[1].startswith(
                (
                    "the opening",
                    "the closing",
                    "the heading",
                    "the caption",
                    "the line",
                    "the label",
                    "the term",
                    "the note",
                    "the table",
                )
            )
            or " paragraph" in match[1]
        ):
            found.append(("", part, ""))
            continue
        noun, rest = match.groups()
        of = ""
        if noun.startswith(("paragraph", "Part")) and (tail := re.search(r" of .*$", rest)):
            rest, of = rest[: tail.start()], tail[0]
        if noun.startswith("row") and rest.endswith(" (counted from the top)"):
            rest, of = rest.removesuffix(" (counted from the top)"), " (counted from the top)"
        if noun.startswith(("the answer", "the definition", "the signature")):
            rest = re.sub(r" in (the Particulars|Schedule|Part|clause).*$", "", rest)
        found.append((noun, rest, of))
    return found


def _single(noun: str) -> str:
    singles = {"parties": "party"}
    return singles.get(
        noun,
        re.sub(r"^(the answer|the definition|the signature block)s", r"\1", noun)
        if noun.startswith("the ")
        else noun.removesuffix("s"),
    )


def _labels(text: str) -> list[str]:
    if "“" in text:
        return [match[0] for match in re.finditer(rf"{QUOTED}(?: \([^)]*”\))?", text)]
    return re.split(r", | and ", text) if text else [""]


def _range(reader: Reader, first: Spot, last: Spot) -> list[Spot]:
    holder = first.above
    assert holder is not None and last.above is holder
    held = [one for one in holder.below if id(one) in reader.words]
    return held[held.index(first) : held.index(last) + 1]
