"""What every command shares: the workspace, the exit code, and a clean stop whatever happens (design section 8)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import TextIO

from concordat.cli.github import as_github
from concordat.cli.messages import MessageForm, as_json, as_text, counted
from concordat.cli.sarif import as_sarif
from concordat.diagnostics import Diagnostic, Severity, Stage

OUR_FAULT = 70
ENVIRONMENT = 3
UNREADABLE = 2
CHECK_FAILED = 1


class Terminated(BaseException):
    """SIGTERM came: the run stops cleanly."""


class Unprintable(Exception):
    """What is to be printed cannot be written where it was sent: a full disk."""


def say(text: str, error: bool = False) -> None:
    """Print a text, on standard error if `error`. Where nobody reads any more the work goes on in silence.

    Raises Unprintable where the words are lost for another reason.
    """
    stream: TextIO | None = sys.stderr if error else sys.stdout
    if stream is None:  # it was closed before we began
        return
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        _silence(stream)
    except OSError as problem:
        _silence(stream)
        raise Unprintable(problem.strerror or type(problem).__name__) from None


def _silence(stream: TextIO) -> None:
    """Send the rest of a stream nowhere, so that the interpreter too can flush it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def exit_code(found: Iterable[Diagnostic]) -> int:
    """0 well, warnings alone too; 1 a check's error; 2 what cannot be read; 3 the environment. The gravest counts."""
    stages = {d.stage for d in found if d.severity is Severity.ERROR}
    if Stage.ENVIRONMENT in stages:
        return ENVIRONMENT
    if Stage.READ in stages:
        return UNREADABLE
    return CHECK_FAILED if stages else 0


def report(
    found: Iterable[Diagnostic],
    sources: Mapping[str, str],
    form: MessageForm | bool = MessageForm.TEXT,
    all_warnings: bool = True,
) -> int:
    """Print what was found, and give the exit code: text on standard error, what programs read on standard output.

    `form` may be the answer to `--json`: True is JSON. Without `all_warnings` the doubts of the checks are counted in
    the text and not listed; `concordat check` lists them. A program is always told of all.
    """
    every = tuple(found)
    if form is True or form is MessageForm.JSON:
        say(as_json(every))
    elif form is MessageForm.SARIF:
        say(as_sarif(every, sources))
    elif form is MessageForm.GITHUB:
        if every:
            say(as_github(every, sources))
    else:
        _say_text(every, sources, all_warnings)
    return exit_code(every)


def _say_text(every: tuple[Diagnostic, ...], sources: Mapping[str, str], all_warnings: bool) -> None:
    shown = tuple(d for d in every if all_warnings or not _doubt(d))
    if shown:
        say(as_text(shown, sources), error=True)
    if every:
        more = " (`concordat check` lists the warnings)" if len(shown) < len(every) else ""
        say(f"\n{counted(every)}{more}", error=True)


def _doubt(diagnostic: Diagnostic) -> bool:
    """Whether `concordat check` says the same: a house is compared with its Word file only where one is made."""
    of_a_check = diagnostic.severity is Severity.WARNING and diagnostic.stage is Stage.CHECK
    return of_a_check and diagnostic.code != "house-departs"


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def guarded(action: Callable[[], int]) -> int:
    """Run a command and turn every way of stopping into its exit code, without a traceback unless asked for.

    130 for Ctrl-C, 143 for SIGTERM, 70 for a fault of ours. A reader that closes the pipe changes nothing (`say`).
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return action()
    except KeyboardInterrupt:
        _say_stopped()
        return 130
    except Terminated:
        _say_stopped()
        return 143
    except Unprintable as problem:
        message = f"what is printed could not be written: {problem}"
        lost = Diagnostic("output-not-writable", None, message, "free some space, or print it elsewhere")
        say(as_text((lost,), {}), error=True)
        return ENVIRONMENT
    except Exception as problem:
        if os.environ.get("CONCORDAT_TRACEBACK"):
            raise
        say(
            f"concordat met a fault of its own ({type(problem).__name__}: {problem}).\n"
            "Nothing half-written is left. Please report it; CONCORDAT_TRACEBACK=1 shows where it arose.",
            error=True,
        )
        return OUR_FAULT


def _say_stopped() -> None:
    hint = "run the command again; what was already written is whole"
    say("\n" + as_text((Diagnostic("interrupted", None, "the run was stopped", hint),), {}), error=True)
