"""Quotation marks are paired as a reader pairs them, and never raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.lexical.batches import read_batch
from analysis.annotate.speech.quotations import KINDS, find_quotations, mark_quoted
from analysis.annotate.text.tokens import split_tokens

MARKED_TEXT = st.text(alphabet=st.sampled_from("ab AB.,'\"“”„«»‘’`-–—\n\u202e\x00é"), max_size=120)


def quotations_of(text, kind=None):
    tokens, found = find_in(text)
    rows = zip(found.first, found.last, found.kind, strict=True)
    return [text[tokens.start[i] : tokens.end[j - 1]] for i, j, k in rows if kind in (None, KINDS[k])]


def find_in(*texts):
    tokens = split_tokens(texts)
    return tokens, find_quotations(read_batch(tokens, "en"))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'),
        ("“", "”"),
        ("„", "“"),
        ("«", "»"),
        ("»", "«"),
        ("``", "''"),
        ("''", "''"),
        ("‘", "’"),
        ("'", "'"),
    ],
)
def test_each_typography_is_read(opening, closing):
    """The usual marks of print and of wires all make a quotation, marks included."""
    quotation = f"{opening}We stay here, all of us,{closing}"
    assert quotations_of(f"{quotation} Holm said. It rained.") == [quotation]


def test_apostrophes_are_not_marks():
    """Apostrophes of possession and omission neither open nor close a quotation."""
    text = "The workers' hall isn't Holm's. 'The workers' hall is ours,' she said, and rock 'n' roll it is."
    assert quotations_of(text, "speech") == ["'The workers' hall is ours,'"]


def test_single_marks_inside_double_ones_are_theirs():
    """A quotation inside a quotation is part of it."""
    text = "“They told me ‘go home’ and I went,” Holm said."
    assert quotations_of(text) == ["“They told me ‘go home’ and I went,”"]


def test_an_odd_mark_costs_its_own_sentence_only():
    """A mark without a partner does not turn the rest of the paragraph inside out."""
    text = 'Holm called it "a poor idea. The pier stood. "We stay," Brandt said.'
    assert quotations_of(text) == ['"a poor idea.', '"We stay,"']


def test_a_stray_closing_mark_is_passed_over():
    """A closing mark that nothing opened is no quotation."""
    assert quotations_of("The pier” stood. “We stay,” Brandt said.") == ["“We stay,”"]


def test_a_quotation_runs_over_paragraphs():
    """Paragraphs that open with a mark before the last one closed are one quotation, a piece each."""
    text = "“We built it.\n\n“We lost it.\n\n“We build again,” Holm said.\n\n“No,” Brandt said."
    _, found = find_in(text)
    assert found.number.tolist() == [0, 0, 0, 1]
    assert quotations_of(text)[1] == "“We lost it."


def test_a_paragraph_without_a_mark_ends_a_quotation():
    """An open quotation does not run on into a paragraph that does not open with a mark."""
    assert quotations_of("“We built it.\n\nThe pier stood.") == ["“We built it."]


def test_a_dash_introduces_speech():
    """Speech between a dash at the start of a line and a dash before its speaker is a quotation."""
    text = "- We will stay - all of us - Holm declared. She left.\n\n– They go – he added."
    assert quotations_of(text) == ["We will stay - all of us", "They go"]


def test_a_dash_may_have_a_long_tail():
    """A relative clause may stand between the dash that ends the speech and its verb."""
    text = "- They go - Ilse Brandt, who has led the harbour office of the town since May, stated."
    assert quotations_of(text) == ["They go"]


def test_a_list_is_not_speech():
    """Lines of a list begin with a dash too, but nobody speaks them."""
    assert quotations_of("- nails\n- planks - long ones\n- the old rope of the pier") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('The "Evening Gull" wrote so.', "name"),
        ('The song "Long Way Home" rang.', "name"),
        ('His "friends" left.', "word"),
        ('"Yes," he said.', "speech"),
        ('It was "a poor idea" then.', "speech"),
        ('"We Stay Here Now!" he said.', "speech"),
    ],
)
def test_names_and_single_words_are_not_speech(text, kind):
    """A title in marks is a name, a lone word is held at a distance, the rest is speech."""
    _, found = find_in(text)
    assert [KINDS[k] for k in found.kind] == [kind]


def test_tokens_know_their_quotation():
    """Each token carries the number of its quotation, -1 outside."""
    batch = read_batch(split_tokens(['"We stay," Holm said. "We do."']), "en")
    quoted = mark_quoted(batch, find_quotations(batch))
    assert quoted.tolist() == [0] * 5 + [-1] * 3 + [1] * 5


@given(MARKED_TEXT)
@settings(max_examples=150, deadline=None)
def test_quotations_are_in_order_and_apart(text):
    """Quotations never raise, never overlap, never cross a line, and are not empty."""
    tokens, found = find_in(text)
    first, last = found.first, found.last
    assert (first < last).all()
    assert (first[1:] >= last[:-1]).all()
    lines = tokens.sentence_paragraph[tokens.sentence]
    assert all(len(set(lines[i:j])) == 1 for i, j in zip(first, last, strict=True))


@given(st.lists(MARKED_TEXT, max_size=4))
@settings(max_examples=50, deadline=None)
def test_articles_do_not_touch(texts):
    """The quotations of a batch are those of its articles one by one."""
    batch, found = find_in(*texts)
    spans = [
        (int(batch.article[i]), int(batch.start[i]), int(batch.end[j - 1]), kind)
        for i, j, kind in zip(found.first, found.last, found.kind, strict=True)
    ]
    alone = []
    for n, text in enumerate(texts):
        tokens, rows = find_in(text)
        for i, j, kind in zip(rows.first, rows.last, rows.kind, strict=True):
            alone.append((n, int(tokens.start[i]), int(tokens.end[j - 1]), kind))
    assert spans == alone


def test_a_very_long_line_is_read_in_linear_time():
    """Half a million characters of marks on one line are read, pair by pair."""
    text = "“a b ‘c " * 60_000
    assert len(find_in(text)[1].first) > 0
