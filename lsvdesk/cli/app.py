"""All commands put together, and how an error leaves the program."""

from __future__ import annotations

import typer

from lsvdesk.cli import cases, establishments, local_services, manual, money, office, papers, permits, services, yearly
from lsvdesk.errors import CounterError, InvalidAnswers


def build() -> typer.Typer:
    """The command line as one typer application."""
    app = typer.Typer(
        name="lsvdesk",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="LSV Desk: งานบริการประชาชนของ อปท. ทางบรรทัดคำสั่ง (ไม่มีคำสั่ง = เปิดหน้าต่างโปรแกรม)",
    )
    for room in (office, services, local_services, manual, cases, money, papers, establishments, permits, yearly):
        room.register(app)
    return app


def run(arguments: list[str]) -> int:
    """Run one command; its exit code."""
    try:
        result = build()(args=arguments, standalone_mode=False, prog_name="lsvdesk")
    except InvalidAnswers as error:
        for fault in error.faults:
            typer.echo(f"{fault.field}: {fault.message} [{fault.code}]", err=True)
        typer.echo(f"{error.message} [{error.code}]", err=True)
        return 1
    except CounterError as error:
        typer.echo(f"{error.message} [{error.code}]", err=True)
        return 1
    except typer.Exit as ending:
        return ending.exit_code
    except Exception as error:
        if not hasattr(error, "exit_code"):  # a bug: it is raised as it is
            raise
        show = getattr(error, "show", None)
        if show is not None:
            show()
        return int(error.exit_code)
    return result if isinstance(result, int) else 0
