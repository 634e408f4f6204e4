"""Role spans → acts of speech: quotations, what is certain by rule, links, contents."""
