"""The commands of the version register and their options; the work of each is in `cli/issued.py` and its neighbours."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from concordat.cli import completion
from concordat.cli.options import Agreements, AsJson, Root, day, end, some_day

OneAgreement = Annotated[
    str,
    typer.Argument(
        help="One agreement; with @1.0 where a version is meant that is not the last.",
        autocompletion=completion.agreements,
    ),
]
OnDay = Annotated[str | None, typer.Option("--on", help="The day of the record (YYYY-MM-DD); today if none.")]
Party = Annotated[str, typer.Option("--party", help="Whose it is: the party's slug.")]
Authority = Annotated[
    str, typer.Option("--authority", help="The authority record of committee.yaml that is relied on.")
]


def issue(
    agreement: OneAgreement,
    state: Annotated[str, typer.Option("--state", help="draft, for-approval or for-signature.")] = "draft",
    on: OnDay = None,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", help="The code of what refuses and is accepted; --reason follows."),
    ] = None,
    reason: Annotated[
        list[str] | None,
        typer.Option("--reason", help="Why it is accepted: one for each --accept, in the same order."),
    ] = None,
    authority: Authority = "",
    text_from: Annotated[
        str | None,
        typer.Option(
            "--text-from", help="The text as it is from this day; the text being drafted now if none."
        ),
    ] = None,
    seal: Annotated[
        Path | None,
        typer.Option("--seal", help="Seal the PDF too: a file of a key and its certificate (PKCS #12)."),
    ] = None,
    passphrase: Annotated[
        Path | None, typer.Option("--passphrase", help="The file that holds the passphrase of that key.")
    ] = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Issue a version: a draft, the text for approval, or the text for signature; and keep it in the register."""
    from concordat.cli import issued as command  # noqa: PLC0415  heavy: every renderer

    if len(accept or []) != len(reason or []):
        print("--accept and --reason: give one reason for each code", file=sys.stderr)
        raise typer.Exit(2)
    pairs = list(zip(accept or [], reason or [], strict=True))
    from_day = some_day(text_from, "--text-from")
    key = command.Key(seal, passphrase) if seal is not None else None
    on_day = day(on, "--on")
    end(
        lambda: command.run(
            workspace, agreement, state, on_day, pairs, authority, from_day, key, as_json=as_json
        )
    )


def approve(
    agreement: OneAgreement,
    party: Party,
    decided: Annotated[str, typer.Option("--decided", help="The day of the decision.")],
    body: Annotated[str, typer.Option("--body", help="The body that decided it: Board.")] = "",
    minute: Annotated[str, typer.Option("--minute", help="The minute of the decision.")] = "",
    resolution: Annotated[str, typer.Option("--resolution", help="The resolution, as minuted.")] = "",
    authority: Authority = "",
    digest: Annotated[
        str, typer.Option("--digest", help="The text digest that the minute holds, or its first 12 figures.")
    ] = "",
    on: OnDay = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Record that one party has approved a version."""
    from concordat.cli import recorded as command  # noqa: PLC0415  heavy: the parser
    from concordat.project.approve import AskedApproval  # noqa: PLC0415  as above

    asked = AskedApproval(
        agreement,
        party,
        day(decided, "--decided"),
        day(on, "--on"),
        body,
        minute,
        resolution,
        authority,
        digest,
    )
    end(lambda: command.approve(workspace, asked, as_json))


def sign(
    agreement: OneAgreement,
    party: Party,
    signatory: Annotated[str, typer.Option("--signatory", help="Who signed.")],
    capacity: Annotated[str, typer.Option("--capacity", help="In what capacity: Chief Executive.")],
    signed: Annotated[str, typer.Option("--signed", help="The day of the signature.")],
    file: Annotated[
        Path | None, typer.Option("--file", help="The signed file (PDF): it is kept, and is definitive.")
    ] = None,
    counterpart: Annotated[str, typer.Option("--counterpart", help="The number of the counterpart.")] = "",
    envelope: Annotated[
        str, typer.Option("--envelope", help="The reference of the signing service's envelope.")
    ] = "",
    seal_register: Annotated[
        str, typer.Option("--seal-register", help="The entry in the seal register, for a deed.")
    ] = "",
    dated: Annotated[
        str | None, typer.Option("--dated", help="The date of the agreement, with the last signature.")
    ] = None,
    authority: Authority = "",
    on: OnDay = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Record that one party has signed a version, and keep the signed file."""
    from concordat.cli import recorded as command  # noqa: PLC0415  heavy: the parser
    from concordat.project.sign import AskedSigning  # noqa: PLC0415  as above

    asked = AskedSigning(
        agreement, party, signatory, capacity, day(signed, "--signed"), day(on, "--on"), file, counterpart,
        envelope, seal_register, some_day(dated, "--dated"), authority,
    )  # fmt: skip
    end(lambda: command.sign(workspace, asked, as_json))


def end_agreement(
    agreement: OneAgreement,
    last_day: Annotated[str, typer.Option("--last-day", help="The last day on which it is in force.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it ends.")],
    on: OnDay = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Record that a signed agreement has ended."""
    from concordat.cli import recorded as command  # noqa: PLC0415  heavy: the parser
    from concordat.project.end import AskedEnding  # noqa: PLC0415  as above

    asked = AskedEnding(agreement, day(last_day, "--last-day"), reason, day(on, "--on"))
    end(lambda: command.end(workspace, asked, as_json))


def history(agreements: Agreements = None, workspace: Root = None, as_json: AsJson = False) -> None:
    """Tell the life of agreements: what was issued, approved, signed and ended, and what is still awaited."""
    from concordat.cli import history as command  # noqa: PLC0415  only this command needs it

    end(lambda: command.run(workspace, agreements or [], as_json))


def verify(
    agreements: Agreements = None,
    fast: Annotated[bool, typer.Option("--fast", help="Digests only: make nothing again.")] = False,
    expect_head: Annotated[
        str,
        typer.Option("--expect-head", help="A digest that the ledger must hold, as it was noted elsewhere."),
    ] = "",
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Prove that registers are as they were written, and that what they keep can be made again."""
    from concordat.cli import verify as command  # noqa: PLC0415  heavy: every renderer

    end(lambda: command.run(workspace, agreements or [], fast, expect_head, as_json))


def repair(
    footprints: Annotated[
        list[str] | None, typer.Argument(help="Footprints; every register if none.")
    ] = None,
    workspace: Root = None,
    as_json: AsJson = False,
) -> None:
    """Set aside what a stopped run left in a register; nothing that a line of its ledger names is touched."""
    from concordat.cli import repair as command  # noqa: PLC0415  only this command needs it

    end(lambda: command.run(workspace, footprints or [], as_json))


def add_commands(app: typer.Typer) -> None:
    """Add the commands of the register to the others."""
    for name, command in (
        ("issue", issue),
        ("approve", approve),
        ("sign", sign),
        ("end", end_agreement),
        ("history", history),
        ("verify", verify),
        ("repair", repair),
    ):
        app.command(name)(command)
