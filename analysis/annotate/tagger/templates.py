"""Which atoms make features together; a template's atoms are joined into one number."""

Templates = tuple[tuple[str, ...], ...]
WINDOW = 4  # tokens looked at to either side
REACH_OF_WORD = {"word": 4, "fine": 4, "coarse": 4, "classes": 4}
REACH_OF_SURFACE = {"shape": 2, "suffix2": 0, "suffix3": 1}


def window_templates(reach_of_atom: dict[str, int], shift: int) -> Templates:
    """Name the atoms of a neighbour so many tokens away."""
    return tuple((name,) for name, reach in reach_of_atom.items() if abs(shift) <= reach)


def read_templates(text: str) -> Templates:
    """Read templates, one a line or between commas."""
    return tuple(tuple(part.split()) for part in text.replace("\n", ",").split(",") if part.strip())


SEGMENT_TEMPLATES = read_templates("""
    quote_length, since quote, inside single, next_first, previous_first
    quote sized, inside next, inside previous, previous kinds next, first kinds
    after1 after2, before1 before2, after1_coarse after2_coarse before1_coarse
""")
SENTENCE_TEMPLATES = read_templates("""
    kinds, previous, next, rank, state, first, paragraph, opening, opening rank, opening state
    state kinds, previous kinds, kinds next, paragraph kinds, state kinds previous rank, state kinds next
""")
VERB_TEMPLATES = read_templates("""
    left that, inside left right, left_verb left_marks, right_verb right_marks
    speech_left_verb speech_left_marks, speech_right_verb speech_right_marks, inside speech_left speech_right
""")
TOKEN_TEMPLATES = read_templates("""
    word_before word, word word_after
    coarse_before coarse coarse_after, classes_before classes classes_after
    word segment_inside, place segment_kinds, classes left_near, classes right_near
    to_end segment_inside
""")
