"""The national portfolio: which agreements there are, which families they make, and what their tables own up to."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from concordat.checks.facts import facts
from concordat.checks.index import agreement_index
from concordat.language.walk import blocks
from concordat.load.workspace import read_workspace
from concordat.model.data import Choice, Status
from concordat.model.library import Workspace
from concordat.model.tree import Agreement, Row, Table
from concordat.project.composed import Composed
from concordat.project.inputs import sources
from concordat.project.read import Reading, read
from concordat.project.selection import Selected, all_agreements
from concordat.project.views import render_views
from concordat.project.wanted import blanks_of
from docx import Document
from support import REPOSITORY, read_one

EXAMPLE, ONE_ICB = "example-footprint", "north-east-and-north-cumbria"
EARLY = {"north-west", "west-midlands", "east-midlands", "east-of-england"}
LATE = {"yorkshire-and-the-humber", "london", "south-east", "south-west"}
FIRST_YEAR = {"2024-04-01": "specialised-59", "2025-04-01": "specialised-70"}
NORTH_WEST, SOUTH_EAST = "north-west/delegation-2024/greater-manchester", "south-east/delegation-2025/frimley"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    found, faults = read_workspace(REPOSITORY)
    assert not faults.errors
    return found


@pytest.fixture(scope="module")
def real(workspace: Workspace) -> tuple[Selected, ...]:
    """Every agreement but those of the worked example."""
    return tuple(s for s in all_agreements(workspace) if not s.path.startswith(f"{EXAMPLE}/"))


def of_kind(found: tuple[Selected, ...], precedent: str) -> list[Selected]:
    return [one for one in found if one.instructions.precedent == precedent]


def footprint(selected: Selected) -> str:
    return selected.path.split("/")[0]


def answer(selected: Selected, name: str) -> str:
    value = selected.instructions.answers[name].value
    return value.slug if isinstance(value, Choice) else str(value)


def test_there_are_sixty_four_and_the_five_of_the_example(
    workspace: Workspace, real: tuple[Selected, ...]
) -> None:
    kinds = Counter(one.instructions.precedent for one in real)
    assert kinds == {"joint-working": 14, "delegation": 42, "collaboration": 8}
    example = [s.instructions.precedent for s in all_agreements(workspace) if footprint(s) == EXAMPLE]
    assert Counter(example) == {"delegation": 3, "collaboration": 2}  # one restates the other


def test_each_board_has_one_delegation_agreement_of_its_first_year(
    workspace: Workspace, real: tuple[Selected, ...]
) -> None:
    """The year and the list are those that the parties' own records give, which the instructions do not read."""
    boards = {
        slug: party.value
        for slug, party in workspace.parties.items()
        if party.span is not None and party.span.file == "parties/icbs.yaml"
    }
    made = {str(one.member.key): one for one in of_kind(real, "delegation") if one.member is not None}
    assert len(boards) == 42 and set(made) == set(boards) and len(of_kind(real, "delegation")) == 42
    lists = Counter()
    for slug, record in boards.items():
        assert isinstance(record, dict)
        first = record.get("delegation_59_from", record["delegation_70_from"])
        one = made[slug]
        assert (answer(one, "effective_date"), footprint(one)) == (
            str(first.value),
            record["footprint"].value,
        )
        assert answer(one, "service_list") == FIRST_YEAR[str(first.value)]
        lists[answer(one, "service_list")] += 1
    assert lists == {"specialised-59": 20, "specialised-70": 22}


def test_each_footprint_has_the_agreements_of_its_years(
    workspace: Workspace, real: tuple[Selected, ...]
) -> None:
    assert {
        footprint(one) for one in of_kind(real, "collaboration")
    } == EARLY | LATE  # none for the single board
    years = {name: set() for name in (*EARLY, *LATE, ONE_ICB)}
    for one in of_kind(real, "joint-working"):
        years[footprint(one)].add(answer(one, "effective_date"))
    for name, found in years.items():
        assert found == ({"2023-04-01"} if name in EARLY else {"2023-04-01", "2024-04-01"}), name
    for one in of_kind(real, "collaboration"):
        start = answer(one, "commencement_date")
        assert (start, answer(one, "service_list")) == (
            ("2024-04-01", "specialised-59") if footprint(one) in EARLY else ("2025-04-01", "specialised-70")
        )


