"""A finding: a question, a sentence bound to numbers, a figure with its data, its evidence.

Notebooks make findings and keep them in a folder; the report is made of what lies there.
"""

import csv
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.report.markup import escape_text
from analysis.report.svg import draw_png, draw_svg
from analysis.report.tabling import show_table
from analysis.study import IDENTIFIER

VERDICTS = {
    "robust": "decided, and so by every equivalent specification, and without any one article or event",
    "fragile": "decided, but another choice that is as good, or one article or event less, leaves it open",
    "reversed": "decided, but another choice that is as good decides the other way",
    "undecidable": "the articles do not decide, which is not the same as no difference",
    "descriptive only": "what these articles hold, with too few of them, or no test, to say more",
}
WORDS = ("id", "question", "sentence", "verdict", "limits", "alt")
EVIDENCE = ("article_id", "start", "end", "note")


@dataclass(frozen=True)
class Finding:
    """What a notebook found.

    `data` is what the figure is drawn from, tidy. `evidence` holds the spans that were counted, as
    offsets only. `drawing` is the figure as SVG where it comes from a folder. `binding` says how its sentence
    is said again from the tables (see `analysis.report.bound`); `bars` names a column of the data that the
    report draws as bars.
    """

    id: str
    question: str
    sentence: str
    verdict: str
    limits: str
    figure: Figure | None
    data: pd.DataFrame
    evidence: pd.DataFrame | None
    alt: str
    drawing: str = field(default="", repr=False)
    binding: Mapping[str, Any] = field(default_factory=dict)
    bars: str = ""

    def __post_init__(self) -> None:
        if not IDENTIFIER.fullmatch(self.id):
            raise ValueError(f"finding {self.id!r}: use small letters, digits, - and _ for its id")
        if self.verdict not in VERDICTS:
            raise ValueError(f"finding {self.id}: verdict {self.verdict!r} is none of {', '.join(VERDICTS)}")
        missing = set(EVIDENCE) - set(EVIDENCE if self.evidence is None else self.evidence.columns)
        if missing:
            raise ValueError(f"finding {self.id}: evidence has no column {sorted(missing)[0]}")

    def _repr_html_(self) -> str:
        """Show the finding in JupyterLab."""
        shown = [escape_text(text) for text in (self.sentence, self.verdict, self.limits)]
        return (
            f"{show_image(self)}<p><strong>{shown[0]}</strong></p><p><em>{shown[1]}</em>. {shown[2]}</p>"
            f"<details><summary>The data</summary>{show_table(self.data, self.id)}</details>"
        )


def draw_finding(finding: Finding) -> str:
    """Draw a finding's figure as SVG; empty where it has none."""
    if finding.figure is None:
        return finding.drawing
    return draw_svg(finding.figure, finding.id, finding.sentence, finding.alt)


def show_image(finding: Finding) -> str:
    """Show a finding's figure as an image: JupyterLab drops SVG elements from notebooks it does not trust."""
    drawing = draw_finding(finding)
    if not drawing:
        return ""
    source = b64encode(drawing.encode()).decode()
    alt = escape_text(finding.alt)
    return f'<img alt="{alt}" style="background: white" src="data:image/svg+xml;base64,{source}">'


def write_finding(finding: Finding, folder: Path, order: int) -> None:
    """Write a finding as `<id>.json`, `.csv` and, where it has them, `.svg`, `.png`, `.evidence.csv`.

    Parameters
    ----------
    finding
        What was found.
    folder
        Where to; made if it is not there.
    order
        Its place among the findings of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words: dict[str, Any] = {name: getattr(finding, name) for name in WORDS}
    types = {str(name): str(kind) for name, kind in finding.data.dtypes.items()}
    words |= {"binding": dict(finding.binding), "bars": finding.bars, "columns": types}
    text = json.dumps({"order": order, **words}, indent=1, ensure_ascii=False)
    (folder / f"{finding.id}.json").write_text(text + "\n", encoding="utf-8")
    write_csv(finding.data, folder / f"{finding.id}.csv")
    if finding.evidence is not None:
        write_csv(finding.evidence[list(EVIDENCE)], folder / f"{finding.id}.evidence.csv")
    if drawing := draw_finding(finding):
        (folder / f"{finding.id}.svg").write_text(drawing, encoding="utf-8")
    if finding.figure is not None:
        (folder / f"{finding.id}.png").write_bytes(draw_png(finding.figure))


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV, the same on every machine; a bare carriage return needs quotes all round."""
    texts: pd.DataFrame = frame.select_dtypes("str")
    torn = any(texts[column].str.contains("\r", regex=False).any() for column in texts)
    quoting = csv.QUOTE_NONNUMERIC if torn else csv.QUOTE_MINIMAL
    frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8", quoting=quoting)


def read_findings(folder: Path) -> list[Finding]:
    """Read the findings of a folder, in their order."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [read_finding(words, folder) for words in sorted(found, key=lambda words: words["order"])]


def read_finding(words: dict[str, Any], folder: Path) -> Finding:
    """Read what lies beside a finding's words."""
    drawing, evidence = folder / f"{words['id']}.svg", folder / f"{words['id']}.evidence.csv"
    types = {"article_id": "str", "start": "int64", "end": "int64", "note": "str"}
    return Finding(
        **{name: words[name] for name in WORDS},
        figure=None,
        data=read_csv(folder / f"{words['id']}.csv", words["columns"]),
        evidence=read_csv(evidence, types) if evidence.is_file() else None,
        drawing=drawing.read_text(encoding="utf-8") if drawing.is_file() else "",
        binding=words["binding"],
        bars=words["bars"],
    )


def read_csv(path: Path, types: dict[str, str]) -> pd.DataFrame:
    """Read a frame back in its types; a word such as "nan" stays a word."""
    empty = {name: [""] for name, kind in types.items() if kind not in ("str", "object")}
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=empty)
