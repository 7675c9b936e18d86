"""The typeface of pictures, for measuring and drawing: the machine's first one that has every letter we write."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

#: File names of the regular and the bold face, the nearest to what browsers show first.
_KNOWN = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("Roboto-Regular.ttf", "Roboto-Bold.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/System/Library/Fonts",
    "/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
#: A face without one of these would borrow it from another, in a different style.
LETTERS = "AgßüЖяңөү0–“”…"
_NO_LETTER = "\uffff"


@dataclass(frozen=True, slots=True)
class Faces:
    """Two files of one family and its name as it stands in them; `files` are all known ones, these first."""

    family: str
    regular: Path
    bold: Path
    files: tuple[Path, ...]

    def has(self, text: str) -> bool:
        """Tell whether any of the files has each letter of a text."""
        return all(any(has_letters(path, letter) for path in self.files) for letter in set(text))


@cache
def faces() -> Faces | None:
    """Return the faces of this machine, None where no known one is installed."""
    names = {name for pair in _KNOWN for name in pair}
    found = {path.name: path for path in _files() if path.name in names}
    pairs = [(found[regular], found[bold]) for regular, bold in _KNOWN if regular in found and bold in found]
    whole = [pair for pair in pairs if has_letters(pair[0], LETTERS)]
    if not whole:
        return None
    regular, bold = whole[0]
    files = dict.fromkeys((regular, bold, *(path for pair in pairs for path in pair)))
    return Faces(_font(str(regular), 16).getname()[0], regular, bold, tuple(files))


def has_letters(path: Path, text: str) -> bool:
    """Tell whether a face has each letter of a text."""
    return not any(_is_missing(str(path), letter) for letter in set(text) if not letter.isspace())


@lru_cache(maxsize=4096)
def measured(text: str, size: float, *, bold: bool) -> tuple[float, float, float]:
    """Return width, ascent and descent of one line in pixels; without a face by a usual letter's width."""
    known = faces()
    if known is None:
        return 0.55 * size * len(text), 0.93 * size, 0.24 * size
    font = _font(str(known.bold if bold else known.regular), round(size))
    ascent, descent = font.getmetrics()
    return float(font.getlength(text)), float(ascent), float(descent)


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted(Path(folder).expanduser().glob("**/*.ttf"))


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> Any:
    from PIL import ImageFont  # noqa: PLC0415 - a process that draws nothing does not load it

    return ImageFont.truetype(path, size)


@lru_cache(maxsize=4096)
def _is_missing(path: str, letter: str) -> bool:
    font = _font(path, 16)
    return bytes(font.getmask(letter)) == bytes(font.getmask(_NO_LETTER))