def test_each_agreement_stands_in_the_family_of_its_year(
    workspace: Workspace, real: tuple[Selected, ...]
) -> None:
    families: dict[tuple[str, str], set[str]] = {}
    for one in real:
        label, named = workspace.committees[footprint(one)].family_of(one.instructions.path)
        keys = [
            key for key, name in named.items() if one.instructions.path == f"{footprint(one)}/{name.value}"
        ]
        assert label and keys == [one.instructions.precedent], one.path
        families.setdefault((footprint(one), label), set()).update(keys)
    both = {"delegation", "collaboration"}
    wanted = {(name, "2023"): {"joint-working"} for name in (*EARLY, *LATE, ONE_ICB)}
    wanted |= {(name, "2024"): both for name in EARLY} | {(name, "2025"): both for name in LATE}
    wanted |= {(name, "2024"): {"joint-working"} for name in (*LATE, ONE_ICB)}
    wanted[ONE_ICB, "2025"] = {"delegation"}
    assert families == wanted


def test_south_east_is_three_tiers_of_six_boards_with_nhs_england_s_team_as_its_hub(
    workspace: Workspace, real: tuple[Selected, ...]
) -> None:
    (one,) = [s for s in of_kind(real, "collaboration") if footprint(s) == "south-east"]
    assert len(workspace.committees["south-east"].members) == 6
    assert (answer(one, "governance_tiers"), answer(one, "staff_model")) == ("three", "nhs-england")


def printed(agreement: Agreement, table: str) -> list[dict[str, str]]:
    """The rows of a table but its total, each by the names of its columns."""
    (found,) = [b for b in blocks(agreement) if isinstance(b, Table) and b.identity.endswith(f"/{table}")]
    return [_by_column(row) for row in found.rows if not row.identity.endswith("~total")]


def _by_column(row: Row) -> dict[str, str]:
    return {cell.identity.rpartition("/")[2]: "".join(i.text for i in cell.inlines) for cell in row.cells}


SAVED = ("replaces-accrued", "replaces-decisions", "replaces-steps", "replaces-records", "replaces-disputes")


@pytest.mark.parametrize(
    "name", [ONE_ICB, *[pytest.param(one, marks=pytest.mark.slow) for one in sorted(LATE)]]
)
def test_joint_working_of_the_second_year_replaces_that_of_the_first_and_saves_what_had_accrued(
    name: str,
) -> None:
    later, reading = read_one(REPOSITORY, f"{name}/joint-working-2024")
    held = {block.identity for block in blocks(later)}
    assert {f"commencement-and-duration/{one}" for one in ("replaces", *SAVED)} <= held
    assert "recital/earlier-year" in held
    route = reading.workspace.library.precedents["joint-working"].questions["route"].default
    assert route is not None and route.status is Status.UNCONFIRMED
    assert "route" not in reading.agreements[0].selected.instructions.answers
    first, _ = read_one(REPOSITORY, f"{name}/joint-working-2023")
    assert not {b.identity for b in blocks(first)} & {f"commencement-and-duration/{one}" for one in SAVED}


def test_the_list_of_seventy_owns_up_to_what_nobody_has_read() -> None:
    agreement, _ = read_one(REPOSITORY, SOUTH_EAST)
    rows = printed(agreement, "delegated-services")
    assert len(rows) == 70 and len({row["service"] for row in rows}) == 63  # the blanks print alike
    blank = [row for row in rows if row["service"].startswith("[Name of a service added from 1 April 2025")]
    unsure = [row for row in rows if row["standing"].startswith("To be confirmed")]
    assert (len(blank), len(unsure)) == (8, 37)
    assert {row["standing"] for row in blank} == {"Named by no source that was read"}
    assert {row["wave"] for row in blank} == {"1 April 2025"}
    counted = {row["standing"]: row["entries"] for row in printed(agreement, "delegated-services-known")}
    assert counted["Named by no source that was read"] == "8" and sum(map(int, counted.values())) == 70
    assert next(n for words, n in counted.items() if words.startswith("To be confirmed")) == "37"
    services = next(b for b in blocks(agreement) if b.identity == "delegated-services/table")
    assert "sets out 70 services" in "".join(inline.text for inline in services.inlines)  # type: ignore[attr-defined]


