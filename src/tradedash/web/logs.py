"""Logs: one JSON object a line on the standard error, each with the id of its request. No access log is kept."""

import logging
import sys
from uuid import uuid4

import structlog
from flask import Flask
from structlog.typing import EventDict, WrappedLogger

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(level: str) -> None:
    """Send structlog and the libraries' own loggers to the standard error, from this level up."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=_stderr,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _name_of_logger],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(LEVELS[level])
    logging.getLogger("alembic").setLevel(max(LEVELS[level], logging.WARNING))  # it tells of every look at the schema


def install(server: Flask) -> None:
    """Give each request an id of our own making; what the client sends as one is ignored."""
    server.before_request(_name_request)


def request_id() -> str:
    """Return the id of this request, which its log lines carry."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def _name_request() -> None:
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=uuid4().hex[:12])


def _stderr(*_: object) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)


def _name_of_logger(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    record = event.get("_record")
    return {**event, "logger": record.name} if record else event
