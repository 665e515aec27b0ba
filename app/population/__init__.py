"""The CPR extract on this desk: found by the lawful searches, and who lives at an address.

It is a copy, dated by the extract's production date; every fact drawn from it is shown with that date.
"""
