"""How often each word occurs in each voice and part of an article."""

import numpy as np
import pandas as pd

from analysis.annotate.text.phrases import fold_words
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens, is_word
from analysis.annotate.voices import name_voices
from analysis.tables import PARTS


def count_terms(tokens: Tokens, voice: Ints, part: Ints) -> pd.DataFrame:
    """Count the words of each article; the counts of an article add up to its words.

    A word counts in lower case and with a straight apostrophe, so that typography makes no difference.

    Parameters
    ----------
    tokens
        A batch of articles.
    voice
        The innermost attribution of each token or -1, see `find_voices`.
    part
        The part each token stands in, as an index of `analysis.tables.PARTS`.

    Returns
    -------
    pandas.DataFrame
        Table `term_counts`, with `article` (index in the batch) for `article_id`.
    """
    term, terms = pd.factorize(pd.Index(fold_words(tokens.vocabulary), dtype="str"))
    n_parts, n_terms = len(PARTS), len(terms)
    word = is_word(tokens)
    keys = ((tokens.article * 2 + (voice >= 0)) * n_parts + part) * n_terms + term[tokens.form]
    key, count = np.unique(keys[word], return_counts=True)
    group, number = np.divmod(key, n_terms)
    return pd.DataFrame(
        {
            "article": group // (2 * n_parts),
            "voice": name_voices(group // n_parts % 2 == 1),
            "part": pd.array(PARTS, dtype="str").take(group % n_parts),
            "term": terms.take(number),
            "count": count,
        }
    )