def test_the_list_of_fifty_nine_names_them_all() -> None:
    """It is that of the text before the variation of 1 April 2025."""
    reading = read(REPOSITORY, (NORTH_WEST,), None, text_from=date(2025, 3, 31))
    agreement = reading.agreements[0].agreement
    assert agreement is not None
    rows = printed(agreement, "delegated-services")
    assert len(rows) == 59 == len({row["service"] for row in rows})
    assert not any(row["service"].startswith("[") for row in rows)
    assert sum(row["standing"].startswith("To be confirmed") for row in rows) == 37


def judged(reading: Reading) -> None:
    """No agreement has an error, and none of a real footprint rests on an example."""
    assert not reading.faults.errors, [str(d) for d in reading.faults.errors][:3]
    for one in reading.agreements:
        assert one.agreement is not None and one.sound
        examples = list(facts(agreement_index(reading.workspace, one.agreement, None), Status.EXAMPLE))
        assert bool(examples) == one.path.startswith(f"{EXAMPLE}/"), (one.path, examples[:1])


def test_a_footprint_of_one_board_has_no_error_and_rests_on_no_example() -> None:
    judged(read(REPOSITORY, (ONE_ICB,), None))


@pytest.mark.slow
def test_no_agreement_has_an_error_or_rests_on_an_example() -> None:
    reading = read(REPOSITORY, (), None)
    assert len(reading.agreements) == 68
    judged(reading)


@pytest.fixture(scope="module")
def example() -> Reading:
    return read(REPOSITORY, (EXAMPLE,), None)


def test_the_example_has_no_blank(example: Reading) -> None:
    judged(example)
    assert len(example.agreements) == 5
    for one in example.agreements:
        assert one.agreement is not None and blanks_of(one.agreement) == ()
        empty = [b.identity for b in blocks(one.agreement) if isinstance(b, Table) and not b.rows]
        assert empty in ([], ["financial-arrangements/finance-monitoring"]), (one.path, empty)


NOTE, STATEMENT = "Example of invented bodies, not issued", "This is an example, made by Concordat"


def unmarked(pages: list[str]) -> list[int]:
    """The pages that do not say that they are an example; the cover says it in a sentence."""
    return [
        n for n, page in enumerate(pages, 1) if (STATEMENT if n == 1 else NOTE) not in " ".join(page.split())
    ]


def of_every_section(word: bytes) -> list[str]:
    """What the running lines of each section of a Word file say; the cover is a section and has none."""
    return [
        "".join(text for part in (one.header, one.footer) for text in part._element.itertext())
        for one in Document(BytesIO(word)).sections
    ]


EXAMPLES = [f"delegation-2024/example-{name}" for name in ("north", "central", "south")]


@pytest.mark.parametrize(
    "name", [EXAMPLES[0], *[pytest.param(one, marks=pytest.mark.slow) for one in (*EXAMPLES[1:], "collaboration-2024")]]
)  # fmt: skip
def test_the_example_says_on_every_page_that_it_is_one(example: Reading, name: str) -> None:
    (one,) = [composed for composed in example.agreements if composed.path == f"{EXAMPLE}/{name}"]
    files = views_of(example, one)
    pages = [page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages]
    assert len(pages) > 20 and unmarked(pages) == []
    sections = of_every_section(files["docx"])
    assert len(sections) > 1 and all(NOTE in said for said in sections[1:])  # the first is the cover
    cover = "".join(paragraph.text for paragraph in Document(BytesIO(files["docx"])).paragraphs[:20])
    assert STATEMENT in cover
    assert STATEMENT in files["html"].decode() and STATEMENT in files["md"].decode()


@pytest.mark.slow
def test_libreoffice_prints_it_on_every_page_of_the_word_copy(example: Reading, tmp_path: Path) -> None:
    data = views_of(example, example.agreements[1])["docx"]
    (tmp_path / "copy.docx").write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(tmp_path), str(tmp_path / "copy.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "copy.pdf").pages]
    assert len(pages) > 20 and unmarked(pages) == []


def views_of(reading: Reading, one: Composed) -> dict[str, bytes]:
    house = reading.workspace.house
    assert one.agreement is not None and house is not None
    views = render_views(one.agreement, house, sources(reading.workspace, one.selected, one.agreement))
    assert not views.found
    return dict(views.files)
