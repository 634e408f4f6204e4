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
FORMS = ("direct", "mixed", "indirect", "none")
PARTS = ("title", "subtitle", "body")
SEVERITIES = ("notice", "warning", "error")
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
        "attribution": integer("the innermost attribution it stands in", nullable=True),
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
        "flags": text("space-separated reasons to be careful: " + ", ".join(FLAGS)),
    },
)
TERM_CONTRASTS = Table(
    "One row a term that tells a target outlet from a reference: weighted log-odds with an informative "
    "Dirichlet prior (Monroe, Colaresi and Quinn 2008), over the events that both cover. A ranking, not a "
    "test.",
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
        "z": number("log-odds by its standard error under independent words"),
    },
)
SIMILARITY = Table(
    "One row a pair of outlets in an event ('all': mean over the events both cover): cosine of the "
    "TF-IDF vectors of their words.",
    ("event", "outlet", "other", "voice"),
    {
        "event": text("the event, or 'all'"),
        "outlet": text("one outlet"),
        "other": text("the other"),
    }
    | VOICE
    | {
        "similarity": number("cosine; higher: more alike", "0 to 1", nullable=True),
        "n_articles": integer("articles of both", "articles"),
        "n_events": integer("events in the mean", "events"),
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
    "sentences": SENTENCES,
    "attributions": ATTRIBUTIONS,
    "attribution_spans": ATTRIBUTION_SPANS,
    "hedges": HEDGES,
    "labels": LABELS,
    "term_counts": TERM_COUNTS,
    "measures": MEASURES,
    "estimates": ESTIMATES,
    "comparisons": COMPARISONS,
    "term_contrasts": TERM_CONTRASTS,
    "similarity": SIMILARITY,
    "findings": FINDINGS,
}
