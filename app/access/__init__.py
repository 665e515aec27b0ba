"""Who may see what, and why: the purpose of a look-up and the trace it leaves."""
