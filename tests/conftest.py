"""What every test may use: `--update`, and the comparison of a text with a golden file."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

# A run that was started in the background ignores Ctrl-C, and so would every program that it starts; the tests of
# stopping need programs that do not.
if (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) == signal.SIG_IGN
):
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which writes golden files instead of comparing with them."""
    parser.addoption("--update", action="store_true", default=False, help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path | str, str], None]:
    """Compare a text with a golden file: `golden(path, text)`.

    A relative path is taken from the folder of the test's own file. With `--update` the file is written and the
    test passes; without it, a missing or different file fails the test. Texts are UTF-8 with `\\n` line ends.
    """
    beside = Path(str(request.path)).parent
    update = bool(request.config.getoption("--update"))

    def compare(path: Path | str, text: str) -> None:
        file = beside / path
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8"))
            return
        assert file.exists(), f"{file} is missing; run pytest --update and read what it writes"
        assert text == file.read_bytes().decode("utf-8")

    return compare
