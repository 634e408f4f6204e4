"""Label choices of a study (codebook 5): declared by it, or taken from the sets of its language."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.annotate.text.phrases import compile_phrases, find_phrases, fold_words, keep_longest
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens
from analysis.annotate.voices import name_voices
from analysis.language.inflections import inflect_phrase

LabelSets = Mapping[str, Mapping[str, Sequence[str]]]
ASIDE = ""  # the label of forms that are found but not counted


def find_labels(tokens: Tokens, language: str, label_sets: LabelSets, voice: Ints) -> pd.DataFrame:
    """Find the words and phrases of label sets, in any case, inflected, in the possessive too.

    Of overlapping forms the longest counts, whichever set it is in; a form that two sets declare
    counts for the first. Forms under the label "" are set aside: they, and what lies in them, do not count.

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
    forms = list_forms(label_sets, language)
    phrase, first, last = find_phrases(compile_phrases(list(forms), language), tokens)
    names = pd.DataFrame(list(forms.values()), columns=["label_set", "label"])
    kept = keep_longest(first, last)
    kept = kept[(names["label"] != ASIDE).to_numpy(dtype=bool)[phrase[kept]]]
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


def list_forms(label_sets: LabelSets, language: str) -> dict[str, tuple[str, str]]:
    """List each form with its set and label; a form as declared before one that is inflected."""
    declared = [
        (inflect_phrase(form, language), (label_set, label))
        for label_set, labels in label_sets.items()
        for label, written in labels.items()
        for form in fold_words([" ".join(form.split()) for form in written])
    ]
    forms = {inflected[0]: place for inflected, place in reversed(declared)}
    for inflected, place in declared:
        for form in inflected:
            forms.setdefault(form, place)
    return forms
