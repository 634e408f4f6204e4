"""Role spans become attributions by the codebook's rules; the whole step never raises."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from role_markup import attribute

from analysis import tables
from analysis.annotate.attributions import find_attributions
from analysis.annotate.lexical.batches import read_batch
from analysis.annotate.speech.quotations import find_quotations
from analysis.annotate.text.tokens import split_tokens

WORDS = "Holm said that the pier would close . , : - – “ ” \" ' He told reporters according to officials \n"
NEWS = st.lists(
    st.sampled_from([*WORDS.split(" "), "Ilse", "Brandt", "denied", "it", "\n\n", "<b>", "\u202e"]),
    max_size=40,
)


def find_all(tokens):
    batch = read_batch(tokens, "en")
    return find_attributions(batch, find_quotations(batch))


def found(text):
    tokens = split_tokens([text])
    table, spans = find_all(tokens)
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


# What is certain by rule, where the marks leave it out


def test_dashed_speech_is_content_whole():
    """Speech between dashes is content as a whole, whatever is marked in it; who spoke follows the dash."""
    (one,) = attribute(
        "- {s:We} {c:told} {t:them} no. The pier stays ours - Mayor Ilse Brandt declared on Friday."
    )
    assert (one["source"], one["cue"]) == (["Mayor Ilse Brandt"], ["declared"])
    assert one["content"] == ["We told them no. The pier stays ours"]
    assert one["form"] == "direct"


def test_dashed_speech_without_a_relative_clause():
    """The source behind a dash goes without its relative clause."""
    (one,) = attribute("– The planks are loose – Olav Renn, who heads the harbour office, has added.")
    assert (one["source"], one["cue"]) == (["Olav Renn"], ["has added"])


def test_dashed_speech_with_its_verb_first():
    """The source may stand behind the verb that follows the dash."""
    (one,) = attribute("- The planks are loose - declared Olav Renn.")
    assert (one["source"], one["cue"]) == (["Olav Renn"], ["declared"])


def test_marks_belong_to_the_content():
    """A quotation that is content takes its marks in."""
    (one,) = attribute("{s:Holm} {c:said} the pier “{t:was never safe for so many}.”")
    assert one["content"] == ["“was never safe for so many.”"]


def test_a_quotation_is_content_whole():
    """A longer quotation of which a part is content is so as a whole."""
    (one,) = attribute("“The pier was lost in {t:May and nobody came},” {s:Holm} {c:said}.")
    assert one["content"] == ["“The pier was lost in May and nobody came,”"]


def test_a_long_quotation_is_content():
    """A long quotation that nothing is marked in goes on from the speaker before it."""
    (one,) = attribute("{t:“We stay,”} {s:Holm} {c:said}. “And we shall build the pier again in spring.”")
    assert one["content"] == ["“We stay,”", "“And we shall build the pier again in spring.”"]


def test_a_short_quotation_is_not_content_by_itself():
    """A few words in marks with nothing beside them are the writer's."""
    assert attribute("The council's “great plan for piers” cost a lot.") == []


def test_content_ends_with_its_sentence():
    """A content over two sentences is linked sentence by sentence: the second has a cue of its own."""
    one, two = attribute("{s:Holm} {c:said} {t:“never. The pier stays,”} {s:he} {c:added}.")
    assert (one["content"], two["content"]) == (["“never."], ["The pier stays,”"])


def test_a_content_that_breaks_off_goes_on():
    """A content that ends before a word goes on to the next mark."""
    (one,) = attribute("{s:Holm} {c:says} {t:the pier story is} false.")
    assert one["content"] == ["the pier story is false"]


def test_a_condition_goes_on():
    """A content that is only a condition goes on to what follows from it."""
    (one,) = attribute("{s:Holm} {c:said} that {t:if it rains}, the pier will be lost.")
    assert one["content"] == ["if it rains, the pier will be lost"]


def test_a_stray_content_is_dropped():
    """A content that is not quoted and has no cue in its sentence is none."""
    (one,) = attribute("{s:Holm} {c:said} {t:they stay}. The council banned {t:all boats from the pier}.")
    assert one["content"] == ["they stay"]


@pytest.mark.parametrize(
    ("headline", "source", "cue", "content"),
    [
        ("Pier is ‘lost for good’ – Ilse Brandt", "Ilse Brandt", "–", "Pier is ‘lost for good’"),
        ("Ilse Brandt: the pier is lost", "Ilse Brandt", ":", "the pier is lost"),
        ("Brandt to demand a new pier by spring", "Brandt", "to demand", "a new pier by spring"),
    ],
)
def test_headlines_attribute_by_their_form(headline, source, cue, content):
    """A headline names its speaker by a dash, a colon or an announcement."""
    (one,) = attribute(headline)
    assert (one["source"], one["cue"], one["content"]) == ([source], [cue], [content])


