"""docs/errors.md is what tools/errors.py makes of the pages and the gallery."""

from __future__ import annotations

import re
import subprocess
import sys

from guarded import ROOT

from concordat.diagnostics import CODES

PAGE = ROOT / "docs" / "errors.md"


def test_the_page_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "tools/errors.py", "--check"], cwd=ROOT, timeout=60)
    assert done.returncode == 0, "run `python tools/errors.py` and read what it changes"


def test_every_code_is_on_the_page_with_its_example() -> None:
    text = PAGE.read_text(encoding="utf-8")
    parts = dict(re.findall(r"^### ([a-z-]+)\n(.*?)(?=^###? |\Z)", text, re.MULTILINE | re.DOTALL))
    assert [code for code in CODES if code not in parts] == []
    assert [code for code, body in parts.items() if code in CODES and f"[{code}]" not in body] == []
