"""A file as it comes in pieces: one stream of bytes, and its lines as text, whatever their ends are."""

import io
from collections.abc import Iterable, Iterator

from tradedash.domain.errors import BadValue

LONGEST_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"


class Pieces(io.RawIOBase):
    """The bytes of some pieces, one after the other; never more than one of them is held."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Put the next bytes into a buffer and return how many they are; 0 at the end."""
        while not self._left:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._left = following
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def byte_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the lines up to each line feed, which they keep; without the mark at the beginning of the file.

    Raises: BadValue for a line that is longer than `LONGEST_LINE`, after the lines before it.
    """
    stream = io.BufferedReader(Pieces(pieces), buffer_size=64 * 1024)
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadValue(f"Line {number} is longer than {LONGEST_LINE // 1024} KB; this is no table.")
        yield line.removeprefix(_BOM) if number == 1 else line


def text_lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Return the lines as text, their ends as they are. Raises: BadValue naming the first line that is not UTF-8."""
    for number, line in enumerate(byte_lines(pieces), start=1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise BadValue(f"Line {number} is not UTF-8; save the file as UTF-8.") from None
        yield from io.StringIO(text, newline="")  # a lone carriage return ends a line as well
