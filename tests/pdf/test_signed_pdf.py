"""A file that came back is told for what it is: signed, changed after signing, cut, encrypted, rewritten, a scan."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjStreamRef

from concordat.diagnostics import Faults
from concordat.load import signed_pdf
from concordat.load.pdf_revisions import reader_of
from concordat.load.signed_pdf import judge_signed, read_signatures, relation
from concordat.model.signatures import Relation, SignatureKind, SignedPdf
from concordat.render.pdf.output import SealedPdf
from pdf.signing import sign, with_drawn_field, with_empty_field, with_note, with_text, with_validation_data


@pytest.fixture(scope="session")
def fields(issued: bytes) -> list[str]:
    with pikepdf.open(BytesIO(issued)) as file:
        return [f"{group.T}.{kid.T}" for group in file.Root.AcroForm.Fields for kid in group.Kids]


@pytest.fixture(scope="session")
def signed(sealed: SealedPdf, fields: list[str]) -> bytes:
    """The sealed copy, signed by the first party."""
    return sign(sealed.data, fields[0], "First signatory")


def judged(data: bytes) -> list[str]:
    faults = Faults()
    judge_signed(read_signatures(data), "returned.pdf", faults)
    assert {one.code for one in faults.found} <= {"signed-file"}
    assert all(one.hint for one in faults.found)
    return [one.message for one in faults.found]


def saved(data: bytes, change: Callable[[pikepdf.Pdf], object] = lambda file: None, **how: object) -> bytes:
    """A file written anew by another program."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        file.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_sound_file_has_no_fault(issued: bytes, signed: bytes) -> None:
    assert judged(signed) == []
    assert judged(issued) == []
    assert read_signatures(issued).signatures == ()


@pytest.mark.parametrize("change", [with_note, with_text])
def test_a_change_after_signing_is_told_with_its_revision(
    change: Callable[[bytes], bytes], signed: bytes, issued: bytes, fields: list[str]
) -> None:
    data = change(signed)
    found = read_signatures(data)
    assert [one.intact for one in found.signatures] == [True, True]
    assert found.changed_in == 4 and not found.sound
    [message] = judged(data)
    assert message == (
        "returned.pdf was changed after signing: revision 4 of 4 changes the file, "
        "which O=Invented,CN=First signatory signed in revision 3"
    )
    assert str(relation(issued, data)) == (
        "the issued copy with something other than signatures added (revision 4 of 4 changes it)"
    )


@pytest.mark.parametrize("change", [with_note, with_text])
def test_a_change_before_the_last_signature_is_told_too(
    change: Callable[[bytes], bytes], sealed: SealedPdf, issued: bytes, fields: list[str]
) -> None:
    """The party's own signature holds: it is the seal that the change breaks, and the issued copy that it departs from."""
    data = sign(change(sealed.data), fields[0], "First signatory")
    found = read_signatures(data)
    assert found.signatures[1].changed_in is None and found.signatures[1].whole_file
    assert found.changed_in == 3
    unsealed = sign(change(issued), fields[0], "First signatory")
    assert read_signatures(unsealed).sound
    assert relation(issued, unsealed).relation is Relation.CHANGED


def test_a_field_that_was_added_after_the_seal_is_no_party_s(sealed: SealedPdf, issued: bytes) -> None:
    """Level 2 lets a signature come in a field of its own; what it may not do is show anything on a page."""
    data = sign(sealed.data, "another", "Somebody else", new=True)
    found = read_signatures(data)
    assert found.sound and [one.field for one in found.signatures] == ["seal", "another"]


def test_data_for_later_validation_is_no_change(signed: bytes, issued: bytes) -> None:
    data = with_validation_data(signed)
    found = read_signatures(data)
    assert found.sound and [one.later for one in found.signatures] == [2, 1]
    assert relation(issued, data).relation is Relation.SIGNED


def test_what_no_signature_follows_is_no_signed_copy(issued: bytes) -> None:
    assert (
        relation(issued, with_validation_data(issued)).detail == "nothing that was added to it is a signature"
    )


