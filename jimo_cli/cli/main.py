"""One command line from its arguments to its exit code; every error is one line on standard error."""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import sys
from typing import NoReturn, cast

import typer

from .app import SETTINGS, app, rules_app, top
from .common import flags
from .environment import CommandError, Environment, ExitStatus
from .stop import Terminated, listen

__all__ = ["app", "main", "run"]

# Typer brings its own copy of click from 0.28 on, so that importing click as well would load it
# twice (35 ms); this is the base of whichever it uses.
_UsageError = cast(type[typer.BadParameter], typer.BadParameter.__mro__[2])


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def _light_app(arguments: list[str]) -> typer.Typer:
    """The app with nothing but a name and a line of help for the commands that are not called.

    To make all options of all commands takes 25 ms, half as long as to import typer.
    """
    if "_JIMO_COMPLETE" in os.environ:
        return app
    called = _called(arguments)
    light = typer.Typer(**SETTINGS)
    light.callback()(top)
    for command in app.registered_commands:
        function = command.callback
        assert function is not None
        name = command.name or function.__name__
        if name == called:
            light.registered_commands.append(command)
        else:
            light.command(name, help=function.__doc__)(_stub)
    for group in app.registered_groups:
        if group.name == called:
            light.registered_groups.append(group)
        else:
            light.command(group.name, help=str(rules_app.info.help))(_stub)
    return light


def _called(arguments: list[str]) -> str | None:
    """The command of a command line: the first word that is no option and no value of --color."""
    before = ""
    for word in arguments:
        if not word.startswith("-") and before != "--color":
            return word
        before = word
    return None


def _stub() -> None:
    """Stands for a command that is not called."""


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code; every error is one line on standard error."""
    flags.reset()
    try:
        result = _light_app(arguments)(arguments, prog_name="jimo", standalone_mode=False)
        return int(result) if isinstance(result, int) else ExitStatus.OK
    except CommandError as error:
        _trace()
        for line in str(error).splitlines():
            Environment.system().note(line)
        return error.status
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return ExitStatus.INTERRUPTED
    except Terminated:
        return ExitStatus.TERMINATED
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(f"{error.format_message()}\n")
            return ExitStatus.USAGE
        where = getattr(error, "ctx", None)
        hint = f" (see {where.command_path} -h)" if where is not None else ""
        Environment.system().note(error.format_message() + hint)
        return ExitStatus.USAGE
    except BrokenPipeError:
        return ExitStatus.OK  # whoever reads has seen enough: jimo … | head -1
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # typer makes a failure of it
            return ExitStatus.OK
        raise
    except OSError as error:
        if flags.debug or error.errno not in _NO_ROOM:
            return _own_error(error)
        Environment.system().note(f"standard output: cannot be written: {error.strerror}")
        return ExitStatus.FAILED
    except Exception as error:
        return _own_error(error)


def _own_error(error: Exception) -> int:
    """What should not have happened, on one line, or raised again with --debug."""
    if flags.debug:
        raise error
    Environment.system().note(f"an error in jimo itself: {error!r}; --debug shows where")
    return ExitStatus.FAILED


def _trace() -> None:
    """Where an error comes from, with --debug."""
    if flags.debug:
        import traceback

        traceback.print_exc()


def main() -> NoReturn:
    """The `jimo` command."""
    for stream in (sys.stdout, sys.stderr):  # help and errors as well, whatever the locale
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    listen()
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = ExitStatus.OK if status == ExitStatus.OK else status
        _silence_stdout()
    except OSError as error:  # a full disk; said already where a document was written
        if status == ExitStatus.OK:
            Environment.system().note(f"standard output: cannot be written: {error.strerror}")
            status = ExitStatus.FAILED
        _silence_stdout()
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End the process once everything that is registered for its end is done.

    What the interpreter does then is to free the rules one by one, a twelfth of the time of a short call.
    """
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def _silence_stdout() -> None:
    """Keep the interpreter's own flush at exit from complaining of what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
