"""Every promise of reliability with a small change that breaks it, and the tests that must notice.

The changes are data, in the tables beside this file; `python -m tests.mutants` plants them one at a time.
"""
