"""Label choices declared by a study (codebook 5)."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.annotate.text.phrases import compile_phrases, find_phrases, fold_words, keep_longest
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens
from analysis.annotate.voices import name_voices

LabelSets = Mapping[str, Mapping[str, Sequence[str]]]
ENDINGS = ("", "s")  # a form also counts in its plain plural; a possessive 's is a token of its own


def find_labels(tokens: Tokens, language: str, label_sets: LabelSets, voice: Ints) -> pd.DataFrame:
    """Find the words and phrases of label sets, in any case, in the plural and possessive too.

    Of overlapping forms the longest counts, whichever set it is in; a form that two sets declare
    counts for the first.

    Parameters
    ----------
    tokens
        A batch of articles.
    language
        Code of the language.
    label_sets
        For each set its labels, for each label its forms.
    voice
        The innermost attribution of each token or -1, see `find_voices`.

    Returns
    -------
    pandas.DataFrame
        Table `labels`, with `article` (index in the batch) for `article_id`.
    """
    forms = list_forms(label_sets)
    phrase, first, last = find_phrases(compile_phrases(list(forms), language), tokens)
    kept = keep_longest(first, last)
    names = pd.DataFrame([forms[form] for form in forms], columns=["label_set", "label"])
    return (
        names.iloc[phrase[kept]]
        .reset_index(drop=True)
        .assign(
            article=tokens.article[first[kept]],
            start=tokens.start[first[kept]],
            end=tokens.end[last[kept]],
            voice=name_voices(voice[first[kept]] >= 0),
        )
    )


def list_forms(label_sets: LabelSets) -> dict[str, tuple[str, str]]:
    """List each form, as declared before in the plural, with its set and label."""
    forms: dict[str, tuple[str, str]] = {}
    for ending in ENDINGS:
        for label_set, labels in label_sets.items():
            for label, declared in labels.items():
                for form in fold_words([" ".join(form.split()) for form in declared]):
                    forms.setdefault(form + ending, (label_set, label))
    return forms
