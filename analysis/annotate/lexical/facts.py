"""What is known of each word by itself: bits, worked out once a distinct word, carried by each token."""

from functools import cache

from analysis.annotate.lexical import glyphs
from analysis.annotate.lexical.cues import read_citing_words
from analysis.annotate.lexical.known import MOST, Known, look_up
from analysis.annotate.lexical.source_words import has_class, read_anonymity, read_classes
from analysis.annotate.lexical.wording import classify_word
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens

GLYPH = 7  # the lowest bits: the kind of a quotation mark, an index of GLYPH_KINDS
GLYPH_KINDS = ("", *glyphs.GLYPHS)
(
    WORD,
    UPPER,
    LONG_LOWER,  # a word without a capital, too long to stand in a title
    BEFORE_OPENING,
    INVERTED,
    PUNCTUATION,
    SEPARATOR,
    STOP,
    DASH,
    LONG_DASH,
    CLAUSE_EDGE,
    EDGE,
    COMMA,
    COLON,
    FULL_STOP,
) = (1 << i for i in range(3, 18))
SAY, COMPLEMENTIZER, CONDITION, ASIDE, CITING, ANONYMITY, TO = (1 << i for i in range(18, 25))
NAME, SHORT, PARTICLE, ROLE, BREAK, AFFILIATING, ARTICLE, ADVERB, ACTIVE_ENDING = (
    1 << i for i in range(25, 34)
)
SHORT_WORD = 3  # letters of a word that may stand uncapitalised in a title
BIT_TO_MARKS = {
    BEFORE_OPENING: glyphs.BEFORE_OPENING,
    INVERTED: glyphs.INVERTED,
    PUNCTUATION: glyphs.PUNCTUATION,
    SEPARATOR: glyphs.SEPARATORS,
    STOP: glyphs.STOPS,
    DASH: glyphs.DASHES,
    LONG_DASH: glyphs.LONG_DASHES,
    CLAUSE_EDGE: glyphs.CLAUSE_EDGES,
    EDGE: glyphs.EDGES,
    COMMA: ",",
    COLON: ":",
    FULL_STOP: ".",
}
CLOSED = (  # classes of words that no name holds
    "definite determiner",
    "indefinite determiner",
    "preposition",
    "conjunction",
    "pronoun",
    "auxiliary",
    "adverb",
    "relative",
)


def describe_words(tokens: Tokens, language: str) -> Ints:
    """Give the bits of each word of a vocabulary."""
    known = keep_words(language)
    if len(known.items) > MOST:
        keep_words.cache_clear()
        known = keep_words(language)

    def describe(i: int) -> int:
        return describe_word(tokens.vocabulary[i], language)

    number = look_up(known, tokens.code, describe, lambda bits: (bits,))
    return known.codes[number, 0]


@cache
def keep_words(language: str) -> Known[int]:
    """Keep the words of a language that were described, with their bits."""
    return Known()


def describe_word(form: str, language: str) -> int:
    """Tell what a word can be."""
    classes, low = read_classes(language), form.lower()
    is_word, is_upper = form[0].isalnum(), form[0].isupper()
    titled, closed = low in classes["title"], has_class(form, language, *CLOSED)
    flags = (
        (WORD, is_word),
        (UPPER, is_upper),
        (LONG_LOWER, is_word and not is_upper and len(form) > SHORT_WORD),
        (SAY, classify_word(form, language) == "say"),
        (COMPLEMENTIZER, low in classes["complementizer"]),
        (CONDITION, low in classes["condition"]),
        (ASIDE, low in classes["aside"]),
        (CITING, low in read_citing_words(language)),
        (ANONYMITY, low in read_anonymity(language)),
        (TO, form == "to"),
        (NAME, is_upper and (titled or not closed)),
        (SHORT, titled or (len(form) == 1 and is_upper and not closed)),
        (PARTICLE, low in classes["particle"]),
        (ROLE, classes["title"].get(low, (low,))[0] in classes["role"]),
        (BREAK, form in (",", ".") or low in classes["relative"]),
        (AFFILIATING, low in classes["affiliating"]),
        (ARTICLE, low in classes["definite determiner"]),
        (ACTIVE_ENDING, low.endswith(tuple(classes["active ending"]))),
        (ADVERB, low in classes["adverb"] and not form.isupper()),
        *((bit, form in marks) for bit, marks in BIT_TO_MARKS.items()),
    )
    glyph = next((i for i, kind in enumerate(GLYPH_KINDS) if i and form in glyphs.GLYPHS[kind]), 0)
    return glyph | sum(bit for bit, holds in flags if holds)
