"""The words of a bulk import: what is sent, where it stands, and what each of its rows would do to the ledger."""

from enum import StrEnum


class UploadKind(StrEnum):
    """How the rows of an upload are written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


class UploadState(StrEnum):
    """Where an upload stands. In `checking` and `writing` a worker is, or should be, busy with it."""

    RECEIVING = "receiving"
    MAPPING = "mapping"
    CHECKING = "checking"
    CHECKED = "checked"
    WRITING = "writing"
    WRITTEN = "written"
    FAILED = "failed"
    DISCARDED = "discarded"
    EXPIRED = "expired"


class Mark(StrEnum):
    """What a row would do: the first three come in; of the others the ledger has the one already."""

    NEW = "new"
    REPRINT = "reprint"
    CONFLICT = "conflict"
    SAME = "same"
    CHANGED = "changed"
    ERROR = "error"


#: A worker is at it.
WORKING = (UploadState.CHECKING, UploadState.WRITING)
#: An account has at most one upload in these states.
OPEN = (UploadState.RECEIVING, UploadState.MAPPING, UploadState.CHECKING, UploadState.CHECKED, UploadState.WRITING)
#: Rows that become figures.
TAKEN = (Mark.NEW, Mark.REPRINT, Mark.CONFLICT)
#: Rows that keep the whole from coming in.
REFUSED = (Mark.CHANGED, Mark.ERROR)
#: The largest piece of a file that stands in one row of the store.
CHUNK_BYTES = 1024 * 1024
