"""The oracle of tracked changes is judged by files written out by hand, and each rule on marks by a file that breaks it."""

from __future__ import annotations

import ast
import io
import zipfile
from pathlib import Path

import pytest
import tracked_lints
import tracked_oracle
from marked_tree import marked_tree
from tracked_lints import lints
from tracked_oracle import Told, accept_all, reject_all, told, words
from tracked_support import Triple, first_difference, redlined_word
from word_support import DOCUMENT, changed, parts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:author="A"'
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="One"><w:name w:val="First level"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Two"><w:name w:val="Second level"/><w:basedOn w:val="One"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Foot"><w:name w:val="Footer note"/></w:style></w:styles>'
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:pStyle w:val="One"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:pStyle w:val="Two"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def run(text: str, kind: str = "", number: int = 1, look: str = "") -> str:
    """A run, in a mark of a kind."""
    name = "delText" if kind == "del" else "t"
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    made = f'<w:r>{properties}<w:{name} xml:space="preserve">{text}</w:{name}></w:r>'
    return f'<w:{kind} w:id="{number}" {BY}>{made}</w:{kind}>' if kind else made


def paragraph(content: str, end: str = "", style: str = "Plain", extra: str = "") -> str:
    """A paragraph, its end marked with a kind."""
    mark = f'<w:rPr><w:{end} w:id="90" {BY}/></w:rPr>' if end else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}{mark}</w:pPr>{content}</w:p>'


def row(content: str, kind: str = "") -> str:
    """A row of one cell."""
    mark = f'<w:trPr><w:{kind} w:id="91" {BY}/></w:trPr>' if kind else ""
    return f"<w:tr>{mark}<w:tc>{content}</w:tc></w:tr>"


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>{"".join(rows)}</w:tbl>'


