"""Which encoding answers which header."""

import pytest

from tradedash.web.compressed import compressed, encoding_for, is_text


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.000", ""),
        ("br;q=0.001", "br"),
        ("identity", ""),
        ("*", ""),
        ("brotli", ""),
    ],
)
def test_the_best_that_the_reader_takes_is_chosen(accepted, encoding):
    assert encoding_for(accepted) == encoding


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text/csv; charset=utf-8; header=present", True),
        ("application/json", True),
        ("application/vnd.sdmx.data+json", True),
        ("application/atom+xml; charset=utf-8", True),
        ("image/svg+xml", True),
        ("text/javascript", True),
        ("image/png", False),
        ("application/zip", False),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        ("", False),
    ],
)
def test_text_is_worth_compressing_and_packed_files_are_not(kind, expected):
    assert is_text(kind) is expected


def test_the_same_body_becomes_the_same_bytes():
    body = b"4.1 billion dollars\n" * 100
    for encoding in ("br", "gzip"):
        assert compressed(body, encoding) == compressed(body, encoding)
        assert len(compressed(body, encoding)) < 200
    assert compressed(body, "") == body
