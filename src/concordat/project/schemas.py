"""The JSON Schema of each precedent's instructions, for editors: `build/schemas/<precedent>.json`."""

from __future__ import annotations

import json
from pathlib import Path

from concordat.diagnostics import Faults
from concordat.load.schema import particulars_schema
from concordat.model.library import Workspace
from concordat.store.outputs import write_outputs


def write_schemas(root: Path, workspace: Workspace, faults: Faults) -> None:
    """Write the schema of every precedent of the workspace."""
    files = {
        f"{name}.json": json.dumps(particulars_schema(precedent), indent=1, ensure_ascii=False).encode()
        + b"\n"
        for name, precedent in sorted(workspace.library.precedents.items())
    }
    write_outputs(root / "build" / "schemas", files, faults, "build/schemas")
