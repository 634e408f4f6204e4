"""Label sets that come with a language: choices of words that take sides, to be had by name."""

from analysis.language.lexicons import list_lexicons, read_lexicon

LabelSet = dict[str, list[str]]  # label → forms
HEAD = """# Label sets

Generated from `analysis/language/<language>/labels.csv` by `make docs`.

Words for one thing of which each takes a side (codebook, section 5). A study has them by name, above its
tables in `study.toml`:

    label_sets = ["kyiv", "ukraine_war"]

A set of a study's own stands there as a table, `[labels.NAME]`, each label with its forms: `"seizure" =
["seizure", "to seize"]`. Forms are found in any case, in the plural and the possessive; a form that opens
with "to" is a verb and found in all its forms. Of overlapping forms the longest counts. Forms under the
label `""` are set aside: neither they nor shorter forms in them count. Whether a set suits a study is the
study's to judge: read the sentences behind its shares.
"""


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


def describe_label_sets(language: str = "en") -> str:
    """Write the sets of a language as a page of the documentation, `docs/label-sets.md`."""
    lines = [HEAD, "| set | label | forms |", "|---|---|---|"]
    for name, labels in read_label_sets(language).items():
        for i, (label, forms) in enumerate(labels.items()):
            named = f"`{name}`" if i == 0 else ""
            lines.append(f"| {named} | {label or '*set aside*'} | {', '.join(forms)} |")
    return "\n".join([*lines, ""])