def file(body: str, header: str = "") -> bytes:
    """A file with this text, and a header."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
        )
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/numbering.xml", NUMBERING)
        if header:
            archive.writestr("word/header1.xml", f"<w:hdr {W}>{header}</w:hdr>")
    return made.getvalue()


LAST = paragraph("")
CASES: dict[str, tuple[str, list[str], list[str]]] = {
    "words": (
        paragraph(run("a ") + run("b", "del") + run("c", "ins", 2) + run(" d")),
        ["a c d"],
        ["a b d"],
    ),
    "moved words": (
        paragraph(run("a", "moveFrom"), "moveFrom") + paragraph(run("b")) + paragraph(run("a", "moveTo"), "moveTo") + LAST,
        ["b", "a"],
        ["a", "b"],
    ),
    "a paragraph": (
        paragraph(run("a")) + paragraph(run("b", "del"), "del") + paragraph(run("c", "ins", 2), "ins") + LAST,
        ["a", "c"],
        ["a", "b"],
    ),
    "an end alone": (paragraph(run("a "), "del") + paragraph(run("b"), "ins") + paragraph(run(" c")), ["a b", "c"], ["a", "b c"]),
    "three ends": (paragraph(run("a "), "del") + paragraph(run("b "), "del") + paragraph(run("c")), ["a b c"], ["a", "b", "c"]),
    "rows": (
        table(row(paragraph(run("a"))), row(paragraph(run("b", "del"), "del"), "del"), row(paragraph(run("c", "ins", 2), "ins"), "ins")),
        ["a", "c"],
        ["a", "b"],
    ),
    "a table": (
        paragraph(run("a")) + paragraph(run("cap", "del"), "del") + table(row(paragraph(run("b", "del", 2), "del"), "del")) + paragraph(run("z")),
        ["a", "z"],
        ["a", "cap", "b", "z"],
    ),
    "a link that is left empty": (paragraph(f"<w:hyperlink>{run('b', 'del')}</w:hyperlink>" + run("c")), ["c"], ["bc"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_accepted_and_what_is_rejected(name: str) -> None:
    body, accepted, rejected = CASES[name]
    data = file(body, header=body)
    for part in ("word/document.xml", "word/header1.xml"):
        assert words(accept_all(data))[part] == accepted
        assert words(reject_all(data))[part] == rejected
    for resolved in (accept_all(data), reject_all(data)):
        text = parts(resolved)["word/document.xml"]
        assert not any(f"<w:{kind}" in text for kind in ("ins", "del", "moveFrom", "moveTo"))


def test_a_link_that_is_left_empty_goes() -> None:
    data = file(CASES["a link that is left empty"][0])
    assert (
        "hyperlink" not in parts(accept_all(data))[DOCUMENT]
        and "hyperlink" in parts(reject_all(data))[DOCUMENT]
    )


def test_a_paragraph_takes_the_properties_of_the_end_that_stays() -> None:
    data = file(paragraph(run("a "), "del", "One") + paragraph(run("b"), "", "Two"))
    (joined,) = told(accept_all(data))["word/document.xml"]
    assert joined == Told("Second level", ("7", 1), (("", "a b"),))
    assert [one.style for one in told(reject_all(data))["word/document.xml"]] == [
        "First level",
        "Second level",
    ]


def test_the_last_paragraph_of_the_text_and_of_a_cell_stays() -> None:
    body = table(row(paragraph(run("a", "del"), "del"))) + paragraph(run("b", "del", 2), "del")
    assert [one.text for one in told(accept_all(file(body)))["word/document.xml"]] == ["", ""]
    kept = file(paragraph(run("a"), "del") + table(row(paragraph(run("b")))))
    assert words(accept_all(kept))["word/document.xml"] == ["a", "b"]


def test_a_table_without_rows_goes_and_what_stood_apart_comes_together() -> None:
    one, other = table(row(paragraph(run("a")))), table(row(paragraph(run("b"))))
    between = paragraph(run("x", "del"), "del")
    found = told(accept_all(file(one + between + other + LAST)))["word/document.xml"]
    assert [told_.place for told_ in found if told_.text] == [(0, 0, 0), (0, 1, 0)]
    apart = told(reject_all(file(one + between + other + LAST)))["word/document.xml"]
    assert [told_.place for told_ in apart if told_.text] == [(0, 0, 0), (), (1, 0, 0)]


def test_what_is_told_of_a_paragraph() -> None:
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _ca \\n </w:instrText></w:r>'
    field = f'{code}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("24.1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    typed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph(run("see  clause ") + field + run(" now", look='<w:b w:val="1"/>'), style="Two")
        + paragraph(run("9A") + "<w:r><w:tab/></w:r>" + run("words"), style="One", extra=typed)
        + paragraph(run("Page 1"), style="Foot")
    )
    seen, label_left_out = told(file(body), {"_ca": "_cb"})["word/document.xml"]
    assert seen == Told("Second level", ("7", 1), (("", "see clause ⟦_cb⟧"), ("b(val=1)", " now")))
    assert label_left_out == Told("First level", ("7", 0), (("", "words"),))


def test_the_oracle_owes_nothing_to_what_it_judges() -> None:
    for module in (tracked_oracle, tracked_lints):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        named = {alias.name for one in ast.walk(tree) if isinstance(one, ast.Import) for alias in one.names}
        named |= {str(one.module) for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
        assert not any(name.startswith(("concordat", "word_support")) for name in named)


def whole() -> bytes:
    """A redline of ours that has moves, rows and words in it."""
    return redlined_word(Triple("", *marked_tree("Part deleted, Part moved")))


def once(old: str, new: str, after: str = "") -> object:
    """A change of the first such place, after another where one is given."""

    def change(text: str) -> str:
        start = text.index(after) if after else 0
        at = text.index(old, start)
        return text[:at] + new + text[at + len(old) :]

    return change


BROKEN = {
    "used 2 times": lambda text: text.replace(_id_of(text, "<w:ins "), _id_of(text, "<w:del "), 1),
    "not paired: ": once("<w:moveToRangeEnd w:id=", "<w:bookmarkEnd w:id="),
    "not paired by name": once('w:name="move1"', 'w:name="move2"'),
    "as t in": lambda text: _renamed(text, "delText", "t", 0),
    "as delText in": lambda text: _renamed(text, "t", "delText", text.index("<w:moveFrom w:id=")),
    "a mark stands in another": lambda text: _wrapped(text, "<w:moveFrom w:id="),
    "without an author": once(' w:author="Ann', ' w:autor="Ann'),
    "its date is no date": once('w:date="2025-04-01T00:00:00Z"', 'w:date="2025-04-01"'),
    "whose end is marked holds words that are not": lambda text: _unmarked(text, "<w:moveTo w:id=", "</w:moveTo>"),
    "a row that is marked holds": lambda text: _unmarked(text, "<w:ins w:id=", "</w:ins>", "<w:tbl>"),
    "a row is marked as moved": lambda text: once("<w:ins ", "<w:moveTo ", _first_marked_row(text))(text),  # type: ignore[operator]
    "moved outside a move": lambda text: _moved_on(text),
    "a field is torn": once('<w:fldChar w:fldCharType="end"/>', '<w:fldChar w:fldCharType="separate"/>', "<w:delInstrText"),
    "lead nowhere": once("REF _c", "REF _d"),
    "last paragraph is marked": once('<w:p><w:pPr><w:pStyle w:val="Sectionbreak"/></w:pPr></w:p><w:sectPr', "<w:sectPr"),
    "content control": once("<w:body>", '<w:body><w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent/></w:sdt>'),
}  # fmt: skip


def _renamed(text: str, old: str, new: str, start: int) -> str:
    """The text with the name of one element changed."""
    at = text.index(f"<w:{old} ", start)
    return text[:at] + text[at:].replace(f"<w:{old} ", f"<w:{new} ", 1).replace(
        f"</w:{old}>", f"</w:{new}>", 1
    )


def _id_of(text: str, start: str) -> str:
    at = text.index('w:id="', text.index(start))
    return text[at : text.index('"', at + 6) + 1]


def _wrapped(text: str, start: str) -> str:
    at = text.index("<w:r>", text.index(start))
    end = text.index("</w:r>", at) + len("</w:r>")
    return f'{text[:at]}<w:ins w:id="9999" {BY}>{text[at:end]}</w:ins>{text[end:]}'


def _unmarked(text: str, start: str, end: str, after: str = "") -> str:
    """The text with the first wrapper of runs of a kind taken away."""
    at = text.index(after) if after else 0
    while True:
        at = text.index(start, at + 1)
        close = text.index(">", at)
        if text[close - 1] != "/":
            break
    stop = text.index(end, close)
    return text[:at] + text[close + 1 : stop] + text[stop + len(end) :]


def _first_marked_row(text: str) -> str:
    at = text.index("<w:ins ", text.index("<w:trPr><w:cantSplit/><w:tblHeader/><w:ins"))
    return text[at - 40 : at]


def _moved_on(text: str) -> str:
    """The end of a move set behind the paragraph that follows it."""
    at = text.index("<w:moveFromRangeEnd ")
    stop = text.index("/>", at) + 2
    ended = text.index("</w:p>", stop) + len("</w:p>")
    return text[:at] + text[stop:ended] + text[at:stop] + text[ended:]


def test_a_redline_breaks_no_rule() -> None:
    assert lints(whole()) == []


@pytest.mark.parametrize("rule", BROKEN)
def test_each_broken_rule_is_seen(rule: str) -> None:
    name = {"a field is torn": "what is more than words", "last paragraph is marked": "signatures"}
    source = redlined_word(Triple("", *marked_tree(name.get(rule, "Part deleted, Part moved"))))
    broken = changed(source, DOCUMENT, BROKEN[rule])  # type: ignore[arg-type]
    assert any(rule in found for found in lints(broken)), lints(broken)


def test_a_word_a_style_and_a_level_that_differ_are_seen() -> None:
    data = redlined_word(Triple("", *marked_tree("provision moved")))
    accepted = accept_all(data)
    plain = told(accepted)
    for old, new in (
        ("Delivery takes place", "Delivery took place"),
        ('<w:pStyle w:val="Clauselevel2"/>', '<w:pStyle w:val="Clauselevel3"/>'),
        ('<w:ilvl w:val="0"/><w:numId', '<w:ilvl w:val="1"/><w:numId'),
    ):
        other = changed(accepted, DOCUMENT, once(old, new))  # type: ignore[arg-type]
        assert first_difference(told(other), plain) != ""
