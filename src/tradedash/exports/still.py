"""Plotly figures as pictures without a browser: SVG and PNG, drawn by one thread that starts with the first of them.

This module alone knows the library behind it. Its script engine is not safe between threads, forgets nothing by itself
and trusts what it is given; the guards against that are here, in `still_script` and in `inert`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from functools import cache
from hashlib import sha256
from math import isfinite
from threading import BoundedSemaphore
from typing import Any, TypeVar

from tradedash.domain.errors import DomainError
from tradedash.exports import faces
from tradedash.exports.inert import UNSEEN, inert, with_outlined_text
from tradedash.exports.still_script import PREPARE

Figure = Mapping[str, Any]
T = TypeVar("T")
_RASTER = """
import json, sys, resvg_py
options = json.loads(sys.stdin.buffer.readline())
sys.stdout.buffer.write(bytes(resvg_py.svg_to_bytes(svg_string=sys.stdin.buffer.read().decode(), **options)))
"""
_TOO_SLOW = "This picture takes too long. Narrow the chart with from and to."
_NOT_DRAWN = "This chart cannot be drawn as a picture."
MOST_POINTS, MOST_MARKS = 20_000, 2_000
#: For one picture, and for the wait in front of it. A usual chart takes a tenth of a second.
SECONDS = 20
#: Who comes while so many wait is told to come again: a picture must not hold every thread of a worker.
MOST_WAITING = 12
_LARGEST_SIDE = 4_000
_BOLD = 600
#: What only a pointer sees.
_HOVER = frozenset({"customdata", "hovertext", "hovertemplate", "hoverlabel", "ids", "meta"})


class NotDrawn(DomainError):
    """A picture that is not made; the sentence says what to do. `again` tells that a later try may work."""

    def __init__(self, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.again = again


def svg(figure: Figure, width: int, height: int) -> str:
    """Return the figure as an SVG element of this size in pixels, the same for the same figure.

    It holds shapes and text and nothing that acts; colours are hexes in lower case inside `style`. Ids are made from
    the figure, so that several fit on one page. Raises: NotDrawn if it is too large, or too many wait.
    """
    data, layout = _plain(figure, width, height)
    return _renderer(os.getpid()).run(lambda engine: _drawn(engine, data, layout))


def png(figure: Figure, width: int, height: int, scale: int = 2) -> bytes:
    """Return the figure as PNG of `scale` pixels for each of its own. Raises: NotDrawn as `svg`, and without a font."""
    return rasterized(svg(figure, width, height), scale)


def rasterized(picture: str, scale: int = 2) -> bytes:
    """Return an SVG of ours as PNG. Raises: NotDrawn without a font on this machine, or if too many wait."""
    known = faces.faces()
    if known is None:
        raise NotDrawn("This server has no font to draw text with. Ask for the picture as SVG.")
    return _renderer(os.getpid()).run(lambda _: _raster(with_outlined_text(picture), known, scale))


class _Renderer:
    """The one thread, its engine, and how many wait for it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="still")
        self._places = BoundedSemaphore(MOST_WAITING)
        self._engine: Any = None

    def run(self, work: Callable[[Any], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise NotDrawn("Many pictures are being drawn. Try again in a few seconds.", again=True)
        waiting: Future[T] = self._thread.submit(lambda: work(self._ready()))
        waiting.add_done_callback(lambda _: self._places.release())
        try:
            return waiting.result(timeout=SECONDS)
        except NotInTime:
            waiting.cancel()
            raise NotDrawn(_TOO_SLOW, again=True) from None

    def _ready(self) -> Any:
        if self._engine is None:
            from mirage.engine import MirageEngine  # noqa: PLC0415 - two megabytes of script that no start waits for

            engine = MirageEngine()
            engine.context.add_callable("_measureTextRaw", _measure)
            engine.context.eval(PREPARE)
            self._engine = engine
        return self._engine


@cache
def _renderer(process: int) -> _Renderer:
    """A thread does not survive a fork, so each process has its own."""
    return _Renderer()


def _plain(figure: Figure, width: int, height: int) -> tuple[list[Any], dict[str, Any]]:
    """Return traces and layout as JSON knows them, without what only a pointer sees. Raises: NotDrawn."""
    if not (0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE):
        raise NotDrawn(f"A picture is 1 to {_LARGEST_SIDE} pixels wide and high.")
    data = [{key: value for key, value in trace.items() if key not in _HOVER} for trace in figure.get("data", ())]
    layout = dict(figure.get("layout", {}))
    points = sum(max((len(trace[key]) for key in ("x", "y") if key in trace), default=0) for trace in data)
    marks = len(data) + len(layout.get("annotations", ())) + len(layout.get("shapes", ()))
    if points > MOST_POINTS or marks > MOST_MARKS:
        raise NotDrawn("This chart has too many marks for a picture. Narrow it with from and to.")
    notes = [_held(note) for note in layout.get("annotations", ())]
    return _writable(data), _writable(layout | {"width": width, "height": height, "annotations": notes})


def _held(note: Figure) -> dict[str, Any]:
    """Let one line of text begin or end where it is hung up, whatever font a reader has for it."""
    side = note.get("xanchor")
    free = "align" not in note and side in ("left", "right") and "<br" not in str(note.get("text", ""))
    return {**note, "align": side} if free else dict(note)


def _writable(value: Any) -> Any:
    """Not a number and infinity are missing values, as JSON has no word for them; letters that no file holds go."""
    if isinstance(value, Mapping):
        return {str(key): _writable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(part) for part in value]
    if isinstance(value, str):
        return UNSEEN.sub("", value)
    return None if isinstance(value, float) and not isfinite(value) else value


def _drawn(engine: Any, data: list[Any], layout: dict[str, Any]) -> str:
    content = json.dumps([data, layout], sort_keys=True, allow_nan=False)
    seed = int.from_bytes(sha256(content.encode()).digest()[:4]) % 2_147_483_646 + 1
    engine.context.eval(f"tradedashBegin({seed}, {SECONDS * 1000})")
    try:
        found = inert(engine.render_svg(data, layout))
    except (RuntimeError, ValueError) as error:
        raise NotDrawn(_NOT_DRAWN) from error
    except Exception as error:  # the engine's own exception, whose class is loaded with it
        if "out of time" not in str(error):
            raise NotDrawn(_NOT_DRAWN) from error
        raise NotDrawn(_TOO_SLOW, again=True) from error
    finally:
        engine.context.gc()
    return found


def _measure(text: str, family: str, size: str, weight: str = "") -> str:
    """Answer the engine's question for the size of a text: width, height, ascent, descent."""
    try:
        pixels = float(size)
    except ValueError:
        pixels = 12.0
    bold = weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD)
    width, ascent, descent = faces.measured(text, pixels, bold=bold)
    return f"{width:.2f},{ascent + descent:.2f},{ascent:.2f},{descent:.2f}"


def _raster(picture: str, known: faces.Faces, scale: int) -> bytes:
    """Let a process of its own make the pixels: the library would stop every thread of this one meanwhile.

    All fonts of the machine are looked through only for letters that the known faces lack.
    """
    options = {
        "zoom": scale,
        "skip_system_fonts": known.has(picture),
        "font_files": [str(path) for path in known.files],
        "font_family": known.family,
        "sans_serif_family": known.family,
    }
    given = f"{json.dumps(options)}\n{picture}".encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the picture comes in as data
            [sys.executable, "-I", "-c", _RASTER], input=given, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotDrawn(_TOO_SLOW, again=True) from error
    if done.returncode:
        raise NotDrawn(_NOT_DRAWN)
    return done.stdout
