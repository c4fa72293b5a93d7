"""A copy for signature has one tagged field for each block, at the line that is signed; a draft has none."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from concordat.language.walk import blocks
from concordat.load.pdf import read_pdf
from concordat.model.library import House
from concordat.model.tree import Agreement, Signature, SignatureLine
from concordat.render.pdf import RenderFailed, render_pdf
from concordat.render.pdf.fields import signature_fields
from pdf.conftest import for_signature
from sample_tree import sample_agreement
from views.change import rebuilt
from views.test_verapdf import verapdf


def widgets(file: pikepdf.Pdf) -> list[tuple[int, Any]]:
    return [
        (number, annotation)
        for number, page in enumerate(file.pages)
        for annotation in page.get("/Annots", [])
        if annotation.Subtype == "/Widget"
    ]


def names(file: pikepdf.Pdf) -> list[str]:
    return [f"{group.T}.{kid.T}" for group in file.Root.AcroForm.Fields for kid in group.Kids]


def forms(tag: Any) -> list[Any]:
    kids = tag.get("/K", [])
    if not isinstance(kids, pikepdf.Array):
        return [tag] if tag.get("/S") == "/Form" else []
    return [form for kid in kids if not isinstance(kid, int) and "/S" in kid for form in forms(kid)]


def test_each_block_has_a_field_with_a_name_in_words(issued: bytes, engrossed: Agreement) -> None:
    signatures = [block for block in blocks(engrossed) if isinstance(block, Signature)]
    assert len(signatures) > 1
    with pikepdf.open(BytesIO(issued)) as file:
        assert names(file) == [block.identity.replace("/", ".") for block in signatures]
        assert int(file.Root.AcroForm.SigFlags) == 1
        assert "/NeedAppearances" not in file.Root.AcroForm
        found = widgets(file)
        assert [str(w.TU) for _, w in found] == [
            f.words for f in signature_fields(engrossed) if f is not None
        ]
        assert all(str(w.TU).startswith("Signature of ") for _, w in found)
        for number, widget in found:
            assert widget.FT == "/Sig" and "/V" not in widget and int(widget.F) == 4
            assert list(widget.AP.keys()) == ["/N"]
            left, bottom, right, top = (float(at) for at in widget.Rect)
            assert [float(at) for at in widget.AP.N.BBox] == pytest.approx([0, 0, right - left, top - bottom])
            assert right - left > 200 and top - bottom > 20
            assert file.pages[number].Tabs == "/S"
            assert widget.P.objgen == file.pages[number].obj.objgen


def test_each_field_is_in_a_form_tag_in_reading_order(issued: bytes) -> None:
    with pikepdf.open(BytesIO(issued)) as file:
        tags = forms(file.Root.StructTreeRoot)
        assert [tag.K.Obj.objgen for tag in tags] == [widget.objgen for _, widget in widgets(file)]
        numbers = file.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        for tag in tags:
            assert owners[int(tag.K.Obj.StructParent)].objgen == tag.objgen
            assert tag.P.S == "/P"


def test_it_is_clean_by_both_standards(issued: bytes, tmp_path: Path) -> None:
    (tmp_path / "issued.pdf").write_bytes(issued)
    checked = verapdf("ua1,3a", tmp_path / "issued.pdf")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stdout.count("conforms") == 2


def test_a_field_without_its_tag_fails(issued: bytes, tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(issued)) as file:
        for tag in forms(file.Root.StructTreeRoot):
            tag.S = pikepdf.Name.Span
        file.save(tmp_path / "untagged.pdf")
    checked = verapdf("ua1", tmp_path / "untagged.pdf")
    assert "7.18.4" in checked.stdout, checked.stdout


def test_it_has_the_words_of_the_draft_and_the_same_bytes_twice(
    issued: bytes, engrossed: Agreement, drawn: tuple[Agreement, House]
) -> None:
    agreement, house = drawn
    draft = render_pdf(agreement, house, b"{}").data
    assert read_pdf(issued).words == read_pdf(draft).words
    assert render_pdf(engrossed, house, b"{}").data == issued
    with pikepdf.open(BytesIO(draft)) as file:
        assert "/AcroForm" not in file.Root and not widgets(file)


@pytest.mark.parametrize(
    ("labels", "line"),
    [
        (("Signature", "Name"), 0),
        (("Common seal", "Authenticated by (signature)", "Date"), 1),
        (("Mark", "Name"), 0),
    ],
)
def test_the_field_is_on_the_line_that_is_signed(
    labels: tuple[str, ...], line: int, drawn: tuple[Agreement, House]
) -> None:
    lines = tuple(SignatureLine(label, ()) for label in labels)
    changed = rebuilt(
        for_signature(sample_agreement()),
        lambda block: replace(block, lines=lines) if isinstance(block, Signature) else block,
    )
    assert [f.line for f in signature_fields(changed) if f is not None] == [line, line]
    data = render_pdf(changed, drawn[1], b"{}").data
    with pikepdf.open(BytesIO(data)) as file:
        tops = [float(widget.Rect[3]) for _, widget in widgets(file)]
    first = render_pdf(
        rebuilt(
            changed,
            lambda block: (
                replace(block, lines=tuple(SignatureLine("Line", ()) for _ in labels))
                if isinstance(block, Signature)
                else block
            ),
        ),
        drawn[1],
        b"{}",
    ).data
    with pikepdf.open(BytesIO(first)) as file:
        firsts = [float(widget.Rect[3]) for _, widget in widgets(file)]
    assert all((one < two) is (line > 0) for one, two in zip(tops, firsts, strict=True))


def test_a_block_without_lines_has_no_field(drawn: tuple[Agreement, House]) -> None:
    bare = rebuilt(
        for_signature(sample_agreement()),
        lambda block: (
            replace(block, lines=())
            if isinstance(block, Signature) and block.identity == "sign/smith"
            else block
        ),
    )
    with pikepdf.open(BytesIO(render_pdf(bare, drawn[1], b"{}").data)) as file:
        assert names(file) == ["sign.buyer"]


def test_a_house_that_hides_the_lines_is_told(drawn: tuple[Agreement, House]) -> None:
    house = replace(drawn[1], css=drawn[1].css + "\n.signature { display: none }\n")
    with pytest.raises(RenderFailed) as told:
        render_pdf(for_signature(sample_agreement()), house, b"{}")
    assert told.value.diagnostic.code == "house-malformed"
    assert "no place on the pages" in told.value.diagnostic.message
