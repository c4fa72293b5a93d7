"""The commands that compare, and their options; the work of each is in a module of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from concordat.cli import completion
from concordat.cli.options import AsJson, Output, Root, day, end, one_of, some_day

AUTHOR = "Concordat"
"""Who marks, where nobody is named."""

Old = Annotated[
    str,
    typer.Argument(
        help="The older text: AGREEMENT@1.0, @approved, @signed, @2025-07-01; AGREEMENT alone is the workspace's own.",
        autocompletion=completion.versions,
    ),
]
New = Annotated[
    str,
    typer.Argument(
        help="The newer text; @1.1 alone is of the same agreement. Also @draft-2025-07-01 and @precedent.",
        autocompletion=completion.versions,
    ),
]
OfEditions = Annotated[
    list[str] | None,
    typer.Argument(
        help="With --editions: the agreements that are compared with both; all if none.",
        autocompletion=completion.agreements,
    ),
]
OnDay = Annotated[
    str | None,
    typer.Option("--on", help="The day on which an authority must be in force (YYYY-MM-DD); today if none."),
]


def diff(
    old: Old,
    new: New,
    form: Annotated[
        str,
        typer.Option("--format", help="terminal, md, html, xlsx or json; as the file's ending says if none."),
    ] = "",
    output: Output = None,
    reader: Annotated[
        str, typer.Option("--for", help="board: one page in plain English (terminal, md, html, docx or pdf).")
    ] = "",
    on: OnDay = None,
    agreements: OfEditions = None,
    editions: Annotated[
        bool,
        typer.Option(
            "--editions", help="OLD and NEW are national editions: what the newer means for agreements."
        ),
    ] = False,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two texts, how much it matters, and who is indicated to agree it."""
    on_day = day(on, "--on")
    if editions:
        _editions(old, new, agreements or [], form or ("json" if as_json else ""), output, reader, workspace)
    if agreements:
        raise typer.BadParameter("more than two names are for --editions")
    from concordat.cli import diff as command  # noqa: PLC0415  heavy: the comparison, and the workbook

    wanted = form or ("json" if as_json else "")
    end(lambda: command.run(workspace, old, new, wanted, output, on_day, reader))


def _editions(
    old: str,
    new: str,
    agreements: list[str],
    form: str,
    output: Path | None,
    reader: str,
    workspace: Path | None,
) -> None:
    """`concordat diff --editions`, which ends the run."""
    if reader:
        raise typer.BadParameter("--editions is told for drafters: leave --for out")
    from concordat.cli import editions as command  # noqa: PLC0415  heavy: the comparison, and the workbook

    end(lambda: command.run(workspace, old, new, agreements, form, output))


def redline(
    old: Old,
    new: New,
    moves: Annotated[
        str,
        typer.Option(
            "--moves", help="on, or off: what moved as deleted and inserted, for readers that drop moves."
        ),
    ] = "on",
    author: Annotated[
        str, typer.Option("--author", help="Who marks: each change in Word bears the name.")
    ] = AUTHOR,
    dated: Annotated[
        str | None,
        typer.Option(
            "--date",
            help="The day that each change in Word bears (YYYY-MM-DD); the newer version's own, or today, if none.",
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option("--format", help="docx, pdf or html; again for another; all three if none."),
    ] = None,
    on: OnDay = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Write the newer of two texts with what differs marked: Word with tracked changes, PDF, HTML."""
    marked, on_day = some_day(dated, "--date"), day(on, "--on")
    from concordat.cli import redline as command  # noqa: PLC0415  heavy: every renderer
    from concordat.project.redline import FORMS, AskedRedline  # noqa: PLC0415  as above
    from concordat.project.views import Marking  # noqa: PLC0415  as above

    one_of("--moves", (moves,), ("on", "off"))
    one_of("--format", form or (), FORMS)
    marking = Marking(author, marked.isoformat() if marked is not None else "", moves == "on")
    asked = AskedRedline(old, new, marking, on_day, tuple(form or FORMS))
    end(lambda: command.run(workspace, asked, as_json))


def textconv(
    file: Annotated[Path, typer.Argument(help="A Word copy, as git hands it over.")],
) -> None:
    """Print the words of a Word copy, a sentence a line: what `git diff` shows of it."""
    from concordat.cli import textconv as command  # noqa: PLC0415  only this command needs it

    end(lambda: command.run(file))


def add_commands(app: typer.Typer) -> None:
    """Add the commands that compare to the others."""
    for name, command in (("diff", diff), ("redline", redline), ("textconv", textconv)):
        app.command(name)(command)
