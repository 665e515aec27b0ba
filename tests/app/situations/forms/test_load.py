"""What a wrong form file is refused for, and where it says that the fault is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import UserError
from app.facts.model import Kind
from app.situations.forms.load import facts_asked_for, load_forms
from tests.app.situations.forms.made_up import benefits

GOOD = """
title = "Prøve"
about = "En prøve"
errand = "flytning"
level = 2
decider = "Kommunen"

[[group]]
title = "Gruppe"

[[group.field]]
name = "dag"
kind = "date"
label = "Dag"

[[group.field]]
name = "person"
kind = "cpr"
label = "Person"
prefill = "cpr_nummer"

[[rule]]
key = "regel"
weight = "note"
when = { fact = "alder", min = 18 }
say = "Sig det."
field = "dag"

[[then]]
say = "Så."
"""
DECIDED = """
title = "Prøve"
about = "En prøve"
errand = "flytning"
level = 2
decider = "Kommunen"

[assess]
benefit = "helbredstillaeg"
since = "dag"
when = { fact = "alder", min = 18 }

[assess.inputs]
art = { field = "slags", words = { pille = "almindeligt", brille = "udvidet" } }
egen_udgift = { sum = ["udgift", "mere"], less = ["tilskud"], times = 2 }
tillaegsprocent = { field = "procent" }
likvid_formue = { field = "udgift" }
formue_under_graensen = { not = "rig" }

[[group]]
title = "Gruppe"
field = [
    { name = "slags", kind = "choice", label = "Slags", options = [{ value = "pille", label = "P" }, { value = "brille", label = "B" }] },
    { name = "udgift", kind = "amount", label = "Udgift" },
    { name = "mere", kind = "amount", label = "Mere" },
    { name = "tilskud", kind = "amount", label = "Tilskud" },
    { name = "procent", kind = "number", label = "Procent" },
    { name = "rig", kind = "yes_no", label = "Rig" },
    { name = "person", kind = "cpr", label = "Person" },
    { name = "dag", kind = "date", label = "Dag" },
]
"""  # noqa: E501 - TOML has its tables on one line
TWICE = """[[rule]]
key = "regel"
weight = "note"
when = { fact = "alder", min = 1 }
say = "Igen."

