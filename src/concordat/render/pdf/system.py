"""The versions of the system libraries that shape pages, as they are loaded: the same page may break otherwise with others."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Callable, Mapping
from functools import cache

UNKNOWN = "unknown"
"""What stands for the version of a library that is not there, or does not say."""

_FILES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "freetype": ("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"),
    "fribidi": ("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"),
}
"""The names under which the layout engine loads each library on Linux, macOS and Windows; a loaded one is not loaded again."""


def _said(function: str) -> Callable[[ctypes.CDLL], str]:
    """A reader of a library's version that a function of it gives as text."""

    def read(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return (call() or b"").decode("ascii")

    return read


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: ctypes.CDLL) -> str:
    handle, parts = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    if library.FT_Init_FreeType(ctypes.byref(handle)):
        return ""
    library.FT_Library_Version(handle, *(ctypes.byref(part) for part in parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


def _fribidi(library: ctypes.CDLL) -> str:
    told = ctypes.c_char_p.in_dll(library, "fribidi_version_info").value or b""
    return next((word for word in told.decode("ascii").split() if word[0].isdigit()), "")


_READERS: dict[str, Callable[[ctypes.CDLL], str]] = {
    "pango": _said("pango_version_string"),
    "harfbuzz": _said("hb_version_string"),
    "fontconfig": _fontconfig,
    "freetype": _freetype,
    "fribidi": _fribidi,
}


@cache
def system_versions() -> Mapping[str, str]:
    """The versions by library, in order of name; `unknown` for one that is missing or does not say. Raises nothing."""
    found = {name: _version(name) for name in _READERS}
    return dict(sorted({**found, "zlib": zlib.ZLIB_RUNTIME_VERSION}.items()))


def _version(name: str) -> str:
    for file in _FILES[name]:
        try:
            return _READERS[name](ctypes.CDLL(file)) or UNKNOWN
        except (OSError, AttributeError, ValueError):
            continue
    return UNKNOWN