@pytest.mark.parametrize(
    "line",
    ["Pier: what we know so far", "A short walk – and a long pier", "Holm to visit the old pier", ":", "–"],
)
def test_other_headlines_do_not(line):
    """A colon before a question, a dash before no name, a plan: nobody speaks."""
    assert attribute(line) == []


def test_an_announcement_inside_a_report():
    """What is announced is held by who reports it."""
    one, two = attribute("{t:Brandt to demand a new pier}, {s:The Gull} {c:reports}")
    assert (one["source"], one["content"]) == (["Brandt"], ["a new pier"])
    assert two["content"] == ["Brandt to demand a new pier"]
    assert one["parent"] == two["attribution"]


def test_who_is_cited_is_a_source():
    """Who stands behind "citing" is its source, the content is that of the act it supports."""
    one, two = attribute("{s:The Gull} {c:reported} {t:the pier was lost}, {c:citing} {t:two officials}.")
    assert (two["source"], two["content"]) == (["two officials"], ["the pier was lost"])
    assert two["parent"] == one["attribution"]


def test_what_is_cited_is_not_always_a_source():
    """A reason that is cited does not speak."""
    (one,) = attribute("The boats left, {c:citing} {t:the failure to mend the pier}.")
    assert one["source"] == []


def test_who_is_cited_before_the_verb():
    """Between subject and verb, too, "citing" has the source behind it."""
    one, two = attribute("{s:The Gull}, {c:citing} {s:two officials}, {c:wrote} that {t:the pier was lost}.")
    assert (one["source"], two["source"]) == (["two officials"], ["The Gull"])


def test_an_aside_holds_its_sentence():
    """An "as X says" that nobody marked has the sentence around it as content."""
    (one,) = attribute("Two boats, as the harbour office stated, were lost in the storm.")
    assert (one["source"], one["cue"]) == (["the harbour office"], ["stated"])
    assert one["content"] == ["Two boats", "were lost in the storm"]


def test_asking_for_anonymity_is_no_act():
    """What tells only that a source's anonymity was asked for is part of another act."""
    (one,) = attribute(
        "{s:A guard}, {s:who} {c:asked} {t:not to be named because he fears for his post}, "
        "{c:said} {t:the gate was open}."
    )
    assert (one["source"], one["cue"], one["anonymity"]) == (["A guard"], ["said"], True)


def test_the_clause_behind_that():
    """An act without content has the clause that "that" opens behind it, over whom it was told."""
    (one,) = attribute("{s:Holm} {c:told} the agency on Friday that the pier was lost.")
    assert one["content"] == ["the pier was lost"]


def test_the_clause_before_the_comma():
    """An act at the end of its sentence has what stands before it, and what is said in there is inside."""
    one, two = attribute(
        "A report {c:claiming} that {t:the pier is lost} is false from top to end, {s:she} {c:said} on May 3."
    )
    assert two["content"] == ["A report claiming that the pier is lost is false from top to end"]
    assert one["parent"] == two["attribution"]


def test_a_time_is_no_clause():
    """What only tells when somebody spoke is no content."""
    (one,) = attribute("At the end of May, {s:Holm} {c:reported} on the pier.")
    assert one["content"] == []


def test_according_to_someone_apposed():
    """What "according to X, the owner," is about begins behind the apposition."""
    (one,) = attribute("{c:According to} {s:Ilse Brandt}, the owner, the pier was safe in May.")
    assert one["content"] == ["the pier was safe in May"]


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
    table, spans = find_all(split_tokens(texts))
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
    table, spans = find_all(split_tokens(texts))
    assert all(0 <= i < j <= len(texts[n]) for n, i, j in spans[["article", "start", "end"]].to_numpy())
    for n, text in enumerate(texts):
        alone, parts = find_all(split_tokens([text]))
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
    find_all(split_tokens([text]))


@pytest.mark.parametrize(
    "line",
    [
        "He said that it was. ",
        "A mayor said it. Mayor Renn sat. ",
        "“All is lost.” ",
        "'",
        "Who ",
        "According to Holm, a man, said ",
        "who asked not to be named, said that ",
        "\n- We stay - Holm said",
    ],
)
def test_a_very_long_line_is_read(line):
    """A line of hundreds of thousands of characters is read without looking back over all of it."""
    find_all(split_tokens([line * (200_000 // len(line))]))
