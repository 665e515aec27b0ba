"""Reads the GraphQL that Datafordeleren takes: one query operation, no fragments, no directives, no aliases."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final


class QueryError(Exception):
    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    arguments: dict[str, Any]
    selection: tuple[Field, ...]


_TOKEN: Final = re.compile(
    r"""[\s,]+|\#[^\n]*|(?P<token>[A-Za-z_]\w*|-?\d+|"(?:[^"\\\n]|\\.)*"|\.\.\.|[{}()\[\]:$!=@])"""
)
_WORDS: Final = {"true": True, "false": False, "null": None}


class Reader:
    """One GraphQL query operation; no fragments, no directives."""

    def __init__(self, document: str, variables: dict[str, Any]) -> None:
        self._tokens: list[str] = []
        self._given = variables
        self._variables: dict[str, Any] = {}
        position = 0
        while position < len(document):
            found = _TOKEN.match(document, position)
            if found is None:
                raise QueryError("Syntax error: unexpected character.")
            position = found.end()
            if found["token"]:
                self._tokens.append(found["token"])
        self._tokens.reverse()

    def operation(self) -> tuple[Field, ...]:
        if self._peek() == "query":
            self._next()
            if self._peek() not in {"(", "{"}:
                self._next()
            if self._accept("("):
                while not self._accept(")"):
                    self._declaration()
        fields = self._selection()
        if self._tokens:
            raise QueryError("Syntax error: one operation only.")
        return fields

    def _declaration(self) -> None:
        self._expect("$")
        name = self._next()
        self._expect(":")
        kind = self._next()
        while kind == "[" or self._peek() in {"]", "!"}:
            kind = self._next()
        default = self._value() if self._accept("=") else None
        self._variables[name] = self._given.get(name, default)
        if kind == "!" and self._variables[name] is None:
            raise QueryError(f"The variable `{name}` is required.")

    def _selection(self) -> tuple[Field, ...]:
        self._expect("{")
        fields = []
        while not self._accept("}"):
            fields.append(self._field())
        if not fields:
            raise QueryError("Syntax error: empty selection.")
        return tuple(fields)

    def _field(self) -> Field:
        name = self._next()
        if not name.isidentifier():
            raise QueryError("Syntax error: a field was expected.")
        if self._peek() == ":":
            raise QueryError("Aliases are not allowed.", "DAF-GQL-0008")
        arguments = {}
        if self._accept("("):
            while not self._accept(")"):
                argument = self._next()
                self._expect(":")
                arguments[argument] = self._value()
        return Field(name, arguments, self._selection() if self._peek() == "{" else ())

    def _value(self) -> Any:
        word = self._next()
        if word == "$":
            name = self._next()
            if name not in self._variables:
                raise QueryError(f"The variable `{name}` is not declared.")
            return self._variables[name]
        if word == "[":
            values = []
            while not self._accept("]"):
                values.append(self._value())
            return values
        if word == "{":
            entries = {}
            while not self._accept("}"):
                name = self._next()
                self._expect(":")
                entries[name] = self._value()
            return entries
        return _WORDS[word] if word in _WORDS else json.loads(word)

    def _peek(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def _next(self) -> str:
        if not self._tokens:
            raise QueryError("Syntax error: unexpected end.")
        return self._tokens.pop()

    def _accept(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._tokens.pop()
        return True

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise QueryError(f"Syntax error: expected {token}.")
