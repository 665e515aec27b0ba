"""Who may see what, and why: roles and relations, the purpose of a look-up, the decision, and the trace it leaves."""