def test_a_field_that_is_drawn_over_and_not_signed_is_a_change(signed: bytes) -> None:
    """The empty field of the other party is drawn over, as if it were signed."""
    found = read_signatures(with_drawn_field(signed))
    assert [one.intact for one in found.signatures] == [True, True]
    assert found.changed_in == 4


def test_a_place_to_sign_that_nobody_signed_is_a_change(issued: bytes, fields: list[str]) -> None:
    """pyHanko allows it after a signature that certifies nothing; a file that came back has no use for it."""
    found = read_signatures(with_empty_field(sign(issued, fields[0], "First signatory")))
    [one] = found.signatures
    assert one.intact and one.changed_in is None
    assert (found.unsigned, found.changed_in) == (3, 3)


def covered(data: bytes) -> tuple[int, int]:
    """Where the space for the last signature of a file begins and ends."""
    ranges = [int(at) for at in re.findall(rb"/ByteRange ?\[([^\]]*)\]", data)[-1].split()]
    return ranges[1], ranges[2]


def told(data: bytes, before: SignedPdf) -> bool:
    found = read_signatures(data)
    return bool(judged(data)) or len(found.signatures) != len(before.signatures)


def test_a_flipped_byte_is_told(sealed: SealedPdf) -> None:
    """Every one that a digest covers. In the space of the signature itself, what is left says the same of the same signer."""
    first, last = covered(sealed.data)
    before, chance = read_signatures(sealed.data), random.Random(37)
    outside = [at for at in chance.sample(range(len(sealed.data)), 300) if not first <= at < last]
    around = [*range(first - 3, first), *range(last, last + 3), 0, len(sealed.data) - 1]
    for at in (*outside, *around):
        assert told(_flipped(sealed.data, at, 1 << chance.randrange(8)), before), at
    missed = 0
    for at in (first, last - 1, *chance.sample(range(first, last), 200)):
        data = _flipped(sealed.data, at, 1 << chance.randrange(8))
        if not told(data, before):
            missed += 1
            assert read_signatures(data) == before
    assert missed <= 3


def _flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= bit
    return bytes(changed)


def test_bytes_hidden_beside_the_signature_are_told(sealed: SealedPdf) -> None:
    _, last = covered(sealed.data)
    data = bytearray(sealed.data)
    data[last - 9 : last - 1] = b"deadbeef"
    [message] = judged(bytes(data))
    assert "something else stands in the space kept for it" in message


def test_a_cut_file_is_told(issued: bytes, signed: bytes, sealed: SealedPdf) -> None:
    for length in (len(signed) - 1, len(signed) - 40, len(signed) - 3000, len(issued) + 10, 600, 7):
        data = signed[:length]
        unlike = relation(issued, data).relation in (Relation.CHANGED, Relation.UNREAD)
        assert judged(data) if length > len(sealed.data) else unlike, length
    assert read_signatures(signed[: len(sealed.data)]).sound  # that is the sealed copy, whole


def test_bytes_after_the_end_are_told(signed: bytes) -> None:
    [message] = judged(signed + b"\nmore")
    assert "put after the end of the file" in message


def test_what_is_no_signed_pdf_says_so(issued: bytes, signed: bytes) -> None:
    encrypted = saved(issued, encryption=pikepdf.Encryption(owner="a", user=""))
    locked = saved(issued, encryption=pikepdf.Encryption(owner="a", user="b"))
    looped = re.sub(rb"/Prev (\d+)", lambda found: b"/Prev 0" + b"0" * (len(found[1]) - 1), signed)
    for data, words in (
        (b"", "empty"),
        (b"Dear all, signed as agreed", "no PDF"),
        (b"PK\x03\x04", "no PDF"),
        (b"%PDF-1.7\n%%EOF\n", "damaged"),
        (b"%PDF-1.7\n" + b"[" * 5000 + b"\nstartxref\n9\n%%EOF\n", "damaged"),
        (encrypted, "encrypted"),
        (locked, "encrypted"),
        (looped, "damaged"),
    ):
        found = read_signatures(data)
        assert words in found.problem, (words, found)
        assert not found.sound
        assert relation(issued, data).relation is not Relation.SIGNED, words
        assert words in judged(data)[0]


