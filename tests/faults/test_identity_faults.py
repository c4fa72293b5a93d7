"""Identities and paths that reach for another file; what is missing; what a template could be made to run (numbers 10 to 13)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from concordat.project.read import read
from faulty import Case, found_in

SHARING = "clauses/sharing/sharing.md"
BAD = ["../../etc/passwd", "/etc/passwd", "..", "a/..", "CON", "con", "a" * 300, "Capital", "a--b", "é"]

_opened: list[str] = []
_listening = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _listening and event == "open":
        _opened.append(str(arguments[0]))
    if _listening and event in (
        "os.system",
        "subprocess.Popen",
        "socket.connect",
        "socket.getaddrinfo",
        "os.exec",
    ):
        _opened.append(f"!{event} {arguments}")


sys.addaudithook(_hook)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The paths that were opened since, and any program or address that was."""
    global _listening
    _opened.clear()
    _listening = True
    yield _opened
    _listening = False


def outside(opened: list[str]) -> list[str]:
    return [path for path in opened if "passwd" in path or path.startswith("!")]


@pytest.mark.parametrize("identity", BAD)
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("clauses/sharing/ending.md", "id: ending", "id: '{}'"),
        ("parties/bodies.yaml", "  hill-college:\n", "  '{}':\n"),
        ("schedules/tables/records.yaml", "dataset: records", "dataset: '{}'"),
        ("schedules/records.md", "::: table records", "::: table {}"),
        ("agreements/valley/committee.yaml", "hill-college]", "'{}']"),
        ("agreements/valley/sharing-2024.yaml", "precedent: sharing", "precedent: '{}'"),
        ("clauses/sharing/ending.md", "{{#end}}", "{{#{}}}"),
        ("clauses/sharing/ending.md", "[](#records)", "[](#{})"),
        ("agreements/house/house.yaml", "LiberationSans-Regular.ttf", "{}"),
    ],
)
def test_an_identity_that_is_no_slug_is_refused_and_no_file_opened(
    tmp_path: Path, opened: list[str], identity: str, name: str, old: str, new: str
) -> None:
    found = found_in(
        tmp_path,
        Case(
            "identity", "", change={name: [old.replace("{{", "{").replace("}}", "}"), new.format(identity)]}
        ),
    )
    assert found, "nothing was said"
    assert {one.span.file for one in found if one.span} & {name}, found
    assert outside(opened) == []


def test_a_line_end_in_an_identity_is_refused(tmp_path: Path) -> None:
    found = found_in(
        tmp_path, Case("line", "", change={"clauses/sharing/ending.md": ["id: ending", 'id: "ending\\n"']})
    )
    assert {"identity-invalid", "file-name"} & {one.code for one in found}


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path: Path, opened: list[str]) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("1. {#secret} Words of another.\n")
    assert found_in(tmp_path / "one", Case("none", "")) == []
    root = tmp_path / "one" / "workspace"
    (root / "clauses" / "recitals" / "linked.md").symlink_to(secret)
    opened.clear()
    codes = {one.code for one in read(root, (), None).faults.found}
    assert "path-outside" in codes
    assert str(secret) not in opened


def test_a_reference_to_nothing_names_its_place(tmp_path: Path) -> None:
    found = found_in(
        tmp_path, Case("reference", "", change={SHARING: ["[](#publication)", "[](#publications)"]})
    )
    [one] = [one for one in found if one.code == "reference-unknown"]
    assert str(one.span).startswith(f"{SHARING}:10:")
    assert "publication" in one.hint


def test_circular_definitions_show_the_whole_circle(tmp_path: Path) -> None:
    terms = "clauses/definitions/terms.md"
    change = {
        terms: [
            ": a line of the table in [](#records).", ": what a Loan is about.\n\n{#loan} Loan\n: the reason for a Record.",
        ]
    }  # fmt: skip
    found = found_in(tmp_path, Case("circle", "", change=change))
    circle = [one for one in found if one.code == "term-circular"]
    assert circle
    text = " ".join([circle[0].message, *(f"{r.label} {r.span}" for r in circle[0].related)])
    assert "Loan" in text
    assert "Record" in text
    assert text.count(terms) + (str(circle[0].span).count(terms)) >= 2


