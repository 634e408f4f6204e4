"""Articles → spans: attributions, voices, hedges, labels, terms."""
