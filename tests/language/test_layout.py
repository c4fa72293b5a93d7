"""Which blocks of a schedule lie on wide pages, and where upright pages begin anew."""

from __future__ import annotations

from concordat.language.layout import FEW_WORDS, after_wide, begins_wide, wide_blocks
from concordat.model.tree import (
    NOWHERE,
    Align,
    Block,
    Cell,
    Group,
    GroupKind,
    Paragraph,
    Role,
    Row,
    Table,
    TableColumn,
    Text,
)

FEW, MANY = 200, FEW_WORDS + 1


def words(name: str, length: int) -> Paragraph:
    return Paragraph(name, Role.START, (Text("x" * length),), NOWHERE)


def table(name: str, landscape: bool = True) -> Table:
    row = Row(f"{name}#a", (Cell(f"{name}#a/b", (Text("b"),)),))
    columns = (TableColumn("b", "B", Align.LEFT, 1, 5),)
    return Table(name, "A table", "", "term", None, landscape, columns, (row,), (), NOWHERE)


def part(name: str, *blocks: Block, kind: GroupKind = GroupKind.PART) -> Group:
    return Group(name, kind, "", 1, None, blocks)


def test_few_words_lie_beside_a_wide_table() -> None:
    held = part("p", words("before", FEW), table("t"), words("after", FEW))
    assert wide_blocks(held) == {"before", "t", "after"} and begins_wide(held)
    assert after_wide(held) == frozenset()


def test_many_words_stand_upright_and_begin_anew() -> None:
    held = part("p", words("before", MANY), table("t"), words("after", MANY), words("last", FEW))
    assert wide_blocks(held) == {"t"} and not begins_wide(held)
    assert after_wide(held) == {"after"}


def test_words_without_a_wide_table_stand_upright() -> None:
    assert wide_blocks(part("p", words("a", FEW), table("t", landscape=False))) == frozenset()
    assert wide_blocks(part("c", words("a", FEW), table("t"), kind=GroupKind.CLAUSE)) == frozenset()


def test_the_title_of_a_schedule_lies_where_its_first_part_does() -> None:
    first, second = part("a", table("t")), part("b", words("w", FEW))
    held = part("s", words("opening", FEW), first, second, kind=GroupKind.SCHEDULE)
    assert begins_wide(held) and wide_blocks(held) == {"opening"}
    assert after_wide(held) == {"b"}
    other = part("s", words("opening", FEW), second, first, kind=GroupKind.SCHEDULE)
    assert not begins_wide(other) and wide_blocks(other) == frozenset() == after_wide(other)
