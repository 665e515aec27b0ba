"""Who may see whom, as a table read off the words of the requirements. Shares no code with `app.access`.

Rows are the roles of `test_decide.ROLES`, columns its targets; every cell was written by hand. It names what stands in
the way: S sensitivity, X another subject whose data the role was given none like (no reason opens it), K another
subject, U another unit, in the order in which the employee is told of them.
"""

from __future__ import annotations

from typing import NamedTuple

TARGETS = ("citizen", "own_case", "other_subject", "other_unit", "both_other", "vip_case", "unmarked_case")

# The errand draws on 32.03, 32.06 and 32.64. The cases: 32.03.04 in unit A, 23.05.10 in A, 32.03.04 in B, 23.05.10 in
# B, all sensitive; 32.03.04 in A marked VIP; one with no marks at all, which may hold anything short of VIP.
CELLS = {
    #               citizen own    subject unit   both   vip    unmarked
    "guide":       ("",     "",    "",     "",    "",    "S",   ""),
    "caseworker":  ("",     "",    "",     "",    "",    "S",   ""),
    "only_32":     ("",     "",    "K",    "",    "K",   "S",   "K"),
    "only_23":     ("K",    "K",   "",     "K",   "",    "S",   "K"),
    "only_23_confidential": ("X", "S", "S",    "S",   "S",   "S",   "S"),
    "only_32_in_a": ("",    "",    "K",    "U",   "KU",  "S",   "KU"),
    "only_open":   ("",     "S",   "S",    "S",   "S",   "S",   "S"),
    "vip":         ("",     "",    "",     "",    "",    "",    ""),
    "vip_23_and_32": ("",   "",    "",     "",    "",    "K",   "K"),
    "vip_32_in_a": ("",     "",    "K",    "U",   "KU",  "",    "KU"),
}  # fmt: skip

# A shielded citizen is seen through VIP roles alone, and whatever the case.
SHIELDED_CELLS = {
    "vip": CELLS["vip"],
    "vip_32_in_a": CELLS["vip_32_in_a"],
}

HIGHEST_LEVEL = dict.fromkeys(CELLS, 2) | {"guide": 1, "vip_23_and_32": 3}

# The one role that holds level 3 reaches 23.* alone; with it a task of 32.* lies outside its subjects.
AT_LEVEL_3 = {"vip_23_and_32": ("K", "K", "", "K", "", "K", "K")}

FAMILY = ("child", "parent", "spouse", "former_spouse", "sibling", "common_child")
LIFTED_BY_A_REASON = {"colleague": 1, "subject": 8, "unit": 8}
"""Rule and the most hours."""


class Story(NamedTuple):
    """One cell of the full product, in plain words. `lifted` are the rules with a reason that still holds."""

    role: str
    target: str
    relation: str
    colleague: bool
    shielded: bool
    protection: str
    offline: bool
    lease_holds: bool
    lifted: frozenset[str]
    section_open: bool = True
    level: int = 1


class Answer(NamedTuple):
    outcome: str
    rule: str = ""
    hours: int = 0
    address_step: bool = False


def answer(story: Story) -> Answer:
    if story.role == "none":
        return Answer("denied", "no_role")
    if not story.section_open:
        return Answer("denied", "outside_purpose")
    if story.offline and not story.lease_holds:
        return Answer("denied", "roles_expired")
    if story.relation == "self":
        return Answer("denied", "self")
    if story.relation in FAMILY:
        return Answer("denied", "near_relative")
    rows = CELLS
    if story.shielded or story.protection == "strict":
        if story.role not in SHIELDED_CELLS or story.level > HIGHEST_LEVEL[story.role]:
            return Answer("denied", "shielded")
        rows = SHIELDED_CELLS
    if story.level > HIGHEST_LEVEL[story.role]:
        return Answer("denied", "authority")
    row = AT_LEVEL_3.get(story.role, rows[story.role]) if story.level == 3 else rows[story.role]
    obstacles = row[TARGETS.index(story.target)]
    if "S" in obstacles:
        return Answer("denied", "sensitivity")
    if "X" in obstacles:
        return Answer("denied", "stepping_in")
    named = {"K": "subject", "U": "unit"}
    waiting = [*(["colleague"] if story.colleague else []), *(named[letter] for letter in obstacles)]
    for rule in waiting:
        if rule not in story.lifted:
            return Answer("overridable", rule, LIFTED_BY_A_REASON[rule])
    return Answer("allowed", address_step=story.protection == "address")
