"""Proves that every locked package has a wheel for each platform and Python that Indgang is meant for.

Asks the package registry for metadata only. A wheel that exists is not a program that was run: the README says
which platforms were tried. Intel Macs are not among them: cryptography builds no wheel for them any more.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "Linux x86-64": (
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
        ("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    ),
    "Windows x86-64": (
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
        ("win_amd64",),
    ),
    "macOS arm64": (
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
        ("macosx_13_0_universal2", "macosx_13_0_arm64", "macosx_11_0_arm64", "macosx_12_0_universal2"),
    ),
}


def requirements(lock: Path, seen: dict[str, str]) -> list[str]:
    """`name==version` of every line whose marker holds in the surroundings `seen`."""
    found = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" not in line or line.startswith((" ", "#")):
            continue
        pin, _, marker = line.rstrip(" \\").partition(";")
        if not marker.strip() or Marker(marker.strip()).evaluate(seen):
            found.append(pin.strip())
    return found


def surroundings(platform: str, python: str) -> dict[str, str]:
    """What markers ask about, as it is there."""
    return PLATFORMS[platform][0] | {"python_version": python, "python_full_version": f"{python}.0"}


def lacks_wheel(pins: list[str], platforms: tuple[str, ...], python: str) -> str:
    """Empty when all have one; else what pip says of the first that has none."""
    tags = [part for tag in platforms for part in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--only-binary=:all:", "--quiet"]
        where = ["--target", folder, "--python-version", python, "--implementation", "cp", *tags]
        result = subprocess.run([*command, *where, *pins], capture_output=True, text=True, check=False)
    return "" if result.returncode == 0 else result.stderr.strip().splitlines()[-1]


def main() -> int:
    failed = False
    for lock in ("requirements.lock", "requirements-test.lock"):
        for name, (_, tags) in PLATFORMS.items():
            for python in PYTHONS:
                pins = requirements(ROOT / lock, surroundings(name, python))
                problem = lacks_wheel(pins, tags, python)
                failed |= bool(problem)
                print(f"{lock:24} {name:16} Python {python}: {len(pins):3} packages, {problem or 'all have wheels'}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
