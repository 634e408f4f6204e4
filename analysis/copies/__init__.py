"""Articles → which of them copy an earlier one."""
