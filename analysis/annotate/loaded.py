"""Loaded words: evaluative words of a lexicon, found wherever they stand."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.annotate.text.phrases import Phrases, compile_phrases, find_phrases, keep_longest
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens
from analysis.annotate.voices import name_voices
from analysis.language.inflections import inflect_phrase
from analysis.language.lexicons import read_lexicon


@cache
def read_loaded_words(language: str) -> tuple[Phrases, pd.DataFrame]:
    """Read the loaded words of a language: its forms compiled, and `word` and `class` of each."""
    rows = read_lexicon(language, "loaded")[["form", "class"]].to_numpy().tolist()
    inflected = [(inflect_phrase(word, language), (word, name)) for word, name in rows]
    forms = {listed[0]: place for listed, place in reversed(inflected)}
    for listed, place in inflected:
        for form in listed:
            forms.setdefault(form, place)
    return compile_phrases(list(forms), language), pd.DataFrame(forms.values(), columns=["word", "class"])


def find_loaded_words(tokens: Tokens, language: str, voice: Ints) -> pd.DataFrame:
    """Find the loaded words, in any case, inflected; of overlapping ones the longest.

    Parameters
    ----------
    tokens
        A batch of articles.
    language
        Code of the language.
    voice
        The innermost attribution of each token or -1, see `find_voices`.

    Returns
    -------
    pandas.DataFrame
        Table `loaded_words`, with `article` (index in the batch) for `article_id`.
    """
    phrases, words = read_loaded_words(language)
    phrase, first, last = find_phrases(phrases, tokens)
    kept = keep_longest(first, last)
    first, last = first[kept], last[kept]
    found = {name: words[name].array.take(phrase[kept].astype(np.intp)) for name in words}
    return pd.DataFrame(found).assign(
        article=tokens.article[first],
        start=tokens.start[first],
        end=tokens.end[last],
        voice=name_voices(voice[first] >= 0),
    )
