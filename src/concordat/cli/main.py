"""`concordat`: the commands and their options. Each command's work is in a module of its own, read only when it is called."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from concordat.cli import comparing, completion
from concordat.cli.messages import MessageForm
from concordat.cli.options import Agreements, AsForm, AsJson, Output, Root, TextFrom, day, end, some_day
from concordat.cli.register import add_commands

app = typer.Typer(
    name="concordat",
    help="Makes, checks and explains agreements from plain text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def build(
    agreements: Agreements = None,
    workspace: Root = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="How many agreements to render at once.")] = 2,
    warnings: Annotated[
        bool, typer.Option("--warnings", "-w", help="List what is doubtful too, as `check` does.")
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            help="One part alone: particulars, a schedule's identity, or its label as printed ('Schedule 3').",
            autocompletion=completion.parts,
        ),
    ] = None,
    text_from: TextFrom = None,
    as_json: AsJson = False,
    form: AsForm = MessageForm.TEXT,
) -> None:
    """Build agreements into build/: Word, PDF, HTML, text and JSON."""
    from concordat.cli import build as command  # noqa: PLC0415  heavy: every renderer

    from_day = some_day(text_from, "--text-from")
    end(lambda: command.run(workspace, agreements or [], jobs, warnings, as_json, only, form, from_day))


@app.command()
def check(
    agreements: Agreements = None,
    workspace: Root = None,
    on: Annotated[
        str | None, typer.Option("--on", help="The day to judge expiries by (YYYY-MM-DD); today if none.")
    ] = None,
    form: AsForm = MessageForm.TEXT,
    proof: Annotated[
        bool,
        typer.Option(
            "--proof", help="Show also that no answers leave a reference or a term without its place."
        ),
    ] = False,
    pairs: Annotated[
        bool,
        typer.Option("--pairs", help="Instead compose and check agreements of every pair of answers."),
    ] = False,
    text_from: TextFrom = None,
) -> None:
    """Say everything that is wrong or doubtful, and where; write nothing."""
    from concordat.cli import check as command  # noqa: PLC0415  heavy: the parser and the composer

    on_day = day(on, "--on")
    from_day = some_day(text_from, "--text-from")
    end(lambda: command.run(workspace, agreements or [], on_day, form, proof, pairs, from_day))


@app.command("list")
def list_command(
    uses: Annotated[
        str | None,
        typer.Option(
            "--uses",
            help="Only agreements that hold this clause, schedule, definition or table.",
            autocompletion=completion.places,
        ),
    ] = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """List the agreements of the workspace."""
    from concordat.cli import listing as command  # noqa: PLC0415  heavy: the parser and the composer

    end(lambda: command.run(workspace, uses, as_json))


@app.command()
def explain(
    what: Annotated[
        str,
        typer.Argument(
            help="An agreement, or the code of a message.", autocompletion=completion.agreements_or_codes
        ),
    ],
    place: Annotated[
        str | None,
        typer.Argument(
            help="An identity (dispute-resolution/refer) or a label as printed (24.4, 'Schedule 3').",
            autocompletion=completion.places,
        ),
    ] = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Say why a place is in an agreement, or is not; or what a message means."""
    from concordat.cli import explain as command  # noqa: PLC0415  heavy: the parser and the composer

    end(lambda: command.run(workspace, what, place, as_json))


@app.command()
def blanks(
    agreements: Agreements = None,
    workspace: Root = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", help="terminal, docx, html, xlsx or json; as the file's ending says if none."
        ),
    ] = "",
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """List what is still to be filled, of whom it is wanted, and where it goes; as a form to send, too."""
    from concordat.cli import blanks as command  # noqa: PLC0415  heavy: the composer, and the renderers

    end(lambda: command.run(workspace, agreements or [], form or ("json" if as_json else ""), output))


@app.command()
def parity(
    agreements: Annotated[
        list[str] | None,
        typer.Argument(
            help="Agreements: a path, a folder, a pattern, or a family (south-east/2025); all if none.",
            autocompletion=completion.agreements,
        ),
    ] = None,
    workspace: Root = None,
    precedent: Annotated[
        bool, typer.Option("--precedent", help="Say also what departs from the precedent.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", help="terminal, html, xlsx or json; as the file's ending says if none.")
    ] = "",
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Set agreements of one kind side by side: what differs, which hold which text, and what accounts for it."""
    from concordat.cli import parity as command  # noqa: PLC0415  heavy: the composer, and the workbook

    end(
        lambda: command.run(
            workspace, agreements or [], precedent, form or ("json" if as_json else ""), output
        )
    )


@app.command()
def pack(
    agreements: Annotated[
        list[str] | None,
        typer.Argument(
            help="Agreements, or a paper (south-east/papers/name): the papers that speak of them; all papers if none.",
            autocompletion=completion.agreements_or_papers,
        ),
    ] = None,
    workspace: Root = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="How many packs to render at once.")] = 2,
    warnings: Annotated[
        bool, typer.Option("--warnings", "-w", help="List what is doubtful too, as `check` does.")
    ] = False,
    as_json: AsJson = False,
    form: AsForm = MessageForm.TEXT,
) -> None:
    """Make the packs that boards read into build/packs/: the paper, the material schedules, the list of attachments."""
    from concordat.cli import pack as command  # noqa: PLC0415  heavy: every renderer

    end(lambda: command.run(workspace, agreements or [], jobs, warnings, as_json, form))


@app.command()
def vary(
    agreement: Annotated[
        str,
        typer.Argument(
            help="An agreement; without OLD and NEW also a folder or a pattern.",
            autocompletion=completion.agreements,
        ),
    ],
    old: Annotated[
        str,
        typer.Argument(
            help="The text that is varied (@1.0, @signed, @draft-2025-03-31); the one before its last overlay if none."
        ),
    ] = "",
    new: Annotated[
        str, typer.Argument(help="The text as varied; the one that is being drafted now if none.")
    ] = "",
    workspace: Root = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="How many agreements to render at once.")] = 2,
    warnings: Annotated[
        bool, typer.Option("--warnings", "-w", help="List what is doubtful too, as `check` does.")
    ] = False,
    as_json: AsJson = False,
    form: AsForm = MessageForm.TEXT,
) -> None:
    """Write the variation agreement that leads from one text of an agreement to another, into build/."""
    from concordat.cli import vary as command  # noqa: PLC0415  heavy: every renderer

    end(lambda: command.run(workspace, agreement, old, new, jobs, warnings, as_json, form))


@app.command()
def anchor(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of clauses/ or schedules/; all if none.")
    ] = None,
    workspace: Root = None,
) -> None:
    """Write the missing anchors of provisions, and touch nothing else."""
    from concordat.cli import anchor as command  # noqa: PLC0415  heavy: the parser

    end(lambda: command.run(workspace, files or []))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.")],
) -> None:
    """Make a workspace elsewhere, from the content that is shipped."""
    from concordat.cli import new as command  # noqa: PLC0415  only this command needs it

    end(lambda: command.run(folder))


comparing.add_commands(app)
add_commands(app)


def main() -> None:
    """The entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that is not UTF-8 shows `?` for what it cannot show, instead of stopping the run.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    app(prog_name="concordat")  # completion goes by this name, however the command was started


if __name__ == "__main__":
    main()
