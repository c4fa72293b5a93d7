"""LibreOffice as a judge: many Word files opened in one process, each saved again as it is or with its changes resolved.

A macro in LibreOffice's own Basic does the work through UNO, for the bridge to Python is no part of every installation.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

ACCEPT, REJECT, RESAVE = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", ""
"""What is done with a file: its changes are accepted, or rejected, or it is saved again untouched."""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Judge" script:language="StarBasic">
Sub Main(jobs As String)
  Dim job As String, parts
  number = FreeFile
  Open jobs For Input As #number
  Do While Not Eof(number)
    Line Input #number, job
    If job &lt;&gt; "" Then
      parts = Split(job, "|")
      Resolve parts(0), parts(1), parts(2)
    End If
  Loop
  Close #number
End Sub

Sub Resolve(source As String, command As String, target As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  file = StarDesktop.loadComponentFromURL(source, "_blank", 0, opened())
  If command &lt;&gt; "" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(file.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
  End If
  file.storeToURL(target, saved())
  file.close(True)
End Sub
</script:module>
"""
_LISTED = '<library:element library:name="Module1"/>'


def through_office(jobs: Sequence[tuple[bytes, str]], folder: Path) -> list[bytes]:
    """What LibreOffice makes of each file; `folder` is to work in. Raises AssertionError where it makes none."""
    office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--norestore"]
    # The first start makes the user's folder, and would overwrite a macro that stood there before.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=300)
    basic = folder / "office" / "user" / "basic" / "Standard"
    (basic / "Judge.xba").write_text(_MODULE, encoding="utf-8")
    listing = (basic / "script.xlb").read_text(encoding="utf-8")
    assert _LISTED in listing
    added = _LISTED + _LISTED.replace("Module1", "Judge")
    (basic / "script.xlb").write_text(listing.replace(_LISTED, added), encoding="utf-8")
    lines = []
    for number, (data, command) in enumerate(jobs):
        (folder / f"{number}.docx").write_bytes(data)
        lines.append(f"file://{folder}/{number}.docx|{command}|file://{folder}/{number}-made.docx")
    (folder / "jobs.txt").write_text("\n".join(lines))
    macro = f'macro:///Standard.Judge.Main("{folder}/jobs.txt")'
    found = subprocess.run([*office, macro], check=False, capture_output=True, timeout=60 + 60 * len(jobs))
    made = [folder / f"{number}-made.docx" for number in range(len(jobs))]
    missing = [job.name for job in made if not job.exists()]
    assert not missing, f"LibreOffice made none of {missing}: {found.stderr.decode()[-400:]}"
    return [job.read_bytes() for job in made]
