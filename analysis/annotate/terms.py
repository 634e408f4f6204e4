"""How often each word occurs in each voice and part of an article."""

import pandas as pd

from analysis.annotate.phrases import fold_words
from analysis.annotate.ranges import Ints
from analysis.annotate.tokens import Tokens, is_word
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
    columns = {"article": tokens.article, "voice": voice >= 0, "part": part, "term": term[tokens.form]}
    words = pd.DataFrame(columns)[is_word(tokens)]
    counts = words.groupby(list(columns)).size().rename("count").reset_index()
    return counts.assign(
        voice=name_voices(counts["voice"].to_numpy(bool)),
        part=pd.array(PARTS, dtype="str").take(counts["part"].to_numpy()),
        term=terms.take(counts["term"].to_numpy()),
    )
