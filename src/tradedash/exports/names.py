"""Names of downloaded files: plain ASCII, so that no header needs escaping."""

import re

from tradedash.queries.selection import Selection

_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def file_name(selection: Selection, ending: str) -> str:
    """Return `turnover_RU-KG.csv`: the indicator and the pair of the selection, whatever else limits it."""
    parts = [selection.indicator or "figures", selection.pair.code if selection.pair else ""]
    stem = "_".join(cleaned for part in parts if (cleaned := _OTHER.sub("_", part).strip("_")))
    return f"{stem or 'figures'}.{ending}"


def disposition(selection: Selection, ending: str) -> str:
    """Return the Content-Disposition of a download."""
    return f'attachment; filename="{file_name(selection, ending)}"'


def plain_name(text: str) -> str:
    """Return a text as a name of letters, digits, hyphens and underscores."""
    return _OTHER.sub("_", text).strip("_") or "figure"