def test_two_clauses_that_refer_to_each_other_are_no_fault(tmp_path: Path) -> None:
    change = {
        "clauses/sharing/meaning.md": ["of this Agreement.", "of this Agreement, or of [](#ending)."],
        "clauses/sharing/ending.md": ["[](#records) continues", "[](#meaning) and [](#records) continue"],
    }
    assert found_in(tmp_path, Case("mutual", "", change=change)) == []


@pytest.mark.parametrize(
    ("name", "expression", "code"),
    [
        (SHARING, "particulars.fees", "expression-name"),
        (SHARING, "particulers.fee", "expression-name"),
        (SHARING, "particulars.fee | in_word", "expression-filter"),
        (
            "clauses/sharing/unused.md",
            "particulars.fees",
            "expression-name",
        ),  # a clause that no precedent names
    ],
)
def test_a_name_that_nothing_has_is_named_with_its_place(
    tmp_path: Path, name: str, expression: str, code: str
) -> None:
    unused = "---\nid: unused\ntitle: Unused\nwording: model\nsignificance: 1\n---\n1. {#pay} Hill College must pay {{ particulars.fee }}.\n"
    write = {name: unused} if "unused" in name else {}
    found = found_in(
        tmp_path, Case("name", "", write=write, change={name: ["particulars.fee }}", expression + " }}"]})
    )
    ours = [one for one in found if one.code == code]
    assert ours, found
    assert ours[0].span is not None
    assert ours[0].span.file == name
    assert any(word in ours[0].message for word in ("fees", "particulers", "in_word"))


PAYLOADS = [
    "''.__class__.__mro__[1].__subclasses__()",
    "parties.__class__",
    "parties | attr('__class__')",
    "cycler.__init__.__globals__.os.popen('id').read()",
    "self._TemplateReference__context",
    "config",
    "range(100000000) | count",
    "'a' * 100000000",
    "9 ** 9 ** 9",
    "'%s' | format(parties)",
    "'{0.__class__}'.format(parties)",
    "namespace(a=1)",
    "lipsum()",
    "dict(a=1)",
    "parties | map('attr', '__class__') | list",
    "parties[0]['__class__']",
    "particulars.fee.__init__",
    "joiner",
    "(1).__class__",
    "particulars.keys()",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("where", ["value", "condition"])
def test_an_expression_that_reaches_for_the_machine_is_refused(
    tmp_path: Path, opened: list[str], payload: str, where: str
) -> None:
    pair = (
        ["{{ particulars.fee }}", f"{{{{ {payload} }}}}"]
        if where == "value"
        else ['when="may_publish"', f'when="{payload}"']
    )
    found = found_in(tmp_path, Case("payload", "", change={SHARING: pair}))
    assert found, "nothing was said"
    assert {one.span.file for one in found if one.span} == {SHARING}
    assert all(
        one.code.startswith(("expression-", "prose-", "value-undefined", "condition-")) for one in found
    ), found
    assert outside(opened) == []


@pytest.mark.parametrize("slot", ["particulars", "parties", "recitals", "terms", "schedules", "execution"])
def test_a_clause_may_not_have_the_name_of_a_fixed_slot(tmp_path: Path, slot: str) -> None:
    """Two groups of one tree would have one identity, and a reference to the clause would lead to the slot."""
    text = f"---\nid: {slot}\ntitle: Other terms\nwording: model\nsignificance: 4\n---\n1. {{#act}} Each party must act in good faith.\n"
    found = found_in(tmp_path, Case("slot", "", write={f"clauses/sharing/{slot}.md": text}))
    assert "identity-reserved" in {one.code for one in found}
