"""Role spans become attributions by the codebook's rules; the whole step never raises."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from role_markup import attribute

from analysis import tables
from analysis.annotate.attributions import find_attributions
from analysis.annotate.tokens import split_tokens

WORDS = "Holm said that the pier would close . , : - – “ ” \" ' He told reporters according to officials \n"
NEWS = st.lists(
    st.sampled_from([*WORDS.split(" "), "Ilse", "Brandt", "denied", "it", "\n\n", "<b>", "\u202e"]),
    max_size=40,
)


def found(text):
    tokens = split_tokens([text])
    table, spans = find_attributions(tokens, "en")
    merged = spans.assign(text=[text[i:j] for i, j in zip(spans["start"], spans["end"], strict=True)])
    return table, merged.groupby(["attribution", "role"])["text"].agg(list)


# Linking


def test_source_before_the_cue():
    """The nearest source before a cue is its source; the content behind it is its content."""
    (one,) = attribute("{s:Holm} {c:said} that {t:the pier would close}.")
    assert (one["source"], one["cue"], one["content"]) == (["Holm"], ["said"], ["the pier would close"])


def test_source_behind_the_cue():
    """A cue without a source before it takes the next one after it."""
    (one,) = attribute("{t:“The pier is lost,”} {c:said} {s:Ilse Brandt}.")
    assert one["source"] == ["Ilse Brandt"]


def test_according_to_opens_a_sentence():
    """A cue at the start of a sentence takes the source and the content that follow."""
    (one,) = attribute("{c:According to} {s:the harbour master}, {t:the planks were loose}.")
    assert (one["source"], one["content"]) == (["the harbour master"], ["the planks were loose"])


def test_two_acts_in_a_sentence():
    """Each cue of a sentence is an attribution with a source and a content of its own."""
    one, two = attribute(
        "{s:Holm} {c:said} {t:the pier was safe}, while {s:Brandt} {c:warned} {t:it was not}."
    )
    assert (one["source"], one["content"]) == (["Holm"], ["the pier was safe"])
    assert (two["source"], two["content"]) == (["Brandt"], ["it was not"])


def test_a_relative_clause_comes_first():
    """The cue inside a relative clause takes the pronoun, the outer cue the noun before it."""
    one, two = attribute("{s:Holm}, {s:who} {c:denied} {t:the theft}, {c:said} {t:he would stay}.")
    assert (one["source"], one["content"]) == (["who"], ["the theft"])
    assert (two["source"], two["content"]) == (["Holm"], ["he would stay"])


def test_content_is_interrupted():
    """Source and cue may stand inside the content, which then has two spans."""
    (one,) = attribute("{t:“The pier,”} {s:Holm} {c:said}, {t:“is lost.”}")
    assert one["content"] == ["“The pier,”", "“is lost.”"]


def test_a_floating_quotation_goes_on():
    """A quotation without a cue of its own belongs to the speaker before it in the paragraph."""
    (one,) = attribute("{t:“The pier is lost,”} {s:Holm} {c:said}. {t:“We build it again.”}")
    assert one["content"] == ["“The pier is lost,”", "“We build it again.”"]


def test_a_floating_quotation_skips_a_paraphrase():
    """A floating quotation goes on from what was quoted, not from a later paraphrase in that sentence."""
    (one, two) = attribute(
        "{t:“The pier is lost,”} {s:Holm} {c:said}, {c:describing} {t:the storm}. {t:“We build it again.”}"
    )
    assert one["content"] == ["“The pier is lost,”", "“We build it again.”"]
    assert two["content"] == ["the storm"]


def test_a_quotation_before_its_paragraphs_cue():
    """A quoted sentence that opens a paragraph belongs to the cue that follows in it."""
    one, two = attribute(
        "{s:Brandt} {c:said} {t:no}.\n\n{t:“The pier is lost.} {t:We build it again,”} {s:Holm} {c:said}."
    )
    assert one["content"] == ["no"]
    assert two["content"] == ["“The pier is lost. We build it again,”"]


def test_a_running_quotation_is_one_content():
    """Paragraphs of one running quotation all belong to the cue at its end."""
    quotation = "“We built it.\n\n“We lost it.\n\n“We build again,”"
    marked = quotation.replace("\n\n", "}\n\n{t:")
    (one,) = attribute(f"{{t:{marked}}} {{s:Holm}} {{c:said}}.")
    assert one["content"] == [quotation]


def test_content_without_a_cue():
    """A content with no cue anywhere in its article is an attribution without cue and source."""
    (one,) = attribute("{t:“The pier is lost.”}")
    assert (one["source"], one["cue"], one["source_kind"]) == ([], [], "none")
    assert pd.isna(one["cue_lemma"])


def test_a_source_alone_is_nothing():
    """A source without a cue makes no attribution."""
    assert attribute("{s:Holm} left the hall.") == []


def test_adding_shares_the_source():
    """An act in the active voice without a source of its own has that of the act before it."""
    _, two = attribute("{s:Holm} {c:said} {t:he would stay}, {c:adding} that {t:others might leave}.")
    assert (two["source"], two["source_name"]) == (["Holm"], "Holm")


def test_a_participle_shares_the_source_behind_it():
    """An act that opens a sentence without a source has that of the act after it."""
    one, _ = attribute("{c:Denying} {t:the theft}, {s:Holm} {c:said} {t:he would stay}.")
    assert one["source"] == ["Holm"]


def test_a_passive_shares_nothing():
    """A passive cue without a source is nobody's."""
    _, two = attribute("{s:Holm} {c:said} {t:he would stay}, though {t:he} {c:is expected} {t:to leave}.")
    assert (two["source"], two["source_kind"]) == ([], "none")


