"""What text may be stored."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedash.domain.errors import BadValue
from tradedash.domain.text import clean, clean_or_none


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" a  b ", "a b"),
        ("a\r\nb\tc", "a b c"),
        ("1\u00a0800", "1 800"),
        ("e\u0301", "\u00e9"),
        ("ﬁ", "ﬁ"),
        ("İß", "İß"),
        ("中文 العربية \U0001f1f7\U0001f1fa", "中文 العربية \U0001f1f7\U0001f1fa"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<b>'--", "<b>'--"),
        ("", ""),
        ("\r\n\r\n", ""),
    ],
)
def test_text_is_kept_on_one_line_in_composed_form(typed, kept):
    assert clean(typed, limit=40) == kept


@pytest.mark.parametrize(
    "sign",
    [
        "\0", "\x1b", "\x7f", "\x85", "\x9f", "\xad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e",
        "\u2028", "\u202e", "\u2060",
        "\u2066", "\u2069", "\ufeff", "\ufffa", "\ud800", chr(0xDFFE), "\U000e0041",
    ],
)  # fmt: skip
def test_invisible_characters_are_refused_by_name(sign):
    with pytest.raises(BadValue, match=f"U\\+{ord(sign):04X}") as error:
        clean(f"a{sign}b", limit=40, field="note")
    assert error.value.field == "note"


def test_text_that_is_too_long_is_refused_and_not_cut():
    assert clean("a" * 40, limit=40) == "a" * 40
    with pytest.raises(BadValue, match="at most 40 characters"):
        clean("a" * 41, limit=40)
    with pytest.raises(BadValue, match="at most 40 characters"):
        clean("a" * 100_000, limit=40)


def test_space_at_the_ends_does_not_count():
    assert clean("  " + "a" * 40 + "  ", limit=40) == "a" * 40


@pytest.mark.parametrize("value", [None, 1, True, [], {}, b"a"])
def test_only_text_is_text(value: Any):
    with pytest.raises(BadValue, match="Give this as text"):
        clean(value, limit=40)


@pytest.mark.parametrize(("value", "kept"), [(None, None), ("", None), ("  ", None), (" a ", "a")])
def test_blank_text_may_be_none(value, kept):
    assert clean_or_none(value, limit=40) == kept


@given(st.text(max_size=200))
def test_kept_text_is_kept_again_as_it_is(text):
    try:
        kept = clean(text, limit=100)
    except BadValue:
        return
    assert clean(kept, limit=100) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert len(kept) <= 100
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in kept)
