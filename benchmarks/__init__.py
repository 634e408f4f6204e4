"""How right and how fast the annotators are, measured on corpora that others annotated."""
