"""The page as it grows: paragraphs with their controls and bookmarks, the space between them, and the turning of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from concordat.language.identity import APPARATUS, bookmark_name, older_bookmark_name
from concordat.language.sides import Side, stands
from concordat.model.tree import Mark
from concordat.render.docx.house_file import HouseFile
from concordat.render.docx.markup import escape, paragraph, run, tab
from concordat.render.docx.numbering import LevelLook, Numbers
from concordat.render.docx.pages import Pages
from concordat.render.docx.runs import Runs

LONGEST_ALIAS = 64
"""Characters that Word keeps of the name of a content control."""

NO_LIST = (0, 0)
"""The level and `w:num` that take a paragraph out of the list of its style (ECMA-376 Part 1, 17.9.18)."""

_FOLLOWS = {"tab": tab(), "space": run(" ")}
"""What stands between a number and the words, by what the level of the list says."""

AFTER_TITLE = 240
"""Twips between a heading of the first rank, or of a schedule, and what follows it."""

BETWEEN_TEXTS = 120
"""Twips between two paragraphs of running text."""


@dataclass(slots=True)
class Writer:
    """Collects the paragraphs and tables of one agreement as WordprocessingML.

    `gap` is space, in twips, that the next paragraph must have before it at least: it follows a table or a heading
    whose own space is greater than that of the text. `pages` says how the pages lie: with `upright_next` what follows
    stands on upright ones, but for another wide table: tables beside one another share their pages; with `held` all that
    is written now stands on wide ones. `after_title` is the space below a heading of the first rank. `places` maps each bookmark to
    its identity, in order. `apparatus` says that what is written now shows the status of the version: it has neither
    bookmark nor identity, and turns no page. `note` stands at the foot of each signature block of a version for signature,
    each of which has a page of its own; `deed` says that they are those of a deed, and `signed` how many are written.
    `bare` says that no place has a content control: in a redline, where what is accepted or rejected would leave it empty.
    """

    house: HouseFile
    runs: Runs
    numbers: Numbers
    pages: Pages
    bare: bool = False
    found: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    gap: int = 0
    after_title: int = AFTER_TITLE
    apparatus: bool = False
    note: str | None = None
    deed: bool = False
    signed: int = 0
    _controls: int = 0
    _head: bool = False

    @property
    def ids(self) -> Mapping[str, str]:
        """The style ids by name."""
        return self.house.ids

    @property
    def text_width(self) -> int:
        """The width of the text on the page that is being written, in twips."""
        sections = self.house.sections
        return sections.wide_width if self.pages.now[self.sides[0]].wide else sections.upright_width

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of which the block is that is being written."""
        return tuple(side for side in Side if stands(self.runs.marker.mark, side))

    @contextmanager
    def marked(self, block: object, mark: Mark | None) -> Iterator[None]:
        """Write all that comes meanwhile under the mark of a block; a move has its beginning and its end around it."""
        marker = self.runs.marker
        begun = marker.enter(block, mark)
        if begun:
            self.add(begun)
        yield
        if begun is not None and (end := marker.leave(begun)):
            self.add(end)

    def add(self, xml: str) -> None:
        """Add something as it stands."""
        self.found.append(xml)

    @contextmanager
    def row(self, mark: Mark | None) -> Iterator[str]:
        """Write a row under its mark, or that of its table: gives the mark for its properties. A row is never marked as moved."""
        marker = self.runs.marker
        outer = marker.mark, marker.flat
        marker.mark, marker.flat = marker.mark or mark, True
        yield marker.row()
        marker.mark, marker.flat = outer

    def text(
        self,
        style: str,
        content: str,
        identity: str | None = None,
        *,
        keep: bool = False,
        new_page: bool = False,
        numbering: tuple[int, int] | None = None,
        after: int | None = None,
        typed: str = "",
    ) -> None:
        """Add a paragraph in the style of this name; with an identity, in a content control and under a bookmark.

        `typed` is a label to which no list counts: it stands in the paragraph itself, alone under the bookmark, and the
        paragraph is taken out of its list.
        """
        if self.apparatus:
            identity = None
        if style not in ("Caption", "Table note"):
            self.turn(False, [side for side in self.sides if self.pages.now[side].upright_next])
        before = self._before(style, new_page)
        indent = ""
        if identity is not None and typed:
            look = self.house.looks.get(style, LevelLook())
            label = self.runs.tracked(run(typed, look.properties))
            number = self.bookmarked(identity, label)
            if number == label:  # moved away: a reader still finds the label by a bookmark
                number = self.runs.marker.bookmarked(older_bookmark_name(identity), label)
            content = number + self.runs.tracked(_FOLLOWS.get(look.follows, "")) + content
            numbering = NO_LIST
            # LibreOffice takes the style's indents away together with its list; here they are again.
            indent = self.house.indents.get(style, "")
        elif identity is not None:
            content = self.bookmarked(identity, content)
        made = paragraph(
            self.ids[style],
            content,
            keep=keep,
            new_page=new_page,
            numbering=numbering,
            before=before,
            after=after,
            indent=indent,
            mark=self.runs.marker.end(),
        )
        self.add(made if identity is None or self.bare else self.control(identity, made))

    def _before(self, style: str, new_page: bool) -> int | None:
        """The space before a paragraph where it is not its style's own."""
        own = self.house.befores[style]
        gap, self.gap = self.gap, 0
        head, self._head = self._head, False
        # Nothing stands above it on the page from which to keep it apart.
        if head and style in ("Caption", "Part heading"):
            return 0
        if head and "eading" not in style:
            return max(own - BETWEEN_TEXTS, 0)
        return gap if gap > own and not new_page else None

    def bookmarked(self, identity: str, content: str) -> str:
        """Content under the bookmark of an identity: a place that moved has it where it stands now."""
        name = bookmark_name(identity)
        mark = self.runs.marker.mark
        if mark is not None and mark.gone and identity in self.runs.targets.bookmarks:
            return content
        number = len(self.places)
        self.places[name] = identity
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def control(self, identity: str, content: str) -> str:
        """Paragraphs in the content control of an identity."""
        alias = identity if len(identity) <= LONGEST_ALIAS else f"{identity[: LONGEST_ALIAS - 1]}…"
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(alias)}"/><w:tag w:val="{bookmark_name(identity)}"/>'
            f'<w:id w:val="{self.next_control()}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def apparatus_control(self, content: str) -> str:
        """Paragraphs and tables in a content control that says that they are apparatus: a reader passes them over."""
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{APPARATUS}"/><w:tag w:val="{APPARATUS}"/>'
            f'<w:id w:val="{self.next_control()}"/><w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def next_control(self) -> int:
        """The id of the next content control."""
        self._controls += 1
        return self._controls

    def hold(self, sides: Iterable[Side], held: bool) -> None:
        """Hold wide pages on these sides, or let go of them: what follows then stands on upright ones."""
        for side in sides:
            self.pages.now[side].held = held
            self.pages.now[side].upright_next = not held or self.pages.now[side].upright_next

    def turn(self, wide: bool, sides: Iterable[Side] | None = None) -> None:
        """Begin pages of the other shape, on these sides or all, where they are not of the shape wanted."""
        among = [side for side in (self.sides if sides is None else sides) if not self.apparatus]
        for mark, ended_wide in self.pages.turned(wide, among):
            sections = self.house.sections
            ending = sections.wide if ended_wide else sections.upright
            end = self.runs.marker.end(mark)
            self.add(paragraph(self.ids["Section break"], "", mark=end, section=ending))
            self.gap = 0
            self._head = True