def test_a_file_that_is_too_large_is_not_read(issued: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_pdf, "LARGEST", 1000)
    assert "larger than" in read_signatures(issued).problem


def test_a_file_that_another_program_wrote_is_known_by_its_words(issued: bytes, signed: bytes) -> None:
    assert relation(issued, issued).relation is Relation.SAME
    assert relation(issued, saved(issued)).relation is Relation.SAME_WORDS

    def without_tags(file: pikepdf.Pdf) -> None:
        del file.Root.StructTreeRoot

    assert relation(issued, saved(issued, without_tags)).relation is Relation.SAME_WORDS

    def with_one_page_less(file: pikepdf.Pdf) -> None:
        del file.pages[-1]

    shorter = relation(issued, saved(issued, with_one_page_less))
    assert shorter.relation is Relation.OTHER_WORDS and "pages, and the issued copy has" in shorter.detail

    def swapped(file: pikepdf.Pdf) -> None:
        file.pages[0], file.pages[1] = file.pages[1], file.pages[0]

    assert str(relation(issued, saved(issued, swapped))) == "another PDF with other words (pages 1, 2)"

    def scanned(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            page.obj.Contents = file.make_stream(b"0 0 595 842 re f")

    assert relation(issued, saved(issued, scanned)).relation is Relation.NO_WORDS


def test_another_file_behind_the_issued_bytes_is_no_signed_copy(issued: bytes, fields: list[str]) -> None:
    """The whole of another PDF is put behind the issued one: its own list of objects hides all that was issued."""

    def emptied(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            page.obj.Contents = file.make_stream(b"0 0 595 842 re f")

    other = saved(issued, emptied, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = int(re.findall(rb"startxref\s+(\d+)", other)[-1])
    moved = re.sub(
        rb"(?m)^(\d{10}) 00000 n ", lambda found: b"%010d 00000 n " % (int(found[1]) + len(issued)), other
    )
    moved = moved.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(issued)))
    data = issued + moved
    with pikepdf.open(BytesIO(data)) as file:
        assert b"595 842" in file.pages[0].Contents.read_bytes()
    assert relation(issued, data).relation is Relation.CHANGED
    signed = sign(data, fields[0], "First signatory")
    assert read_signatures(signed).sound
    assert relation(issued, signed).detail == "what was added to it puts another file in its place"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_nothing_that_is_sent_raises(data: bytes, like_a_pdf: bool) -> None:
    sent = (b"%PDF-1.7\n" if like_a_pdf else b"") + data
    found = read_signatures(sent)
    assert found.problem and not found.signatures
    assert relation(b"%PDF-1.7\nissued", sent).relation is Relation.UNREAD


def test_every_signature_is_told_in_words(signed: bytes, fields: list[str]) -> None:
    seal, party = read_signatures(signed).signatures
    assert (seal.kind, party.kind) == (SignatureKind.CERTIFYING, SignatureKind.SIGNATURE)
    assert party.sentence().startswith(
        f"signature in the field {fields[0]}: O=Invented,CN=First signatory (certificate not checked against a list); "
    )
    assert "later revisions: 1" in seal.sentence() and "covers the whole file" in party.sentence()


def test_a_stream_of_many_objects_is_read_as_pyhanko_reads_it(issued: bytes) -> None:
    """Our reader keeps the list at the head of such a stream; each object is what pyHanko's own reader makes of it."""
    ours, own = reader_of(issued), PdfFileReader(BytesIO(issued))
    references = [Reference(number, 0, ours) for number in range(1, int(ours.trailer["/Size"]))]
    packed = 0
    for reference in references:
        packed += isinstance(ours.xrefs[reference], ObjStreamRef)
        assert str(ours.get_object(reference)) == str(own.get_object(reference))
    assert packed > 50