# Nesting


def test_citing_is_nested():
    """A "citing X" inside an attribution is a second one with the same content, held by the first."""
    one, two = attribute("{s:The Gull} {c:reported} {t:the pier was lost}, {c:citing} {s:two officials}.")
    assert two["content"] == one["content"] == ["the pier was lost"]
    assert pd.isna(one["parent"]) and two["parent"] == one["attribution"]


def test_speech_inside_speech():
    """What is said inside a content is an attribution of its own; the outer content holds the inner one."""
    one, two = attribute("{s:Holm} {c:said} that {t:{s:Brandt} {c:promised} {t:a new pier}}.")
    assert one["content"] == ["Brandt promised a new pier"]
    assert two["source"] == ["Brandt"] and two["content"] == ["a new pier"]
    assert two["parent"] == one["attribution"]


# Content and form


def test_the_complementizer_stands_outside():
    """The word "that" before a content is no part of it, nor are commas and full stops at its edges."""
    (one,) = attribute("{s:Holm} {c:said} {t:that the pier was lost.}")
    assert one["content"] == ["the pier was lost"]


def test_that_as_a_pronoun_stays():
    """Quoted speech keeps its own "that"."""
    (one,) = attribute("{t:“That is a lie,”} {s:Holm} {c:said}.")
    assert one["content"] == ["“That is a lie,”"]


@pytest.mark.parametrize(
    ("marked", "form"),
    [
        ("{t:“The pier is lost,”} {s:Holm} {c:said}.", "direct"),
        ("{s:Holm} {c:called} {t:the plan “a costly mistake”}.", "mixed"),
        ("{s:Holm} {c:said} {t:the pier was lost}.", "indirect"),
        ("{s:Holm} {c:declined to comment}.", "none"),
        ("{s:Holm} {c:wrote} {t:to the “Evening Gull” twice}.", "indirect"),
        ("{t:''The pier is lost,''} {s:Holm} {c:said}.", "direct"),
        ("- {t:The pier is lost} - {s:Holm} {c:declared}.", "direct"),
    ],
)
def test_form_is_the_share_in_marks(marked, form):
    """Direct: all words in quotation marks; mixed: some; indirect: none; none: no content."""
    (one,) = attribute(marked)
    assert one["form"] == form


def test_words_are_counted():
    """Marks and possessive endings are no words."""
    (one,) = attribute("{t:“Holm's pier, alas, is lost,”} {s:she} {c:said}.")
    assert one["n_words"] == 5


# Cues


