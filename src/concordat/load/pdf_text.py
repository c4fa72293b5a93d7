"""The text that a page of a PDF prints, by the marked content that it stands in (ISO 32000-1, 9.4, 9.10 and 14.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)


@dataclass(slots=True)
class PageText:
    """What a page prints: text by the number of its marked content, artifacts with their properties, and the rest."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: list[tuple[Mapping[str, str], str]] = field(default_factory=list)
    loose: str = ""


class TextReader:
    """Reads pages of one file; what a font says of its characters is read once."""

    def __init__(self) -> None:
        self._fonts: dict[Any, Mapping[bytes, str]] = {}

    def read(self, page: pikepdf.Page) -> PageText:
        """The text of one page."""
        found = PageText()
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        self._run(page, resources, found, [])
        return found

    def _run(self, content: Any, resources: Any, found: PageText, stack: list[Any]) -> None:
        """Go through the operators of a page, or of a form that it draws, and keep the text that they show."""
        characters: Mapping[bytes, str] = {}
        for instruction in pikepdf.parse_content_stream(content):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name == "Tf":
                characters = self._characters(resources, str(operands[0]))
            elif name in ("BDC", "BMC"):
                stack.append(self._opened(operands, resources, found))
            elif name == "EMC" and stack:
                stack.pop()
            elif name in ("Tj", "'", '"'):
                _keep(found, stack, _decode(bytes(operands[-1]), characters))
            elif name == "TJ":
                strings = (bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
                _keep(found, stack, "".join(_decode(one, characters) for one in strings))
            elif name == "Do":
                form = resources.get("/XObject", {}).get(str(operands[0]))
                if form is not None and form.get("/Subtype") == "/Form":
                    self._run(form, form.get("/Resources", resources), found, list(stack))

    def _opened(self, operands: Any, resources: Any, found: PageText) -> Any:
        """What a piece of marked content is: its number, an artifact's place in the list, or nothing of either."""
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        if str(operands[0]) == "/Artifact":
            found.artifacts.append(({str(key): str(value) for key, value in properties.items()}, ""))
            return ("artifact", len(found.artifacts) - 1)
        if "/MCID" in properties:
            return ("marked", int(properties["/MCID"]))
        return None

    def _characters(self, resources: Any, name: str) -> Mapping[bytes, str]:
        font = resources.get("/Font", {}).get(name)
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.objgen
        if key not in self._fonts:
            self._fonts[key] = dict(_mapped(bytes(font.ToUnicode.read_bytes())))
        return self._fonts[key]


def _keep(found: PageText, stack: list[Any], text: str) -> None:
    """Add text to the innermost marked content or artifact that it stands in."""
    for opened in reversed(stack):
        if opened is None:
            continue
        kind, number = opened
        if kind == "artifact":
            properties, before = found.artifacts[number]
            found.artifacts[number] = (properties, before + text)
        else:
            found.marked[number] = found.marked.get(number, "") + text
        return
    found.loose += text


def _decode(codes: bytes, characters: Mapping[bytes, str]) -> str:
    """The characters that two-byte codes stand for; a code that the font does not explain is the replacement character."""
    return "".join(characters.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))


def _mapped(table: bytes) -> Iterator[tuple[bytes, str]]:
    """The codes of a ToUnicode table with their characters."""
    for block in _BLOCK.finditer(table):
        values = [bytes.fromhex(found.group(1).decode("ascii")) for found in _HEX.finditer(block.group(2))]
        if block.group(1) == b"bfchar":
            for code, character in zip(values[::2], values[1::2], strict=True):
                yield code, character.decode("utf-16-be")
            continue
        for first, last, character in zip(values[::3], values[1::3], values[2::3], strict=True):
            start = int.from_bytes(first, "big")
            for step in range(int.from_bytes(last, "big") - start + 1):
                point = character.decode("utf-16-be")
                yield (start + step).to_bytes(len(first), "big"), point[:-1] + chr(ord(point[-1]) + step)
