"""The versions of the libraries that shape pages are read from the libraries themselves, and a missing one stops nothing."""

from __future__ import annotations

import ctypes
import re
import zlib

import pytest

from concordat.render.pdf import system
from concordat.render.pdf.engine import start


def test_each_library_says_its_version() -> None:
    start()
    found = system.system_versions()
    assert list(found) == sorted(found)
    assert set(found) == {"pango", "harfbuzz", "fontconfig", "freetype", "fribidi", "zlib"}
    for name, version in found.items():
        assert re.match(r"\d+\.\d+", version), f"{name}: {version}"
    assert found["zlib"] == zlib.ZLIB_RUNTIME_VERSION


def test_they_are_those_that_the_engine_knows() -> None:
    start()
    from weasyprint.text.ffi import harfbuzz, pango  # noqa: PLC0415  heavy, and after the start

    found = {
        name: tuple(map(int, text.split(".")))
        for name, text in system.system_versions().items()
        if name != "zlib"
    }
    assert harfbuzz.hb_version_atleast(*found["harfbuzz"])
    major, minor, micro = found["harfbuzz"]
    assert not harfbuzz.hb_version_atleast(major, minor, micro + 1)
    major, minor, micro = found["pango"]
    assert pango.pango_version() == major * 10000 + minor * 100 + micro


def test_a_library_that_is_not_there_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ctypes.CDLL:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(system.ctypes, "CDLL", missing)
    found = system.system_versions.__wrapped__()
    assert {found[name] for name in ("pango", "harfbuzz", "fontconfig", "freetype", "fribidi")} == {
        system.UNKNOWN
    }
