"""Hedges and boosters: what counts, what does not, and in whose voice."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.hedging.conditions import compile_conditions
from analysis.annotate.hedging.hedges import KINDS, find_hedges, read_classes, read_hedge_lexicon
from analysis.annotate.hedging.holders import place_hedges
from analysis.annotate.hedging.surroundings import check_conditions
from analysis.annotate.speech.quotations import SPEECH, Quotations
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.readings import read_forms
from analysis.annotate.text.tokens import Tokens, split_tokens
from analysis.annotate.voices import find_voices
from analysis.language.lexicons import read_lexicon
from analysis.tables import HEDGE_CLASSES

Pair = tuple[int, int]
Span = tuple[int, int, int, int]


def find(text: str, voice: int = -1, quoted: bool = False) -> pd.DataFrame:
    """Find the hedges of one text, all of it in one voice."""
    tokens = split_tokens([text], "en")
    hedges = place(tokens, np.full(len(tokens), voice), [(0, len(tokens))] if quoted else [])
    return hedges.assign(text=[text[s:e] for s, e in zip(hedges["start"], hedges["end"], strict=True)])


def place(
    tokens: Tokens, voice: Ints, quoted: Sequence[Pair] = (), cues: Sequence[Span] = ()
) -> pd.DataFrame:
    """Find hedges and place them among quoted speech and the cues of attributions."""
    first, last = np.array(quoted, dtype=np.int64).reshape(-1, 2).T
    quotations = Quotations(np.arange(len(first)), first, last, np.full(len(first), SPEECH))
    spans = pd.DataFrame(cues, columns=["article", "attribution", "start", "end"], dtype="int64")
    found = find_hedges(tokens, "en")
    return place_hedges(tokens, found, spans.assign(role="cue"), voice=voice, quotations=quotations)


def cues(text: str) -> list[tuple[str, str]]:
    """List the cues of a text with their class."""
    return list(find(text)[["text", "class"]].itertuples(index=False, name=None))


HEDGES = [
    ("The dam may break.", "may", "modal"),
    ("May was dry, and the harvest may fail.", "may", "modal"),
    ("The ferry could sink.", "could", "modal"),
    ("It could have a lasting effect.", "could", "modal"),
    ("The mill could have been sold.", "could have been", "modal"),
    ("They must have been exhausted.", "must", "modal"),
    ("A strike is likely.", "likely", "adverb"),
    ("Police look into possible motives.", "possible", "adverb"),
    ("It is not immediately clear who fired.", "not immediately clear", "adverb"),
    ("There is a chance that it rains.", "chance", "adverb"),
    ("He made an apparent reference to Brandt.", "apparent", "adverb"),
    ("The village seems quiet.", "seems", "verb"),
    ("The guard appeared to nod.", "appeared", "verb"),
    ("Records suggest a leak.", "suggest", "verb"),
    ("The council is widely expected to agree.", "expected", "verb"),
    ("The bridge, long considered a marvel, fell.", "considered", "verb"),
    ("“I think the eels came at night.”", "I think", "verb"),
    ("About 20 people came.", "About", "approximator"),
    ("They walked for about an hour.", "about", "approximator"),
    ("The fire began around midnight.", "around", "approximator"),
    ("Some 40 boats left.", "Some", "approximator"),
    ("He was kind of lost.", "kind of", "approximator"),
    ("An estimated 900 came.", "estimated", "approximator"),
    ("The clerk reportedly fled.", "reportedly", "hearsay"),
    ("The alleged thief wept.", "alleged", "hearsay"),
    ("The prince is said to be ill.", "said to be", "hearsay"),
]
PLAIN = [
    "The fair opens in May.",
    "On 5 May 2031 the mayor, Clara May, spoke.",
    "She could not reach the door.",
    "They could have won.",
    "He did everything he could.",
    "Members must pay and should vote.",
    "In those days he would walk to the mill.",
    "A poll of likely voters was read out.",
    "Come as soon as possible.",
    "The pain was apparent.",
    "She has a chance to win.",
    "The singer appeared on stage in a hat.",
    "Brandt suggested a walk.",
    "They talked about 20 eels.",
    "The shop around the corner sells some of them.",
    "What kind of fish is this?",
    "He is supposed to sweep the floor.",
    "Brandt alleged that the pier was rotten.",
    "The council said the plan was considered and dropped.",
    "I believe in miracles.",
    "He would rather walk than ride.",
]


@pytest.mark.parametrize(("text", "cue", "name"), HEDGES)
def test_a_hedge_is_found_with_its_class(text: str, cue: str, name: str) -> None:
    """What withholds commitment is a hedge of its class."""
    assert cues(text) == [(cue, name)]


@pytest.mark.parametrize("text", PLAIN)
def test_other_uses_of_the_same_words_are_no_hedges(text: str) -> None:
    """The month, ability, duty, place, topic and reporting verbs are no hedges."""
    assert cues(text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("He is certainly right.", "certainly"),
        ("It is clear that the dam leaks.", "It is clear"),
        ("Of course it leaks.", "Of course"),
        ("The fact that it leaks is known.", "The fact that"),
        ("It was completely false.", "completely"),
        ("It really was a fox.", "really"),
        ("No doubt it leaks.", "No doubt"),
    ],
)
def test_a_booster_is_found(text: str, cue: str) -> None:
    """What adds commitment is a booster."""
    assert cues(text) == [(cue, "booster")]


@pytest.mark.parametrize(
    "text",
    [
        "The change of course was wise.",
        "A really big fish.",
        "The tank was completely full.",
        "Make sure that the door is shut.",
        "She spoke clearly.",
        "A clear sky.",
    ],
)
def test_intensity_is_no_booster(text: str) -> None:
    """Intensity without commitment is no booster."""
    assert cues(text) == []


def test_a_guess_at_a_number_has_two_cues() -> None:
    """A guess with "would" and its approximator are two hedges."""
    assert cues("It would have been around noon.") == [("would", "modal"), ("around", "approximator")]


def test_the_longest_cue_wins() -> None:
    """A phrase that is one cue is not counted again for the words in it."""
    assert cues("He is almost certainly gone.") == [("almost certainly", "adverb")]
    assert cues("It is not clear that he left.") == [("not clear", "adverb")]


def test_a_cue_does_not_cross_sentences() -> None:
    """Words of two sentences make no phrase."""
    assert cues("They spoke of\nCourse fees rose.") == []


def test_case_and_apostrophe_do_not_matter() -> None:
    """Capitals and the form of the apostrophe do not hide a cue."""
    assert cues("It isn’t clear why.") == [("isn’t clear", "adverb")]
    assert cues("It isn't clear why.") == [("isn't clear", "adverb")]
    assert cues("PERHAPS NOT.") == [("PERHAPS", "adverb")]


def test_voice_follows_the_attribution() -> None:
    """A hedge inside attributed content is the source's, another the outlet's."""
    inside = find("Perhaps it fell.", voice=3)
    assert inside[["voice", "attribution"]].values.tolist() == [["source", 3]]
    outside = find("Perhaps it fell.")
    assert outside["voice"].tolist() == ["outlet"]
    assert outside["attribution"].isna().all()


def test_hearsay_is_the_outlets_unless_quoted() -> None:
    """Hearsay in a paraphrase is the outlet's own distance; in quotation marks it is the source's."""
    assert find("It reportedly fell.", voice=0)["voice"].tolist() == ["outlet"]
    assert find("It reportedly fell.", voice=0)["attribution"].tolist() == [0]
    assert find("It reportedly fell.", voice=0, quoted=True)["voice"].tolist() == ["source"]
    assert find("It reportedly fell.", quoted=True)["voice"].tolist() == ["outlet"]


def place_cue(text: str, cue: str, voice: int = -1) -> tuple[str, object, object]:
    """Place the first hedge of a text with one attribution, number 3: voice, attribution, distance."""
    tokens, start = split_tokens([text], "en"), text.index(cue)
    row = place(tokens, np.full(len(tokens), voice), cues=[(0, 3, start, start + len(cue))]).iloc[0]
    return row["voice"], row["attribution"], row["distance"]


@pytest.mark.parametrize(
    ("text", "cue", "distance"),
    [
        ("The clerk reportedly told Brandt to go.", "told", 0),
        ("The clerk has reportedly been telling lies.", "telling", 1),
        ("Reportedly, the mill is shut.", "Reportedly", 0),
    ],
)
def test_hearsay_at_a_cue_belongs_to_its_attribution(text: str, cue: str, distance: int) -> None:
    """Hearsay in a cue, or up to two words before it, is the outlet's distance from that attribution."""
    assert place_cue(text, cue) == ("outlet", 3, distance)


