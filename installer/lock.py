"""Writes both lock files anew: every package by hash, for all platforms, and no address of any registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_COMMON = ("--generate-hashes", "--universal", "--no-header", "--python-version", "3.11", "--no-emit-index-url")


def main(arguments: list[str]) -> int:
    within = ("--extra", "dev", "--constraints", "requirements.lock")  # the tests run on what the program runs on
    for target, extras in (("requirements.lock", ()), ("requirements-test.lock", within)):
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *extras, *_COMMON, "-o", target]
        subprocess.run([*command, "--quiet", *arguments], cwd=ROOT, check=True)
        if "://" in (ROOT / target).read_text(encoding="utf-8"):
            print(f"{target} names an address", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
