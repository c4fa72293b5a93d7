"""What every test may use: `--update`, and the comparison of a text with a golden file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


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
