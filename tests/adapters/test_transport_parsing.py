"""Safe XML and exact JSON: what is refused, and what must come through unharmed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from adapters.transport import parse_json, parse_xml
from app.citizen.port import FailureKind, RegisterError
from tests.adapters.mutants import fuzz


def refused(parse: object, body: bytes) -> bool:
    assert callable(parse)
    with pytest.raises(RegisterError) as caught:
        parse(body)
    assert caught.value.__context__ is None
    return caught.value.kind is FailureKind.MALFORMED


BILLION = b'<!DOCTYPE a [<!ENTITY l "lol">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1) if n else b"&l;") * 10) for n in range(10)
)


def test_hostile_xml(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    for body in (
        b"",
        b" ",
        b"plain",
        b"<a>",
        b"<a/><b/>",
        b"<a>&undefined;</a>",
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'.encode(),
        BILLION + b"]><a>&l9;</a>",
        BILLION + b']><a b="&l9;"/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
        b"<a>" * 300_000 + b"</a>" * 300_000,
        b'<?xml version="1.0" encoding="no-such-code"?><a/>',
        b"<a>\x01</a>",
        b"<a>\xff</a>",
    ):
        assert refused(parse_xml, body), body[:60]


def test_good_xml() -> None:
    root = parse_xml('<?xml version="1.0"?><ø:a xmlns:ø="urn:o"><?pi x?>07016<!-- 1 -->14038<b/>&amp;</ø:a>'.encode())
    assert etree.QName(root).localname == "a"
    assert root.text == "0701614038"
    assert [etree.QName(child).localname for child in root] == ["b"]
    assert parse_xml(b'<?xml version="1.0" encoding="iso-8859-1"?><a>\xc6r\xf8</a>').text == "Ærø"


def test_hostile_json() -> None:
    for body in (
        b"",
        b"{",
        b"NaN",
        b'{"a": Infinity}',
        b"[-Infinity]",
        b"[" * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
        b"1e400",
        b'{"a": 1.0e999999999999}',
        b"1" * 5000,
        b'"\\ud800"',
        b'{"\\udfff": 1}',
        b"\xff\xff",
        b"{'a': 1}",
    ):
        assert refused(parse_json, body), body[:60]


def test_money_keeps_its_digits() -> None:
    assert parse_json(b'[0.1, 12345678901234567.89, 3, "\\ud83d\\ude00"]') == [
        Decimal("0.1"),
        Decimal("12345678901234567.89"),
        3,
        "😀",
    ]


@settings(deadline=None, derandomize=True, database=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_any_json_comes_through(value: object) -> None:
    assert parse_json(json.dumps(value, ensure_ascii=False).encode()) == value
    assert parse_json(json.dumps(value).encode()) == value


def test_mutants_are_read_or_refused() -> None:
    xml = "<a xmlns='urn:x'><n>0701614038</n><t b='1'>Ærø</t><l><m>1</m><m>2</m></l></a>".encode()
    value = json.dumps({"n": "0701614038", "l": [1, 2.5, None], "o": {"å": "ß"}}).encode()
    assert fuzz([xml], parse_xml, lambda _root: None, count=3000).answered > 1500
    assert fuzz([value], parse_json, lambda _value: None, count=3000).answered > 1500