@pytest.mark.parametrize(
    ("cue", "lemma", "cue_class", "speech"),
    [
        ("said", "say", "neutral", True),
        ("told", "tell", "neutral", True),
        ("according to", "according to", "neutral", True),
        ("was quick to deny", "deny", "denying", True),
        ("went on to say", "say", "neutral", True),
        ("has repeatedly claimed", "claim", "doubting", True),
        ("noted", "note", "endorsing", True),
        ("pointed out", "point out", "endorsing", True),
        ("made clear", "make clear", "endorsing", True),
        ("called on", "call on", "directive", True),
        ("calling for", "call for", "directive", True),
        ("lashed out at", "lash out", "confrontational", True),
        ("slammed", "slam", "confrontational", True),
        ("refuted", "refute", "denying", True),
        ("vowed", "vow", "neutral", True),
        ("suggests", "suggest", "doubting", True),
        ("believes", "believe", "attitude", False),
        ("wants", "want", "attitude", False),
        ("is worried about", "worried", "attitude", False),
        ("'s claim", "claim", "doubting", True),
        ("allegedly", "allegedly", "doubting", True),
        (":", ":", "neutral", True),
    ],
)
def test_cues_have_a_base_form_and_a_class(cue, lemma, cue_class, speech):
    """A cue's class and base form are those of its head in the lexicon, however it is inflected."""
    (one,) = attribute(f"{{s:Holm}} {{c:{cue}}} {{t:the pier was lost}}.")
    assert (one["cue_lemma"], one["cue_class"], one["speech"]) == (lemma, cue_class, speech)


def test_an_unknown_cue_is_an_attitude():
    """Reporting verbs are listed; what is not listed tells how somebody stands to something."""
    (one,) = attribute("{s:Holm} {c:gloats over} {t:the storm}.")
    assert (one["cue_lemma"], one["cue_class"], one["speech"]) == ("gloat", "attitude", False)


# The whole step


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ilse Brandt said that the pier was lost.", "Ilse Brandt", "said", "the pier was lost"),
        ("“The pier is lost,” said Ilse Brandt.", "Ilse Brandt", "said", "“The pier is lost,”"),
        ("The pier was lost, Brandt said.", "Brandt", "said", "The pier was lost"),
        ("According to Ilse Brandt, the pier was lost.", "Ilse Brandt", "According to", "the pier was lost"),
        ("The pier was lost, according to officials.", "officials", "according to", "The pier was lost"),
    ],
)
def test_plain_speech_is_found(text, source, cue, content):
    """The commonest ways to report speech are found in running text."""
    _, spans = found(f"Storm takes the pier\n\n{text}")
    assert (spans[0, "source"], spans[0, "cue"], spans[0, "content"]) == ([source], [cue], [content])


def test_no_speech_no_attribution():
    """Plain narration holds no attribution."""
    table, _ = found("The pier stood for ninety years. In May a storm took it.")
    assert table.empty


@pytest.mark.parametrize("texts", [[], [""], ["", "\n"], ["Word"], ["\x00"], ["<script>alert(1)</script>"]])
def test_poor_articles_are_read(texts):
    """No article, an empty one, a word, a NUL, mark-up: all give tables of the declared columns."""
    table, spans = find_attributions(split_tokens(texts), "en")
    declared = tables.ATTRIBUTIONS.columns | {"article": None}
    assert set(table.columns) == set(declared) - {"article_id"}
    assert set(spans.columns) == set(tables.ATTRIBUTION_SPANS.columns) - {"article_id"} | {"article"}


def test_values_are_declared():
    """Each value that has a list of values in the tables' declaration comes from it."""
    table, _ = found('Ilse Brandt said so. "We stay here," she added. Critics fear a storm, a report says.')
    assert len(table)
    for name, column in tables.ATTRIBUTIONS.columns.items():
        if column.values:
            assert set(table[name]) <= set(column.values), name


@given(st.lists(NEWS.map(" ".join), max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_batch_is_its_articles(texts):
    """A batch of articles gives what each of them gives alone, and all spans lie inside their text."""
    table, spans = find_attributions(split_tokens(texts), "en")
    assert all(0 <= i < j <= len(texts[n]) for n, i, j in spans[["article", "start", "end"]].to_numpy())
    for n, text in enumerate(texts):
        alone, parts = find_attributions(split_tokens([text]), "en")
        pd.testing.assert_frame_equal(
            table[table["article"] == n].drop(columns="article").reset_index(drop=True),
            alone.drop(columns="article"),
            check_dtype=False,
        )
        pd.testing.assert_frame_equal(
            spans[spans["article"] == n].drop(columns="article").reset_index(drop=True),
            parts.drop(columns="article"),
            check_dtype=False,
        )


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text):
    """No text makes it raise."""
    find_attributions(split_tokens([text]), "en")


@pytest.mark.parametrize(
    "line",
    ["He said that it was. ", "A mayor said it. Mayor Renn sat. ", "“All is lost.” ", "'", "Who "],
)
def test_a_very_long_line_is_read(line):
    """A line of hundreds of thousands of characters is read without looking back over all of it."""
    find_attributions(split_tokens([line * (200_000 // len(line))]), "en")