[[then]]"""
KINDS = {"cpr_nummer": Kind.TEXT, "alder": Kind.NUMBER}


def load(folder: Path, text: str) -> UserError | None:
    (folder / "proeve.toml").write_text(text, encoding="utf-8")
    try:
        load_forms(folder, KINDS, {"flytning"}, benefits=benefits())
    except UserError as error:
        return error
    return None


def test_a_good_form_is_read_and_says_what_it_asks_of_registers(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD) is None
    (form,) = load_forms(tmp_path, KINDS, {"flytning"}, benefits=benefits()).values()
    assert facts_asked_for(form) == {"cpr_nummer", "alder"}


@pytest.mark.parametrize(
    ("right", "wrong", "key", "line"),
    [
        ('kind = "date"', 'kind = "dato"', "dag", 12),
        ('name = "dag"', 'name = "Dåg"', "Dåg", 12),
        ('name = "person"', 'name = "dag"', "dag", 12),
        ('name = "person"', 'name = "alder"', "alder", 17),
        ('prefill = "cpr_nummer"', 'prefill = "alder"', "person", 17),
        ('prefill = "cpr_nummer"', 'prefill = "ukendt"', "person", 17),
        ('prefill = "cpr_nummer"', 'check = "dwelling"', "person", 17),
        ('prefill = "cpr_nummer"', 'check = "resident"', "person", 17),
        ('prefill = "cpr_nummer"', 'at = "dag"', "person", 17),
        ('prefill = "cpr_nummer"', 'not_before = "dag"', "person", 17),
        ('prefill = "cpr_nummer"', "least = 1", "person", 17),
        ('prefill = "cpr_nummer"', 'options = [{ value = "a", label = "A" }]', "person", 17),
        ('prefill = "cpr_nummer"', "ukendt = 1", "person", 17),
        ('prefill = "cpr_nummer"', 'shown_when = { fact = "senere", is = true }', "person", 17),
        ('prefill = "cpr_nummer"', 'required = { fact = "person", is = "x", min = 1 }', "person", 17),
        ('label = "Dag"', 'label = "Dag"\nnot_before = "person"', "dag", 12),
        ('label = "Dag"', 'label = "Dag"\nage_of = "person"', "dag", 12),
        ('prefill = "cpr_nummer"', 'age_of = "dag"', "person", 17),
        ('prefill = "cpr_nummer"', 'age_of = "person"', "person", 17),
        ('label = "Dag"', 'label = "Dag"\noffers = ["child"]', "dag", 12),
        ('prefill = "cpr_nummer"', 'offers = ["ven"]', "person", 17),
        ('label = "Dag"', "", "dag", 12),
        ('kind = "date"', 'kind = "choice"', "dag", 12),
        ('weight = "note"', 'weight = "tung"', "regel", 23),
        ('field = "dag"', 'field = "nat"', "regel", 23),
        ('field = "dag"', 'felt = "dag"', "regel", 23),
        ('fact = "alder", min = 18', 'fact = "alder", is = "gammel"', "regel", 23),
        ("[[then]]", TWICE, "proeve", 1),
        ('errand = "flytning"', 'errand = "flytning"\nnamed_by = ["ukendt"]', "proeve", 1),
        ('errand = "flytning"', 'errand = "flytning"\nnamed_by = ["dag"]', "proeve", 1),
        ('say = "Så."', 'say = "Så."\nform = "findes-ikke"', "findes-ikke", 1),
        ('say = "Sig det."', 'say = "Sig det."\nform = "findes-ikke"', "findes-ikke", 1),
        ('say = "Så."', 'say = "Så."\nnoget = 1', "Så.", 1),
        ('errand = "flytning"', 'errand = "rejse"', "proeve", 1),
        ("level = 2", "level = 4", "proeve", 1),
        ("level = 2", "level = 2\nmere = 1", "proeve", 1),
        ('title = "Gruppe"', 'title = "Gruppe"\nmere = 1', "Gruppe", 9),
        ('about = "En prøve"', "", "proeve", 1),
        ('about = "En prøve"', "about = ", "", 3),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_at_its_line(tmp_path: Path, right: str, wrong: str, key: str, line: int) -> None:
    assert right in GOOD
    error = load(tmp_path, GOOD.replace(right, wrong, 1))
    assert error is not None
    assert error.code == "forms-invalid"
    assert error.params == {"file": "proeve.toml", "line": line, "key": key}


def test_a_condition_may_ask_what_a_field_above_yields(tmp_path: Path) -> None:
    parts = (
        '{ fact = "dag_dage", min = 1 }',
        '{ fact = "person_alder", min = 18 }',
        '{ fact = "dag", min = 2026-01-01 }',
    )
    for part in parts:
        assert load(tmp_path, GOOD.replace('{ fact = "alder", min = 18 }', part)) is None


def test_a_task_that_follows_is_one_of_the_guide(tmp_path: Path) -> None:
    (tmp_path / "proeve.toml").write_text(
        GOOD.replace('say = "Så."', 'say = "Så."\ntask = "laegevalg"'), encoding="utf-8"
    )
    for tasks in (None, {"laegevalg"}):
        assert load_forms(tmp_path, KINDS, {"flytning"}, benefits=benefits(), tasks=tasks)
    with pytest.raises(UserError, match="forms-invalid") as refused:
        load_forms(tmp_path, KINDS, {"flytning"}, benefits=benefits(), tasks={"pas-boern"})
    assert refused.value.params["key"] == "laegevalg"


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "proeve.toml").mkdir()
    with pytest.raises(UserError, match="forms-invalid"):
        load_forms(tmp_path, KINDS, {"flytning"}, benefits=benefits())


def test_a_form_says_what_it_is_reckoned_by(tmp_path: Path) -> None:
    assert load(tmp_path, DECIDED) is None
    assert load(tmp_path, DECIDED.replace("tillaegsprocent = {", "procent = {")) is not None
    bare = DECIDED.replace('formue_under_graensen = { not = "rig" }', "")
    assert load(tmp_path, bare) is not None
    assert load(tmp_path, bare.replace('since = "dag"', 'since = "dag"\nbeside = true')) is None
    table = '{ table = ["slags", "rig"], words = { "pille ja" = "almindeligt", brille = "udvidet" } }'
    by_table = DECIDED.replace('{ field = "slags", words = { pille = "almindeligt", brille = "udvidet" } }', table)
    assert table in by_table
    assert load(tmp_path, by_table) is None
    estimate = DECIDED.replace("[assess]", "[[estimate]]").replace("[assess.inputs]", "[estimate.inputs]")
    decided = load(tmp_path, estimate)
    assert decided is not None
    assert decided.detail.endswith("helbredstillaeg is decided")
    by_word = '{ field = "slags", words = { pille = "ja", brille = "nej" } }'
    assert load(tmp_path, DECIDED.replace('{ not = "rig" }', by_word)) is None
    assert load(tmp_path, DECIDED.replace('{ not = "rig" }', by_word.replace('"ja"', '"jo"'))) is not None
    by_fact = DECIDED.replace('benefit = "helbredstillaeg"', 'benefit = "boernetilskud"')
    inputs = by_fact[by_fact.index("art = {") : by_fact.index("[[group]]")]
    for name in ("oplyst_enlig", "enlig"):
        assert load(tmp_path, by_fact.replace(inputs, f'{name} = {{ any = ["rig"] }}\n')) is None
        (form,) = load_forms(tmp_path, KINDS, {"flytning"}, benefits=benefits()).values()
        assert form.assess is not None
        assert list(form.assess.inputs) == ["enlig"]
        assert "alder" in facts_asked_for(form)
    twice = load(tmp_path, by_fact.replace(inputs, 'enlig = { any = ["rig"] }\noplyst_enlig = { any = ["rig"] }\n'))
    assert twice is not None
    assert twice.params["key"] == "oplyst_enlig"


@pytest.mark.parametrize(
    ("right", "wrong", "key", "line"),
    [
        ('"helbredstillaeg"', '"ukendt"', "ukendt", 9),
        ('since = "dag"', 'since = "procent"', "helbredstillaeg", 9),
        ('since = "dag"', 'on = "nat"', "helbredstillaeg", 9),
        ('since = "dag"', "mere = 1", "helbredstillaeg", 9),
        ('since = "dag"', 'about = "nat"', "helbredstillaeg", 9),
        ("min = 18", 'is = "gammel"', "helbredstillaeg", 9),
        ("formue_under_graensen = { not", "ukendt = { not", "ukendt", 18),
        ('formue_under_graensen = { not = "rig" }', "", "helbredstillaeg", 9),
        ("likvid_formue = {", "tillaegsprocent = { field = 'procent' }\nprocent = {", "", 17),
        ('{ not = "rig" }', '{ not = "procent" }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ not = ["rig"] }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ not = "rig", times = 2 }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ not = "rig", field = "rig" }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ ikke = "rig" }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ not = "rig", mere = 1 }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ not = "rig", words = { ja = "x" } }', "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ born = "person" }', "formue_under_graensen", 18),
        ('{ field = "slags", words = { pille', '{ table = ["slags"], words = { "pille ja"', "art", 14),
        ('{ field = "slags", words = { pille', '{ table = ["rig", "slags"], words = { "pille ja"', "art", 14),
        ('{ field = "slags", words = { pille', '{ table = ["slags"], words = { ""', "art", 14),
        ('{ field = "slags", words = { pille = "almindeligt"', '{ table = ["slags"], words = { pille = "x"', "art", 14),
        ('{ field = "slags", words = { pille', '{ table = "slags", words = { pille', "art", 14),
        ('{ not = "rig" }', '{ always = "rig" }', "formue_under_graensen", 18),
        ("art = { field", 'art = { always = "ukendt" }\nnoget = { field', "art", 14),
        ('art = { field = "slags", words', 'art = { always = "almindeligt", words', "art", 14),
        ('{ not = "rig" }', "{ any = [] }", "formue_under_graensen", 18),
        ('{ not = "rig" }', '{ any = "rig" }', "formue_under_graensen", 18),
        ('["udgift", "mere"]', '["udgift", "procenter"]', "egen_udgift", 15),
        ('["udgift", "mere"]', '["udgift", "rig"]', "egen_udgift", 15),
        ('less = ["tilskud"]', 'less = ["ukendt"]', "egen_udgift", 15),
        ('{ field = "procent" }', '{ field = "dag" }', "tillaegsprocent", 16),
        (', brille = "udvidet" }', " }", "art", 14),
        ('brille = "udvidet"', 'brille = "fin"', "art", 14),
        (', words = { pille = "almindeligt", brille = "udvidet" }', "", "art", 14),
    ],
)
def test_a_wrong_reckoning_is_refused_at_its_line(tmp_path: Path, right: str, wrong: str, key: str, line: int) -> None:
    assert right in DECIDED
    error = load(tmp_path, DECIDED.replace(right, wrong, 1))
    assert error is not None
    assert error.code == "forms-invalid"
    assert error.params == {"file": "proeve.toml", "line": line, "key": key}
