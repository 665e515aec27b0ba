"""Official XSD folders made to compile with libxml2, and nothing of them changed.

Two things stop libxml2: a file that uses a namespace without importing it, and a second import of one namespace,
which it skips. Here each namespace becomes one schema that includes all its files, and every file imports from these.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

_XSD = "http://www.w3.org/2001/XMLSchema"


@cache
def compile_schema(folder: Path) -> etree.XMLSchema:
    """One schema of all `*.xsd` below `folder`; it validates any element that these files declare."""
    files: dict[str, list[etree._Element]] = {}
    for path in sorted(folder.rglob("*.xsd")):
        root = etree.parse(str(path)).getroot()
        files.setdefault(root.get("targetNamespace", ""), []).append(root)
    with TemporaryDirectory() as work:
        return _compile(files, Path(work))


def _compile(files: dict[str, list[etree._Element]], work: Path) -> etree.XMLSchema:
    whole = {namespace: f"namespace-{number}.xsd" for number, namespace in enumerate(files)}
    for number, (namespace, roots) in enumerate(files.items()):
        parts = []
        for part, root in enumerate(roots):
            name = f"namespace-{number}-{part}.xsd"
            _redirect_imports(root, whole)
            (work / name).write_bytes(etree.tostring(root))
            parts.append(name)
        _write(work / whole[namespace], "include", [(None, part) for part in parts], namespace)
    _write(work / "all.xsd", "import", list(whole.items()), None)
    return etree.XMLSchema(etree.parse(str(work / "all.xsd")))


def _redirect_imports(root: etree._Element, whole: dict[str, str]) -> None:
    for old in root.findall(f"{{{_XSD}}}import") + root.findall(f"{{{_XSD}}}include"):
        root.remove(old)
    used = {
        namespace
        for element in root.iter(f"{{{_XSD}}}*")
        for namespace in element.nsmap.values()
        if namespace in whole and namespace != root.get("targetNamespace", "")
    }
    for namespace in sorted(used):
        root.insert(0, etree.Element(f"{{{_XSD}}}import", namespace=namespace, schemaLocation=whole[namespace]))


def _write(path: Path, kind: str, targets: list[tuple[str | None, str]], namespace: str | None) -> None:
    schema = etree.Element(f"{{{_XSD}}}schema", nsmap={"xs": _XSD})
    if namespace:
        schema.set("targetNamespace", namespace)
    for imported, location in targets:
        element = etree.SubElement(schema, f"{{{_XSD}}}{kind}", schemaLocation=location)
        if imported:
            element.set("namespace", imported)
    path.write_bytes(etree.tostring(schema))
