"""What made a version: our own source, the libraries, and the system libraries that shape pages."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from concordat.model.register import MadeWith
from concordat.project.inputs import libraries
from concordat.render.pdf.system import system_versions

_PACKAGE = Path(__file__).parents[1]
"""The folder of our own package."""

_OURS = (".py", ".md", ".conf", ".css")
"""The files of the package that are ours to change; what Python writes beside them and the content for `new` are not."""


@cache
def made_with() -> MadeWith:
    """The digest of our source, and the versions of Python, of the libraries that can change a view, and of the system's."""
    versions = dict(sorted({"python": platform.python_version(), **libraries()}.items()))
    return MadeWith(source_digest(_PACKAGE), versions, system_versions())


def source_digest(package: Path) -> str:
    """SHA-256 over the files of a package: of a line for each, in the order of their paths, with its own SHA-256 before its path.

    It is what `sha256sum` prints of the same files in the same order, summed again.
    """
    lines = (f"{sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in _sources(package))
    return sha256("".join(lines).encode()).hexdigest()


def _sources(package: Path) -> Iterable[tuple[str, Path]]:
    found = (path for path in package.rglob("*") if path.suffix in _OURS and path.is_file())
    named = {path.relative_to(package).as_posix(): path for path in found}
    return sorted((name, path) for name, path in named.items() if not name.startswith("content/"))
