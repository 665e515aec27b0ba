"""Renews the English translation file from the sources, and says which texts still wait for their English.

The sources speak Danish. `resources/i18n/en.ts` is edited by hand, or in Qt Linguist; set-up compiles it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "resources" / "i18n" / "en.ts"


def sources() -> list[Path]:
    """Named one by one: lupdate finds nothing in the Python files of a folder."""
    return [*sorted((ROOT / "widgets").rglob("*.py")), ROOT / "main.py"]


def renew(translations: Path) -> None:
    """Texts that are new come in without a translation, texts that are gone go out."""
    translations.parent.mkdir(parents=True, exist_ok=True)
    tool = Path(sys.executable).with_name("pyside6-lupdate.exe" if sys.platform == "win32" else "pyside6-lupdate")
    manner = ["-source-language", "da_DK", "-target-language", "en_GB", "-locations", "none", "-no-obsolete"]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "sources.lst"
        listed.write_text("\n".join(map(str, sources())), encoding="utf-8")
        command = [str(tool), f"@{listed}", "-ts", str(translations), *manner, "-disable-heuristic", "similartext"]
        subprocess.run([*command, "-silent"], check=True)


def texts(translations: Path) -> dict[tuple[str, str], str | None]:
    """Context and Danish text -> English, None while it is unfinished."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): _finished(message)
        for context in ElementTree.parse(translations).getroot().iter("context")
        for message in context.iter("message")
    }


def _finished(message: ElementTree.Element) -> str | None:
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return None
    return translation.text or None


def main() -> int:
    renew(ENGLISH)
    found = texts(ENGLISH)
    waiting = [key for key, english in found.items() if english is None]
    for context, danish in waiting:
        print(f"{context}: {danish}")
    print(f"{ENGLISH.relative_to(ROOT)}: {len(found)} texts, {len(waiting)} without English")
    return int(bool(waiting))


if __name__ == "__main__":
    raise SystemExit(main())
