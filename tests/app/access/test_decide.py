"""The decision against an independent table over the full product, and each rule taken out in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations, product
from uuid import UUID

import pytest

from app.access import decide as deciding
from app.access.decide import (
    AccessRequest,
    Allowed,
    CaseMarks,
    Decision,
    Denied,
    Overridable,
    Protection,
    Relation,
    decide,
    lapse,
    refusal,
    refused_sections,
)
from app.access.model import Errand, Override, Purpose, Rule, Section, Sensitivity
from app.access.purpose import override, state_purpose, widen
from app.access.roles import AuthorityLevel, Delimitation, SystemRole, UserSystemRole
from app.errors import UserError
from tests.app.access.oracle import CELLS, TARGETS, Answer, Story, answer
from tests.app.desk import ERRANDS, StandingClock

CLOCK = StandingClock()
A, B = UUID(int=0xA), UUID(int=0xB)
SENSITIVE, VIP = Sensitivity.SENSITIVE, Sensitivity.VIP


def role(
    kind: SystemRole, *kle: str, units: frozenset[UUID] = frozenset(), step: Sensitivity = SENSITIVE
) -> UserSystemRole:
    return UserSystemRole(kind, Delimitation(kle, units, step))


ROLES: dict[str, tuple[UserSystemRole, ...]] = {
    "none": (),
    "guide": (role(SystemRole.GUIDE),),
    "caseworker": (role(SystemRole.CASEWORKER),),
    "only_32": (role(SystemRole.CASEWORKER, "32.*"),),
    "only_23": (role(SystemRole.CASEWORKER, "23.*"),),
    "only_32_in_a": (role(SystemRole.CASEWORKER, "32.*", units=frozenset({A})),),
    "only_23_confidential": (role(SystemRole.CASEWORKER, "23.*", step=Sensitivity.CONFIDENTIAL),),
    "only_open": (role(SystemRole.CASEWORKER, step=Sensitivity.NOT_CONFIDENTIAL),),
    "vip": (role(SystemRole.CASEWORKER, step=VIP),),
    "vip_23_and_32": (role(SystemRole.SPECIALIST, "23.*", step=VIP), role(SystemRole.CASEWORKER, "32.*")),
    "vip_32_in_a": (role(SystemRole.CASEWORKER, "32.03.*", units=frozenset({A}), step=VIP),),
}
CASES: dict[str, CaseMarks | None] = {
    "citizen": None,
    "own_case": CaseMarks("32.03.04", A, SENSITIVE),
    "other_subject": CaseMarks("23.05.10", A, SENSITIVE),
    "other_unit": CaseMarks("32.03.04", B, SENSITIVE),
    "both_other": CaseMarks("23.05.10", B, SENSITIVE),
    "vip_case": CaseMarks("32.03.04", A, VIP),
    "unmarked_case": CaseMarks(None, None, None),
}
RELATIONS = (*Relation, "none")
LEASES = {
    # offline, age of the roles, whether the lease holds
    "online": (False, timedelta(0), True),
    "online_old": (False, timedelta(hours=13), False),
    "offline": (True, timedelta(hours=12) - timedelta(seconds=1), True),
    "offline_old": (True, timedelta(hours=12), False),
    "offline_days": (True, timedelta(hours=72), False),
    "clock_turned_back": (True, timedelta(hours=-1), False),
}
LIFTABLE = ("colleague", "subject", "unit")
LIFTED = tuple(frozenset(some) for count in range(4) for some in combinations(LIFTABLE, count))


@cache
def purpose_with(lifted: frozenset[str], *, lapsed: bool = False) -> Purpose:
    """Of the errand on housing support, with reasons given for `lifted` and, in vain, for every core rule."""
    stated = state_purpose(ERRANDS["boligstoette"], CLOCK, contact="A17")
    until = CLOCK.now() + (timedelta(0) if lapsed else timedelta(minutes=30))
    core = [rule for rule in Rule if rule not in LIFTABLE] if lifted else []
    return replace(stated, overrides=tuple(Override(Rule(rule), "grund", until) for rule in (*lifted, *core)))


def request(story: Story, lease: str, purpose: Purpose) -> AccessRequest:
    offline, age, _ = LEASES[lease]
    return AccessRequest(
        roles=ROLES[story.role],
        role_age=age,
        purpose=purpose,
        section=Section.PERSON if story.section_open else Section.INCOME,
        now=CLOCK.now(),
        relations=frozenset() if story.relation == "none" else frozenset({Relation(story.relation)}),
        protection=Protection(story.protection),
        is_shielded=story.shielded,
        is_colleague=story.colleague,
        offline=offline,
        level=AuthorityLevel(story.level),
        case=CASES[story.target],
    )


def told(decision: Decision) -> Answer:
    match decision:
        case Allowed(address_step):
            return Answer("allowed", address_step=address_step)
        case Denied(rule):
            return Answer("denied", rule)
        case Overridable(rule, most):
            return Answer("overridable", rule, int(most / timedelta(hours=1)))


def stories() -> Iterator[tuple[Story, str]]:
    """Purpose and level for a few; then role × delimitation × relation × lists × protection × lease × override."""
    few = (ROLES, TARGETS, ("none", "self", "sibling"), (False, True), LIFTED, (False, True), (1, 2, 3))
    for name, target, relation, shielded, lifted, is_open, level in product(*few):
        yield Story(name, target, relation, False, shielded, "none", False, True, lifted, is_open, level), "online"
    facts = tuple(product(RELATIONS, (False, True), (False, True), Protection))
    for name, target, (relation, colleague, shielded, protection), lease, lifted in product(
        ROLES, TARGETS, facts, LEASES, LIFTED
    ):
        offline, _, holds = LEASES[lease]
        yield Story(name, target, relation, colleague, shielded, protection, offline, holds, lifted), lease


def differences() -> Iterator[tuple[Story, Answer, Answer]]:
    for story, lease in stories():
        found = told(decide(request(story, lease, purpose_with(story.lifted))))
        if found != (due := answer(story)):
            yield story, found, due


def test_the_decision_is_the_tables_in_the_whole_product() -> None:
    assert set(CELLS) | {"none"} == set(ROLES)
    assert list(differences()) == []


@pytest.mark.parametrize("rule", deciding.RULES, ids=lambda rule: rule.__name__)
def test_no_rule_can_be_left_out(rule: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(one for one in deciding.RULES if one is not rule))
    assert next(differences(), None) is not None


def test_a_reason_that_has_lapsed_lifts_nothing() -> None:
    for story, lease in stories():
        if story.lifted and story.level == 1 and story.section_open:
            asked = request(story, lease, purpose_with(story.lifted, lapsed=True))
            assert told(decide(asked)) == answer(story._replace(lifted=frozenset())), story


def test_an_errand_for_the_whole_need_meets_every_subject() -> None:
    for name in ROLES.keys() - {"none"}:
        stated = state_purpose(ERRANDS["kontanthjaelp"], CLOCK, case="32.24.04-G01-1-26")
        asked = request(
            Story(name, "citizen", "none", False, False, "none", False, True, frozenset()), "online", stated
        )
        assert decide(asked) == Allowed()


def test_shielded_and_threatened_citizens_get_one_and_the_same_answer() -> None:
    plain = Story("caseworker", "citizen", "none", False, False, "none", False, True, frozenset())
    answers = {
        told(decide(request(story, "online", purpose_with(frozenset()))))
        for story in (plain._replace(shielded=True), plain._replace(protection="strict"))
    }
    assert answers == {Answer("denied", "shielded")}


def test_a_threatened_citizen_has_no_address_step_that_another_without_an_address_has_not() -> None:
    strict = Story("vip", "citizen", "none", False, False, "strict", False, True, frozenset())
    assert decide(request(strict, "online", purpose_with(frozenset()))) == Allowed(address_step=False)


@pytest.mark.parametrize("second", ERRANDS.values(), ids=lambda errand: errand.key)
def test_sections_asked_about_together_are_refused_as_when_each_is_asked_about(second: Errand) -> None:
    stated = state_purpose(ERRANDS["flytning"], CLOCK, contact="A17")
    for section in second.sections - stated.sections:
        stated = widen(stated, section, CLOCK, reason="grund", errand=second)
    for name, colleague, shielded in product(ROLES, (False, True), (False, True)):
        story = Story(name, "citizen", "none", colleague, shielded, "none", False, True, frozenset())
        asked = request(story, "online", stated)
        each = {section: refusal(replace(asked, section=section)) for section in stated.sections}
        refused = {section: found for section, found in each.items() if found is not None}
        assert refused_sections(asked, stated.sections) == refused, story


SHOWN = {
    # by the errand on housing support: guidance on it, and no more sensitive than that; what a case does not say of
    # itself counts against it
    ("32.64.04", Sensitivity.NOT_CONFIDENTIAL): True,
    ("32.64.04", Sensitivity.CONFIDENTIAL): True,
    ("32.64.04", Sensitivity.SENSITIVE): False,
    ("32.64.04", Sensitivity.VIP): False,
    ("32.64.04", None): False,
    ("32.06.00", Sensitivity.CONFIDENTIAL): True,
    ("32.06.16", Sensitivity.CONFIDENTIAL): False,
    ("32.03.12", Sensitivity.CONFIDENTIAL): False,
    ("32.640.04", Sensitivity.CONFIDENTIAL): False,
    ("28.77.08", Sensitivity.NOT_CONFIDENTIAL): False,
    (None, Sensitivity.NOT_CONFIDENTIAL): False,
}


@pytest.mark.parametrize(("marks", "shown"), SHOWN.items())
def test_an_errand_limited_in_its_cases_opens_those_and_no_others_to_anybody(
    marks: tuple[str | None, Sensitivity | None], shown: bool
) -> None:
    case = CaseMarks(marks[0], A, marks[1])
    own = state_purpose(ERRANDS["boligstoette"], CLOCK, contact="A17")
    consented = widen(state_purpose(ERRANDS["pension"], CLOCK), Section.CASES, CLOCK, reason="Borgeren sagde ja")
    second = widen(
        state_purpose(ERRANDS["pas"], CLOCK), Section.CASES, CLOCK, reason="grund", errand=ERRANDS["boligstoette"]
    )
    story = Story("vip", "citizen", "none", False, False, "none", False, True, frozenset())
    for stated in (own, second):
        asked = replace(request(story, "online", stated), section=Section.CASES, case=case)
        assert decide(asked) == (Allowed() if shown else Denied(Rule.OUTSIDE_PURPOSE))
    by_consent = replace(request(story, "online", consented), section=Section.CASES, case=case)
    assert decide(by_consent) == Allowed()


def test_a_case_is_outside_its_errand_before_any_role_is_asked_about_it() -> None:
    story = Story("only_23", "other_subject", "none", False, False, "none", False, True, frozenset())
    stated = state_purpose(ERRANDS["boligstoette"], CLOCK, contact="A17")
    assert decide(replace(request(story, "online", stated), section=Section.CASES)) == Denied(Rule.OUTSIDE_PURPOSE)


def test_what_lies_on_the_desk_is_refused_as_the_decision_refuses_it() -> None:
    for story, lease in stories():
        asked = replace(request(story, lease, purpose_with(story.lifted)), offline=False)
        if refusal(asked) is None:
            assert lapse(asked) == refusal(replace(asked, offline=True)), (story, lease)


COLLEAGUE = Overridable(Rule.COLLEAGUE, timedelta(hours=1))


@pytest.mark.parametrize(
    ("reason", "lasts", "code"),
    [
        (" ", timedelta(hours=1), "override-needs-reason"),
        ("Ingen anden er her", timedelta(hours=1, seconds=1), "override-too-long"),
        ("Ingen anden er her", timedelta(0), "override-too-long"),
    ],
)
def test_an_override_needs_a_reason_and_a_limit(reason: str, lasts: timedelta, code: str) -> None:
    with pytest.raises(UserError, match=code):
        override(purpose_with(frozenset()), COLLEAGUE, CLOCK, reason=reason, lasts=lasts)


def test_an_override_is_kept_with_the_purpose_and_marks_it_for_review() -> None:
    plain = purpose_with(frozenset())
    lifted = override(plain, COLLEAGUE, CLOCK, reason=" Ingen anden er her ", lasts=timedelta(minutes=20))
    assert lifted.overrides == (Override(Rule.COLLEAGUE, "Ingen anden er her", CLOCK.now() + timedelta(minutes=20)),)
    assert (plain.needs_review, lifted.needs_review) == (False, True)


@pytest.mark.parametrize(
    ("links", "review"), [({}, True), ({"case": "32.03.04-G01-1-26"}, False), ({"contact": "A17"}, False)]
)
def test_a_purpose_outside_contact_and_case_is_marked_for_review(links: dict[str, str], review: bool) -> None:
    assert state_purpose(ERRANDS["pas"], CLOCK, **links).needs_review is review


@pytest.mark.parametrize("level", AuthorityLevel)
@pytest.mark.parametrize("subjects", [(), ("32.03.04",), ("32.03.04", "23.05.08")])
@pytest.mark.parametrize("held", ROLES)
def test_a_task_is_refused_whoever_it_is_for_only_by_roles_level_and_subject(
    held: str, level: AuthorityLevel, subjects: tuple[str, ...]
) -> None:
    """As `decide` would by these three alone, for a citizen about whom there is nothing else to say."""
    roles = ROLES[held]
    errand = replace(ERRANDS["identitet"], kle=subjects)
    request = AccessRequest(
        roles, timedelta(), state_purpose(errand, CLOCK, contact="A1"), Section.PERSON, CLOCK.now(), level=level
    )
    refused = deciding.refusal(request)
    # An open citizen's person is not sensitive, so that `decide` has no other ground left than the subject: where no
    # reason would lift it either, it says why.
    found = refused.rule if refused is not None else None
    due = Rule.SUBJECT if found is Rule.STEPPING_IN else found
    assert deciding.task_refusal(roles, level, subjects) == due
