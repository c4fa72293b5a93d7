"""Starting the layout engine: the fonts of the workspace alone, the libraries that fix the bytes, a quiet collector."""

from __future__ import annotations

import gc
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ENGINE = "70.0"
"""The one release of WeasyPrint whose tags, lines and marked content the modules beside this one know."""

_RESTING = 200_000
"""How many new objects wake the collector in a worker."""

_NO_FONTS = Path(__file__).parent / "fonts.conf"


class EngineMissing(Exception):
    """A library that the PDF needs is missing or of another release; the message says which, and what to do."""


@cache
def start() -> None:
    """Make the layout engine ready in this process; a second call does nothing.

    Raises EngineMissing where WeasyPrint is not the release
    that is pinned, or where libharfbuzz-subset is absent: without it the same page gives other bytes.
    """
    with warnings.catch_warnings(), no_fonts_of_the_machine():
        warnings.simplefilter("ignore")  # it warns that there are no fonts: that is what was asked for
        try:
            # Heavy: half a second, and system libraries that a run without PDF does not need.
            import weasyprint  # noqa: PLC0415
            from weasyprint.text.ffi import harfbuzz_subset  # noqa: PLC0415
        except OSError as missing:
            message = f"the PDF needs system libraries that are missing: {missing}"
            raise EngineMissing(
                f"{message}; install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0"
            ) from None
    if weasyprint.__version__ != ENGINE:
        raise EngineMissing(f"the PDF needs WeasyPrint {ENGINE}; {weasyprint.__version__} is installed")
    if harfbuzz_subset is None:
        raise EngineMissing("the PDF needs the system library libharfbuzz-subset0")
    logging.getLogger("weasyprint").propagate = False


@contextmanager
def no_fonts_of_the_machine() -> Iterator[None]:
    """Let fontconfig, where it is set up meanwhile, know no font but those that it is given afterwards.

    A letter that the house's fonts lack can then never be taken from a font of the machine. What the environment
    said before is restored, for programs that this process starts.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def prepare_worker() -> None:
    """Make a process that will lay out many agreements ready: start the engine, then let the collector rest.

    What is loaded by now lives as long as the process, and a layout makes millions of objects that stay until it
    is done; looking through them again and again costs a quarter of the time. The bytes are the same without it.
    """
    start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_RESTING, 50, 50)


def clear_away() -> None:
    """Free what a layout left behind, in a process whose collector rests: the next one takes its place in memory."""
    if gc.get_threshold()[0] == _RESTING:
        gc.collect()