@pytest.mark.parametrize(
    "text",
    [
        "Reportedly the clerk of the mill told a lie.",
        "The clerk told it, reportedly.",
        "It reportedly fell. He told us.",
        "He may have told us.",
    ],
)
def test_other_hedges_near_a_cue_belong_to_no_attribution(text: str) -> None:
    """Hearsay farther off, behind the cue or in another sentence, and every other hedge, stands alone."""
    voice, attribution, distance = place_cue(text, "told")
    assert voice == "outlet"
    assert pd.isna(attribution)
    assert pd.isna(distance)


def test_distance_is_counted_to_the_nearest_word_of_the_cue() -> None:
    """Words and marks between hedge and cue are counted, before or behind it; without a cue it is unknown."""
    assert place_cue("“It may rain,” she added.", "added", voice=3) == ("source", 3, 4)
    assert place_cue("She added that it may rain.", "added", voice=3) == ("source", 3, 2)
    assert pd.isna(find("It may rain.", voice=0)["distance"]).all()


def test_the_innermost_attribution_gives_the_voice() -> None:
    """Where one attribution lies in the content of another, the inner one speaks."""
    tokens = split_tokens(["a b c d e", "f g"], "en")
    attributions = pd.DataFrame(
        {"article": [0, 0, 1], "attribution": [0, 1, 0], "parent": pd.array([None, 0, None], dtype="Int64")}
    )
    spans = pd.DataFrame(
        [(0, 0, "content", 2, 9), (0, 1, "content", 4, 7), (0, 1, "cue", 2, 3), (1, 0, "content", 0, 1)],
        columns=["article", "attribution", "role", "start", "end"],
    )
    assert find_voices(tokens, attributions, spans).tolist() == [-1, 0, 1, 1, 0, 0, -1]
    assert find_voices(tokens, attributions, spans.iloc[::-1]).tolist() == [-1, 0, 1, 1, 0, 0, -1]


