"""Every table of the line, declared once: columns, types, units, keys, meaning.

The order is the order of the line. `store.py` checks each table against its declaration whenever it
is written or read, and `docs/data-dictionary.md` is generated from this file.
"""

from dataclasses import dataclass, field
from typing import Literal

VOICES = ("outlet", "source", "both")
SOURCE_KINDS = (
    "named_person",
    "named_organisation",
    "unnamed_person",
    "unnamed_group",
    "media",
    "document",
    "none",
    "unresolved",
)
CUE_CLASSES = (
    "neutral",
    "endorsing",
    "doubting",
    "denying",
    "confrontational",
    "directive",
    "attitude",
)
HEDGE_CLASSES = ("modal", "adverb", "verb", "approximator", "hearsay")
LOADED_CLASSES = ("attack", "blame", "alarm", "praise")
FORMS = ("direct", "mixed", "indirect", "none")
PARTS = ("title", "subtitle", "body")
SEVERITIES = ("notice", "warning", "error")
VERDICTS = ("robust", "fragile", "reversed", "undecidable")
FLAGS = ("too_few_articles", "too_few_events", "too_few_words", "no_reference", "artefact")


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, and what may stand in it."""

    type: Literal["text", "int", "float", "bool"]
    meaning: str
    unit: str = ""
    values: tuple[str, ...] = ()
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key, its columns; `running_text` tables never leave the machine."""

    meaning: str
    key: tuple[str, ...]
    columns: dict[str, Column] = field(default_factory=dict)
    running_text: bool = False


def text(meaning: str, *, values: tuple[str, ...] = (), nullable: bool = False) -> Column:
    """Declare a column of strings."""
    return Column("text", meaning, values=values, nullable=nullable)


def integer(meaning: str, unit: str = "", *, nullable: bool = False) -> Column:
    """Declare a column of whole numbers."""
    return Column("int", meaning, unit, nullable=nullable)


def number(meaning: str, unit: str = "", *, nullable: bool = False) -> Column:
    """Declare a column of floating-point numbers."""
    return Column("float", meaning, unit, nullable=nullable)


ARTICLE = {"article_id": text("the article, as in articles.csv")}
SPAN = {
    "start": integer("where the span starts in the article's text", "characters"),
    "end": integer("where it ends, exclusive", "characters"),
}
VOICE = {"voice": text("who speaks: the outlet, a source it quotes, or both together", values=VOICES)}

