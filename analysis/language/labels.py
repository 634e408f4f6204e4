"""Label sets that come with a language: choices of words that take sides, to be had by name."""

from analysis.language.lexicons import list_lexicons, read_lexicon

LabelSet = dict[str, list[str]]  # label → forms


def read_label_sets(language: str) -> dict[str, LabelSet]:
    """Read the label sets of a language: set → label → forms; none where the language has none.

    The label "" holds forms that are set aside: found, so that no shorter form inside them counts, and
    not counted themselves.
    """
    if "labels" not in list_lexicons(language):
        return {}
    sets: dict[str, LabelSet] = {}
    for name, label, form in read_lexicon(language, "labels")[["set", "label", "form"]].to_numpy().tolist():
        sets.setdefault(name, {}).setdefault(label, []).append(form)
    return sets
