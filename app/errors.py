"""The two ways to fail: what a person must be told, and what a programmer must mend.

Neither may carry a CPR number, a name or an amount in its text: exception texts reach logs.
"""

from __future__ import annotations


class UserError(Exception):
    """Something the person at the desk can understand or act on.

    `code` is turned into a sentence by `widgets.texts`; `detail` is for the log only.
    """

    def __init__(self, code: str, *, detail: str = "", **params: str | int) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.params = params


class BugError(Exception):
    """A broken promise inside the program; nobody at the desk can act on it."""