ARTICLES = Table(
    "One row an article that could be read.",
    ("article_id",),
    ARTICLE
    | {
        "outlet": text("who published it, as declared in study.toml"),
        "event": text("what it is about, as declared in study.toml"),
        "title": text("headline"),
        "author": text("byline", nullable=True),
        "published": text(
            "publication time in ISO 8601, as exact as it was told, with the zone it was told in",
            nullable=True,
        ),
        "published_from": text("who tells the time", values=("manifest", "page", "text"), nullable=True),
        "published_raw": text("the time as it was written", nullable=True),
        "url": text("address", nullable=True),
        "sha256": text("hash of the file as received"),
        "n_characters": integer("length of the article's text", "characters"),
    },
)
TEXTS = Table(
    "One row an article: the frozen text that every span points into "
    "(title, subtitle and paragraphs, a blank line between them).",
    ("article_id",),
    ARTICLE | {"text": text("the text, NFC")},
    running_text=True,
)
BLOCKS = Table(
    "One row a block of the file as received, in its order; furniture is kept here with its reason.",
    ("article_id", "block"),
    ARTICLE
    | {
        "block": integer("number of the block in the file"),
        "role": text("what the block is", values=("title", "subtitle", "paragraph", "heading", "furniture")),
        "reason": text("why it is furniture", nullable=True),
        "start": integer("where it starts in the article's text", "characters", nullable=True),
        "end": integer("where it ends, exclusive", "characters", nullable=True),
        "text": text("the block"),
    },
    running_text=True,
)
ISSUES = Table(
    "One row a thing found wrong with an article or a study that did not stop the run.",
    ("issue",),
    {
        "issue": integer("running number"),
        "article_id": text("the article concerned", nullable=True),
        "rule": text("the rule that was broken"),
        "severity": text("how bad", values=SEVERITIES),
        "where": text("file and line"),
        "value": text("what stands there", nullable=True),
        "remedy": text("what to do"),
    },
)
COPIES = Table(
    "One row an article much of which stood in an earlier article of the study, such as wire text. Copies "
    "are left out of comparisons unless the study's parameter `copies` keeps them.",
    ("article_id",),
    ARTICLE
    | {
        "copy_of": text("the earliest article that it copies, itself no copy"),
        "share": number("fingerprints (runs of three words) that it has from one earlier article", "0 to 1"),
    },
)
SENTENCES = Table(
    "One row a sentence.",
    ("article_id", "sentence"),
    ARTICLE
    | {"sentence": integer("number of the sentence in the article")}
    | SPAN
    | {
        "part": text("where in the article", values=PARTS),
        "paragraph": integer("number of the paragraph in the article, the title is 0"),
        "n_words": integer("length", "words"),
    },
)
ATTRIBUTIONS = Table(
    "One row an attribution: somebody is said to have said or thought something (codebook 1).",
    ("article_id", "attribution"),
    ARTICLE
    | {
        "attribution": integer("number of the attribution in the article"),
        "sentence": integer("the sentence its cue stands in"),
        "form": text("how much of the content stands in quotation marks", values=FORMS),
        "speech": Column("bool", "an act of speech or writing, not a thought or wish"),
        "source_name": text("canonical name of the source in this article", nullable=True),
        "source_kind": text("what the source is", values=SOURCE_KINDS),
        "affiliation": text("whom the source speaks or works for", nullable=True),
        "anonymity": Column("bool", "the text says that anonymity was granted or asked for"),
        "cue_lemma": text("base form of the cue", nullable=True),
        "cue_class": text("how the cue introduces the content", values=CUE_CLASSES),
        "parent": integer("the attribution whose content holds this one", nullable=True),
        "n_words": integer("length of the content", "words"),
        "score": number("the annotator's confidence", "0 to 1"),
    },
)
ATTRIBUTION_SPANS = Table(
    "One row a span of an attribution; interrupted content has several.",
    ("article_id", "attribution", "role", "span"),
    ARTICLE
    | {
        "attribution": integer("the attribution"),
        "role": text("what the span is in it", values=("source", "cue", "content")),
        "span": integer("number of the span in its role"),
    }
    | SPAN,
)
HEDGES = Table(
    "One row a hedge or booster (codebook 3 and 4).",
    ("article_id", "start"),
    ARTICLE
    | SPAN
    | {
        "kind": text("withholds or adds commitment", values=("hedge", "booster")),
        "class": text("class of the hedge; boosters have one class", values=(*HEDGE_CLASSES, "booster")),
        "lemma": text("base form of the cue"),
        "voice": text("in whose voice it stands", values=("outlet", "source")),
        "attribution": integer(
            "the attribution it belongs to: the innermost it stands in, or whose cue it weakens",
            nullable=True,
        ),
        "distance": integer(
            "how far it is from that attribution's cue, 0 in it or beside it",
            "words and marks",
            nullable=True,
        ),
    },
)
LABELS = Table(
    "One row a word or phrase of a declared label set (codebook 5).",
    ("article_id", "start"),
    ARTICLE
    | SPAN
    | {
        "label_set": text("the set, as declared in study.toml"),
        "label": text("the choice made"),
        "voice": text("in whose voice it stands", values=("outlet", "source")),
    },
)
LOADED_WORDS = Table(
    "One row a loaded word: an evaluative word of the language's lexicon, wherever it stands.",
    ("article_id", "start"),
    ARTICLE
    | SPAN
    | {
        "word": text("the word as the lexicon lists it"),
        "class": text("what it does", values=LOADED_CLASSES),
        "voice": text("in whose voice it stands", values=("outlet", "source")),
    },
)
CANDIDATES = Table(
    "One row a pair of words that outlets may be choosing between in their own voice, suggested from the "
    "running texts: the hundred best.",
    ("rank",),
    {
        "rank": integer("place by score, 1 is the best"),
        "label": text("one word or phrase"),
        "other": text("the other"),
        "score": number("how likely a choice: similarity, weighed by shared events and difference", "0 to 1"),
        "similarity": number("of the slots they stand in, or of their spelling", "0 to 1"),
        "difference": number("distance of the outlets' shares of their uses", "0 to 1"),
        "n_events": integer("events that have both", "events"),
        "uses_label": integer("how often the one is used", "occurrences"),
        "uses_other": integer("how often the other is used", "occurrences"),
        "outlet_label": text("who uses the one most"),
        "outlet_other": text("who uses the other most"),
    },
)
CANDIDATE_USES = Table(
    "One row a use of a word in the table candidates.",
    ("article_id", "start"),
    ARTICLE | SPAN | {"label": text("the word or phrase, in small letters")},
)
TERM_COUNTS = Table(
    "One row a word form of an article in one voice and part; the counts of an article add up to its words.",
    ("article_id", "voice", "part", "term"),
    ARTICLE
    | {
        "voice": text("in whose voice", values=("outlet", "source")),
        "part": text("where in the article", values=PARTS),
        "term": text("word in lower case"),
        "count": integer("how often", "occurrences"),
    },
)
MEASURES = Table(
    "One row a measure of an article in one voice: two numbers, to be summed before they are divided.",
    ("article_id", "measure", "voice"),
    ARTICLE
    | {"measure": text("the measure, as registered in analysis/measure")}
    | VOICE
    | {
        "numerator": number("what was counted"),
        "denominator": number("out of how much"),
    },
)
ESTIMATES = Table(
    "One row a measure of an outlet, in one event or over all ('all').",
    ("event", "outlet", "measure", "voice"),
    {
        "event": text("the event, or 'all'"),
        "outlet": text("the outlet"),
        "measure": text("the measure"),
    }
    | VOICE
    | {
        "value": number("sum of numerators by sum of denominators", "the measure's", nullable=True),
        "low": number("lower end of the interval", "the measure's", nullable=True),
        "high": number("upper end of the interval", "the measure's", nullable=True),
        "numerator": number("sum over articles"),
        "denominator": number("sum over articles"),
        "n_articles": integer("articles with a denominator above 0", "articles"),
        "flags": text("space-separated reasons to be careful: " + ", ".join(FLAGS)),
    },
)
COMPARISONS = Table(
    "One row a contrast of a target outlet with a reference (another outlet, or 'rest': all others) "
    "inside an event that both cover, or pooled over such events after Mantel and Haenszel ('all'), so that "
    "covering one event more makes no difference.",
    ("event", "target", "reference", "measure", "voice"),
    {
        "event": text("the event, or 'all'"),
        "target": text("the outlet in question"),
        "reference": text("the outlet it is held against, or 'rest'"),
        "measure": text("the measure"),
    }
    | VOICE
    | {
        "value_target": number("the target's value, pooled likewise", "the measure's", nullable=True),
        "value_reference": number("the reference's value, pooled alike", "the measure's", nullable=True),
        "difference": number("target minus reference", "the measure's", nullable=True),
        "difference_low": number("lower end of its interval", "the measure's", nullable=True),
        "difference_high": number("upper end of its interval", "the measure's", nullable=True),
        "ratio": number("target by reference", nullable=True),
        "ratio_low": number("lower end of its interval", nullable=True),
        "ratio_high": number("upper end of its interval", nullable=True),
        "n_articles_target": integer("articles of the target with a denominator above 0", "articles"),
        "n_articles_reference": integer("articles of the reference with one", "articles"),
        "n_events": integer("events in which both have one", "events"),
        "p": number(
            "two-sided p from permuting outlets within events: whole cells over 6 events or more, else "
            "articles; unknown with fewer than 3 articles on a side and where nothing varies",
            "0 to 1",
            nullable=True,
        ),
        "family": text(
            "tests that are corrected together: outlets against the rest, and pairs, both over all events; "
            "or everything within single events",
            values=("rest", "pair", "event"),
        ),
        "q": number(
            "p corrected within its family after Benjamini and Hochberg; rows with flags belong to none",
            "0 to 1",
            nullable=True,
        ),
        "flags": text("space-separated reasons to be careful: " + ", ".join(FLAGS)),
    },
)
TERM_CONTRASTS = Table(
    "One row a term that tells a target outlet from a reference, over the events that both cover. The "
    "weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008) rank; what "
    "decides is q, where articles are the sample and a target, a reference and a voice make a family.",
    ("target", "reference", "voice", "term"),
    {
        "target": text("the outlet in question"),
        "reference": text("the outlet it is held against, or 'rest'"),
    }
    | VOICE
    | {
        "term": text("the word"),
        "count_target": integer("occurrences in the target", "occurrences"),
        "count_reference": integer("occurrences in the reference", "occurrences"),
        "per_1000_words_target": number("rate in the target", "per 1,000 words"),
        "per_1000_words_reference": number("rate in the reference", "per 1,000 words"),
        "n_articles_target": integer("articles of the target that use it", "articles"),
        "n_articles_reference": integer("articles of the reference that use it", "articles"),
        "log_odds": number("log-odds ratio after shrinkage; above 0: more in the target"),
        "z": number("log-odds by its standard error under independent words: it ranks, it does not decide"),
        "se": number(
            "standard error of the log-odds with articles as the sample, never below that of independent "
            "words"
        ),
        "p": number(
            "two-sided p of the difference within events, articles as the sample; unknown where fewer than "
            "5 articles use the term",
            "0 to 1",
            nullable=True,
        ),
        "q": number("p corrected within its family after Benjamini and Hochberg", "0 to 1", nullable=True),
    },
)
SIMILARITY = Table(
    "One row a pair of outlets in an event ('all': mean over the events both cover): how alike two articles "
    "on the same event are, one from each outlet, on average; and, to give that a scale, how alike two "
    "articles of the same outlet are.",
    ("event", "outlet", "other", "voice", "statistic"),
    {
        "event": text("the event, or 'all'"),
        "outlet": text("one outlet"),
        "other": text("the other"),
    }
    | VOICE
    | {
        "statistic": text(
            "cosine of TF-IDF vectors, or 1 less the Jensen-Shannon divergence of the words' shares in bits",
            values=("cosine", "jensen_shannon"),
        ),
        "similarity": number("mean over pairs of articles; higher: more alike", "0 to 1", nullable=True),
        "low": number("lower end of its interval", "0 to 1", nullable=True),
        "high": number("upper end of its interval", "0 to 1", nullable=True),
        "baseline": number(
            "the same for two articles of one outlet, mean of the two outlets", "0 to 1", nullable=True
        ),
        "gap": number(
            "baseline less similarity, in the events where both are known; above 0: the outlets are less "
            "alike than each is to itself",
            nullable=True,
        ),
        "gap_low": number("lower end of its interval", nullable=True),
        "gap_high": number("upper end of its interval", nullable=True),
        "n_articles": integer("articles of both", "articles"),
        "n_events": integer("events in which both have words", "events"),
    },
)
PLACEBO = Table(
    "One row a family of tests and an outlet ('all': all of them): the outlet held against itself, split at "
    "random many times, so that whatever is found is false.",
    ("family", "outlet"),
    {
        "family": text(
            "what decides: the interval of a difference leaves out 0; p of a measure; p of a term; |z| of a "
            "term under independent words, which decides nothing and stands here for scale",
            values=("interval", "p", "terms", "words"),
        ),
        "outlet": text("the outlet, or 'all'"),
        "split": text(
            "within events, or over all articles where too few events have two",
            values=("within events", "over all", "both"),
        ),
        "n_splits": integer("random splits", "splits"),
        "n_tests": integer("tests made in all splits", "tests"),
        "n_found": integer("tests that found a difference", "tests"),
        "rate": number("found by made: the realised false-positive rate", "0 to 1", nullable=True),
        "nominal": number("the rate promised: 1 less the study's confidence", "0 to 1"),
    },
)
CONCLUSION = {
    "target": text("the outlet in question"),
    "reference": text("the outlet it is held against, or 'rest'"),
    "measure": text("the measure"),
} | VOICE
SPECIFICATIONS = Table(
    "One row a contrast over all events under one combination of choices; 'main line' is the study's own.",
    ("target", "reference", "measure", "voice", "specification"),
    CONCLUSION
    | {
        "specification": text("what differs from the main line"),
        "equivalent": Column("bool", "a reasonable colleague might as well have chosen so, as declared"),
        "difference": number("target minus reference", "the measure's", nullable=True),
        "difference_low": number("lower end of its interval", "the measure's", nullable=True),
        "difference_high": number("upper end of its interval", "the measure's", nullable=True),
        "ratio": number("target by reference", nullable=True),
        "decided": integer("1: decided that the target has more, -1: less, 0: not decided"),
        "flags": text("space-separated reasons to be careful: " + ", ".join(FLAGS)),
    },
)
JUDGEMENTS = Table(
    "One row a contrast over all events: how far its conclusion depends on choices, articles and events.",
    ("target", "reference", "measure", "voice"),
    CONCLUSION
    | {
        "verdict": text("how far the conclusion may be relied on", values=VERDICTS),
        "decided": integer("1: the main line decides that the target has more, -1: less, 0: nothing"),
        "n_specifications": integer("equivalent specifications, the main line among them", "specifications"),
        "n_same_sign": integer("of these, with a difference of the main line's sign", "specifications"),
        "n_decided": integer("of these, that decide as the main line does", "specifications"),
        "n_against": integer("of these, that decide the other way", "specifications"),
        "weakest": text("the equivalent specification that supports the main line least"),
        "n_others": integer("specifications that are not equivalent", "specifications"),
        "n_others_same_sign": integer("of these, with a difference of the same sign", "specifications"),
        "strongest_article": text("the article whose omission moves the difference most", nullable=True),
        "difference_without_article": number("the difference without it", "the measure's", nullable=True),
        "n_turning_articles": integer("articles without any of which the sign is lost", "articles"),
        "strongest_event": text("the event whose omission moves the difference most", nullable=True),
        "difference_without_event": number("the difference without it", "the measure's", nullable=True),
        "n_turning_events": integer("events without any of which the sign is lost", "events"),
    },
)
TERM_JUDGEMENTS = Table(
    "One row a term that the main line tells apart: whether it is told apart under other choices, too.",
    ("target", "reference", "voice", "term"),
    {
        "target": text("the outlet in question"),
        "reference": text("the outlet it is held against, or 'rest'"),
    }
    | VOICE
    | {
        "term": text("the word"),
        "verdict": text("how far the conclusion may be relied on", values=VERDICTS),
        "n_specifications": integer("equivalent specifications, the main line among them", "specifications"),
        "n_same_sign": integer("of these, with log-odds of the main line's sign", "specifications"),
        "n_decided": integer("of these, that decide as the main line does", "specifications"),
        "weakest": text("the equivalent specification that supports the main line least"),
    },
)
PRECISION = Table(
    "One row a measure in a voice and a size of study: what two outlets with so many articles on each of so "
    "many events could show, by simulation from the variation of the articles at hand.",
    ("measure", "voice", "n_events", "n_articles_per_event"),
    {"measure": text("the measure")}
    | VOICE
    | {
        "n_events": integer("events that both outlets cover", "events"),
        "n_articles_per_event": integer("articles of each outlet on each event", "articles"),
        "n_articles": integer("articles of each outlet", "articles"),
        "ratio": number("smallest ratio told from none with 80 % power", nullable=True),
        "power": number("how often a ratio of 1.25 would be told from none", "0 to 1"),
    },
)
FINDINGS = Table(
    "One row a finding: a question, a bound sentence, a figure, its data.",
    ("finding",),
    {
        "finding": text("identifier"),
        "notebook": text("the notebook that shows it"),
        "question": text("what it answers"),
        "sentence": text("the answer, bound to the numbers"),
        "verdict": text("how far it may be relied on"),
        "limits": text("what it does not show"),
    },
)

TABLES: dict[str, Table] = {
    "articles": ARTICLES,
    "texts": TEXTS,
    "blocks": BLOCKS,
    "issues": ISSUES,
    "copies": COPIES,
    "sentences": SENTENCES,
    "attributions": ATTRIBUTIONS,
    "attribution_spans": ATTRIBUTION_SPANS,
    "hedges": HEDGES,
    "labels": LABELS,
    "loaded_words": LOADED_WORDS,
    "term_counts": TERM_COUNTS,
    "candidates": CANDIDATES,
    "candidate_uses": CANDIDATE_USES,
    "measures": MEASURES,
    "estimates": ESTIMATES,
    "comparisons": COMPARISONS,
    "term_contrasts": TERM_CONTRASTS,
    "similarity": SIMILARITY,
    "placebo": PLACEBO,
    "specifications": SPECIFICATIONS,
    "judgements": JUDGEMENTS,
    "term_judgements": TERM_JUDGEMENTS,
    "precision": PRECISION,
    "findings": FINDINGS,
}