def test_equal_content_belongs_to_the_nested_attribution() -> None:
    """Where a nested attribution has the same content, the nested one speaks."""
    tokens = split_tokens(["a b"], "en")
    attributions = pd.DataFrame(
        {"article": 0, "attribution": [0, 1], "parent": pd.array([1, None], dtype="Int64")}
    )
    spans = pd.DataFrame({"article": 0, "attribution": [0, 1], "role": "content", "start": 0, "end": 3})
    assert find_voices(tokens, attributions, spans).tolist() == [0, 0]


@pytest.mark.parametrize("name", KINDS)
def test_lexicons_are_in_order(name: str) -> None:
    """Each row has a known class and a form that can be found; no row is hidden by one before it."""
    rows = read_lexicon("en", name)
    assert list(rows.columns) == ["form", "lemma", "class", "condition", "source", "note"]
    allowed = {*HEDGE_CLASSES, "none"} if name == "hedges" else {"booster", "none"}
    assert set(rows["class"]) <= allowed
    assert (rows["form"] == rows["form"].str.lower()).all()
    assert not rows.duplicated(["form", "condition"]).any()
    always = rows[rows["condition"] == ""].groupby("form").size()
    last = rows.groupby("form").tail(1).set_index("form")["condition"]
    assert (always == 1).all()
    assert (last[always.index] == "").all()


def test_classes_that_conditions_name_exist() -> None:
    """A class in a condition has words, and each class of words is asked for."""
    classes = set(read_classes("en"))
    asked = set()
    for condition in read_hedge_lexicon("en").rows["condition"]:
        for test in condition.split():
            asked |= {part for part in test.split(":")[1].split("|") if part.isupper()}
    asked -= {"CAPITAL", "MARK", "EDGE"}
    assert asked - {"NUMBER"} <= classes
    assert classes - {"ADVERB"} <= asked


@pytest.mark.parametrize("condition", ["next", "beside:to", "next:", "next=to", "!!next:to"])
def test_a_condition_that_cannot_be_read_is_refused(condition: str) -> None:
    """A slip in a lexicon is an error that shows the slip."""
    with pytest.raises(ValueError, match="not a test"):
        compile_conditions([condition], {})


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("", True),
        ("next:d", True),
        ("!next:d", False),
        ("next:x|d previous:b", True),
        ("next:d previous:c", False),
        ("next2:e previous2:a", True),
        ("previous:B", True),
        ("previous:CAPITAL", False),
        ("earlier:a later:e", True),
        ("earlier:d", False),
        ("later:EDGE", True),
        ("next2:EDGE", False),
        ("this:c this:-c", True),
        ("after:e", True),
        ("before:a", False),
        ("later:MARK", True),
        ("later:NUMBER", True),
    ],
)
def test_conditions_by_hand(condition: str, holds: bool) -> None:
    """Each place and each kind of alternative means what the module says."""
    tokens = split_tokens(["A b c d e 1 ."], "en")
    compiled = compile_conditions([condition], {"B": {"b"}, "ADVERB": {"d"}})
    kinds, at = read_forms(compiled.kinds, tokens.vocabulary), np.array([2])
    found = check_conditions(compiled, tokens, kinds, condition=np.array([0]), first=at, last=at)
    assert found.tolist() == [holds]


@pytest.mark.parametrize("text", ["", "x", "\x00", "“", "may", "<script>may</script>", "قد ربما", "'s 's"])
def test_odd_texts_are_survived(text: str) -> None:
    """Nothing breaks on empty, tiny, marked-up or right-to-left text."""
    assert set(find(text)["text"]) <= {"may"}


def test_a_long_line_is_read_in_linear_time() -> None:
    """A line of ten million characters is annotated, each cue in it found."""
    text = "perhaps it may rain and " * 100_000
    assert len(find(text)) == 200_000


FORMS = "may May perhaps about 20 the of course in fact it is clear that . ' “ ” i think"
WORDS = st.sampled_from(FORMS.split())


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=5))
def test_hedges_keep_their_laws(texts: list[str]) -> None:
    """Spans lie in their text, in order, without overlap, and do not depend on the batch."""
    tokens = split_tokens(texts, "en")
    hedges = place(tokens, np.full(len(tokens), -1))
    for article, text in enumerate(texts):
        mine = hedges[hedges["article"] == article].reset_index(drop=True)
        alone = find(text).drop(columns="text")
        pd.testing.assert_frame_equal(
            mine.drop(columns="article"), alone.drop(columns="article"), check_dtype=False
        )
        edges = mine[["start", "end"]].to_numpy().ravel().tolist()
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)
