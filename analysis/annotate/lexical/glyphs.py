"""Marks by what they do: quotation marks, dashes, the ends of sentences and of clauses."""

GLYPHS = {  # quotation marks
    "double opening": "“„‟«",
    "double closing": "”»",
    "double": '"',
    "single opening": "‘‚‹",
    "single closing": "’›",
    "single": "'`",
}
QUOTATION_MARKS = "".join(GLYPHS.values())
BEFORE_OPENING = "([{-–—/" + QUOTATION_MARKS
INVERTED = "«»‹›"  # languages turn these either way
LONG_DASHES = "–—"
DASHES = "-" + LONG_DASHES
STOPS = ".!?…"
PUNCTUATION = ",;" + STOPS
SEPARATORS = ":" + PUNCTUATION
CLAUSE_EDGES = ",;:." + LONG_DASHES
EDGES = SEPARATORS + DASHES
