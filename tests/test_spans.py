"""SpannedText keeps positions right while its text changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.spans import SpannedText


@given(
    before=st.text(max_size=8),
    name=st.text(min_size=1, max_size=6),
    after=st.text(max_size=8),
    data=st.data(),
)
def test_a_frozen_rendering_survives_any_edit_around_it(
    before: str, name: str, after: str, data: st.DataObject
) -> None:
    text = SpannedText(before + name + after)
    text.mark("term", len(before), len(before) + len(name), frozen=True)
    for _ in range(4):
        start = data.draw(st.integers(0, len(text.text)))
        end = data.draw(st.integers(start, len(text.text)))
        new = data.draw(st.text(max_size=4))
        if text.is_free(start, end):
            text.replace(start, end, new)
        else:
            with pytest.raises(ValueError, match="frozen"):
                text.replace(start, end, new)
        assert text.surface("term") == name


def test_text_inserted_at_a_border_stays_outside_the_span() -> None:
    text = SpannedText("서울 에서")
    text.mark("term", 0, 2, frozen=True)
    text.replace(2, 3, "")
    text.replace(2, 2, "시")
    assert (text.text, text.surface("term")) == ("서울시에서", "서울")


def test_substitution_sees_frozen_text_but_does_not_change_it() -> None:
    text = SpannedText("a  b  c")
    text.mark("code", 0, 4, frozen=True)
    assert text.substitute(re.compile("  "), " ") == 1
    assert (text.text, text.surface("code")) == ("a  b c", "a  b")


def test_an_inner_span_shrinks_with_the_text_replaced_around_it() -> None:
    text = SpannedText("one two three", {"strong": (4, 7)})
    text.replace(3, 8, "-")
    assert text.text == "one-three"
    start, end = text.spans["strong"]
    assert 3 <= start <= end <= 4
