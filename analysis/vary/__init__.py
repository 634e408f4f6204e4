"""The same contrasts under other choices, without each article and event, and with more articles."""
