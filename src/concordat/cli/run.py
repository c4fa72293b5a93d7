"""What every command shares: the workspace, the exit code, and a clean stop whatever happens (design section 8)."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import FrameType

from concordat.cli.messages import as_json, as_text, counted
from concordat.diagnostics import Diagnostic, Severity, Stage

OUR_FAULT = 70
ENVIRONMENT = 3
UNREADABLE = 2
CHECK_FAILED = 1


class Terminated(BaseException):
    """SIGTERM came: the run stops cleanly."""


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
    as_data: bool = False,
    quiet_warnings: bool = False,
) -> int:
    """Print what was found (on standard error; as JSON on standard output) and give the exit code."""
    every = tuple(found)
    shown = tuple(d for d in every if not (quiet_warnings and d.severity is Severity.WARNING))
    if as_data:
        print(as_json(shown))
    elif shown:
        print(as_text(shown, sources), file=sys.stderr)
    if not as_data and every:
        print(f"\n{counted(every)}", file=sys.stderr)
    return exit_code(every)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def guarded(action: Callable[[], int]) -> int:
    """Run a command and turn every way of stopping into its exit code, without a traceback unless asked for.

    130 for Ctrl-C, 143 for SIGTERM, 0 for a reader that closed the pipe, 70 for a fault of ours.
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = action()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("\nstopped; what was already written is whole", file=sys.stderr)
        return 130
    except Terminated:
        print("\nstopped; what was already written is whole", file=sys.stderr)
        return 143
    except BrokenPipeError:
        # The reader went away: give the interpreter somewhere to flush to when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:
        if os.environ.get("CONCORDAT_TRACEBACK"):
            raise
        print(
            f"concordat met a fault of its own ({type(problem).__name__}: {problem}).\n"
            "Nothing half-written is left. Please report it; CONCORDAT_TRACEBACK=1 shows where it arose.",
            file=sys.stderr,
        )
        return OUR_FAULT


def start_folder() -> Path:
    """The folder in which the command was started."""
    return Path.cwd()
