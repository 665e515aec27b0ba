"""Datafordeler's GraphQL over the made-up municipality: the flexible service and the entity services BBR, DAR, MAT.

It answers any query over the fields in `rows` and keeps the real services' rules, with their error codes. An entity
service has no relations; the flexible ones have those of the public examples.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from adapters.registers.bbr.simulator.graphql import Field, QueryError, Reader
from adapters.registers.bbr.simulator.rows import (
    COMMON,
    FIELDS,
    HOME,
    INDEXED,
    POINTS,
    RELATIONS,
    Row,
    homes_matching,
    objects,
    related,
)
from adapters.training.municipality import Municipality
from adapters.training.people import Home
from adapters.training.wire import Request, Response

API_KEY: Final = "fjordby"


def respond(request: Request, town: Municipality) -> Response:
    return _answer(request, town, homes_matching)


def deny(request: Request, town: Municipality) -> Response:  # noqa: ARG001 - the simulators' common form
    return _errors(QueryError("The current user is not authorized to access this resource.", "DAF-AUTH-0001"))


def impersonate(request: Request, town: Municipality) -> Response:
    def stranger(town: Municipality, kind: str, wanted: dict[str, list[str]]) -> Iterable[Home]:
        asked = {h.address_id for h in homes_matching(town, kind, wanted)} if wanted else set()
        return islice((h for h in town.homes() if h.address_id not in asked), 1)

    return _answer(request, town, stranger)


_Chooser = Callable[[Municipality, str, dict[str, list[str]]], Iterable[Home]]


def _answer(request: Request, town: Municipality, choose: _Chooser) -> Response:
    if request.query.get("apiKey") != [API_KEY]:
        return _errors(QueryError("Authentication failed.", "DAF-AUTH-0001"), status=401)
    found = re.search(r"/(flexible|flexibleCurrent|BBR|DAR|MAT)/v\d+$", request.path)
    if found is None:
        return Response(404, "text/plain", b"")
    service = found[1]
    try:
        message = json.loads(request.body)
        fields = Reader(message["query"], message.get("variables") or {}).operation()
        root = _root(fields, service)
        wanted = _filters(root)
        homes = choose(town, root.name, wanted)
        rows = (row for home in homes for row in objects(root.name, home))
        page = _page(_matching(rows, wanted if choose is homes_matching else {}), root, service, town)
    except QueryError as error:
        return _errors(error)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _errors(QueryError("The request is not a GraphQL request."), status=400)
    return _json({"data": {root.name: page}})


def _root(fields: tuple[Field, ...], service: str) -> Field:
    if any(f.name.startswith("__") for f in fields):
        raise QueryError("Introspection is not allowed for the current request.", "HC0046")
    if len(fields) != 1:
        raise QueryError("Only one root field per operation.", "DAF-GQL-0010")
    root = fields[0]
    register = root.name.partition("_")[0]
    if root.name not in INDEXED or (not service.startswith("flexible") and register != service):
        raise QueryError(f"The field `{root.name}` does not exist on the type `Query`.")
    if not root.arguments.get("virkningstid"):
        raise QueryError("virkningstid is required.", "DAF-GQL-0009")
    if service == "flexibleCurrent" and "registreringstid" in root.arguments:
        raise QueryError("The argument `registreringstid` does not exist.")
    return root


def _filters(field: Field, kind: str = "") -> dict[str, list[str]]:
    """`where` as the values each field may have; only indexed fields, only eq and in."""
    kind = kind or field.name
    found: dict[str, list[str]] = {}
    for name, operation in (field.arguments.get("where") or {}).items():
        if name not in INDEXED.get(kind, "").split():
            raise QueryError(f"The field `{name}` cannot be filtered.")
        if len(operation) != 1 or not set(operation) <= {"eq", "in"}:
            raise QueryError(f"The operation on `{name}` is not allowed.")
        values = [operation["eq"]] if "eq" in operation else list(operation["in"])
        if len(values) > 100:
            raise QueryError("Too many values.", "DAF-GQL-0016")
        found[name] = values
    return found


def _matching(rows: Iterable[Row], wanted: dict[str, list[str]]) -> Iterator[Row]:
    """Each object once, in the order of the municipality's homes."""
    seen = set()
    for row in rows:
        if row["id_lokalId"] not in seen and all(row.get(name) in values for name, values in wanted.items()):
            seen.add(row["id_lokalId"])
            yield row


def _page(rows: Iterator[Row], field: Field, service: str, town: Municipality, kind: str = "") -> Row:
    """A connection. The cursor is base64 of three base64 parts, as the service makes it."""
    first, after = field.arguments.get("first") or 1000, field.arguments.get("after")
    if after is not None:
        rows = _behind(rows, after)
    page = list(islice(rows, first + 1))
    shown, rest = page[:first], page[first:]
    info = {
        "hasNextPage": bool(rest),
        "hasPreviousPage": after is not None,
        "startCursor": _cursor(shown[0]) if shown else None,
        "endCursor": _cursor(shown[-1]) if shown else None,
    }
    answer: Row = {}
    for part in field.selection:
        if part.name == "pageInfo":
            answer["pageInfo"] = {p.name: info[p.name] for p in part.selection}
        elif part.name == "nodes":
            answer["nodes"] = [_select(row, part.selection, kind or field.name, service, town) for row in shown]
        else:
            raise QueryError(f"The field `{part.name}` is not served in training.")
    return answer


def _behind(rows: Iterator[Row], cursor: str) -> Iterator[Row]:
    for row in rows:
        if _cursor(row) == cursor:
            return rows
    return iter(())


def _cursor(row: Row) -> str:
    parts = (row["id_lokalId"], row["registreringFra"], row["virkningFra"])
    return base64.b64encode(b";".join(base64.b64encode(p.encode()) for p in parts)).decode()


def _select(row: Row, selection: tuple[Field, ...], kind: str, service: str, town: Municipality) -> Row:
    known = f"{COMMON} {FIELDS[kind]}".split()
    relations = RELATIONS.get(kind, {}) if service.startswith("flexible") else {}
    answer: Row = {}
    for part in selection:
        if part.name in relations:
            target, many = relations[part.name]
            rows = _matching(related(town, kind, target, row[HOME]), _filters(part, target))
            if many:
                answer[part.name] = _page(rows, part, service, town, target)
            else:
                one = next(rows, None)
                answer[part.name] = None if one is None else _select(one, part.selection, target, service, town)
        elif part.name not in known:
            raise QueryError(f"The field `{part.name}` does not exist on the type `{kind}`.")
        elif part.name in POINTS:
            point = {"wkt": row.get(part.name), "crs": 25832}
            answer[part.name] = {p.name: point[p.name] for p in part.selection}
        elif part.selection:
            raise QueryError(f"The field `{part.name}` has no fields.")
        else:
            answer[part.name] = row.get(part.name)
    return answer


def _errors(error: QueryError, *, status: int = 200) -> Response:
    entry: Row = {"message": str(error)} | ({"extensions": {"code": error.code}} if error.code else {})
    return _json({"errors": [entry], "data": None}, status=status)


def _json(value: Row, *, status: int = 200) -> Response:
    return Response(status, "application/graphql-response+json; charset=utf-8", json.dumps(value).encode())
