"""Sets Indgang up and runs it, tests it or packs it. Standard library only; the same on Linux, Windows and macOS.

    python3 installer/indgang.py run [arguments of main.py]
    python3 installer/indgang.py test [arguments of pytest]
    python3 installer/indgang.py bundle
    python3 installer/indgang.py lock
    python3 installer/indgang.py wheels

The environment lies in `.venv` and holds exactly what the lock files name, by hash. Exit code 3 means that the
system lacks something: the line that installs it is printed.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
OLDEST, NEWEST = (3, 11), (3, 14)
MISSING = 3

# What Qt's own wheel expects of a Debian or Ubuntu system: library file -> package.
_OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libbrotlidec.so.1": "libbrotli1",
}
_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="indgang.py", description="Set up, run, test or pack Indgang.")
    parser.add_argument("command", choices=("run", "test", "bundle", "lock", "wheels"))
    chosen, rest = parser.parse_known_args(arguments)
    check_python()
    if chosen.command == "run":
        check_libraries(window=not rest and "QT_QPA_PLATFORM" not in os.environ)
        python = environment(RUN_LOCK)
        return call(python, "main.py", *rest)
    check_libraries(window=False)
    python = environment(TEST_LOCK)
    if chosen.command == "test":
        return test(python, rest)
    if chosen.command == "bundle":
        return call(python, "-m", "PyInstaller", "--noconfirm", "installer/indgang.spec", *rest)
    return call(python, f"installer/{chosen.command}.py", *rest)


def check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        needs = f"Python {OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
        stop(f"Indgang needs {needs}; this is {sys.version.split()[0]}.")
    if importlib.util.find_spec("ensurepip") is None:
        stop("Python's venv module is missing.", packages=["python3-venv"])


def check_libraries(*, window: bool) -> None:
    """On Linux, the shared libraries that Qt's wheel does not bring along."""
    if sys.platform != "linux":
        return
    wanted = _OFFSCREEN | (_WINDOW if window else {})
    missing = [package for library, package in wanted.items() if not loads(library)]
    if missing:
        stop("Qt needs system libraries that are not here.", packages=missing)


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def stop(why: str, *, packages: list[str] | None = None) -> None:
    print(why, file=sys.stderr)
    if packages:
        print(f"apt-get install -y --no-install-recommends {' '.join(packages)}", file=sys.stderr)
    raise SystemExit(MISSING)


def environment(lock: Path) -> Path:
    """The environment's Python, after installing what the lock names unless it is there already."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / "indgang-lock"
    state = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if python.exists() and stamp.exists() and state in stamp.read_text(encoding="utf-8").split():
        return python
    print(f"Setting up {VENV.name} from {lock.name} …", flush=True)
    if not python.exists():
        shutil.rmtree(VENV, ignore_errors=True)
        run_or_stop(Path(sys.executable), "-m", "venv", str(VENV))
    run_or_stop(
        python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)
    )
    compile_translations(python)
    known = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    stamp.write_text("\n".join([*known, state]), encoding="utf-8")
    return python


def compile_translations(python: Path) -> None:
    """English from its `.ts` source; without it the program still speaks Danish."""
    folder = ROOT / "resources" / "i18n"
    tool = python.with_name("pyside6-lrelease.exe" if os.name == "nt" else "pyside6-lrelease")
    for source in sorted(folder.glob("*.ts")):
        subprocess.run([str(tool), "-silent", str(source)], cwd=ROOT, check=True)


def run_or_stop(python: Path, *arguments: str) -> None:
    if call(python, *arguments):
        raise SystemExit(1)


def call(python: Path, *arguments: str) -> int:
    return subprocess.run([str(python), *arguments], cwd=ROOT, check=False).returncode


def test(python: Path, arguments: list[str]) -> int:
    """Lint, types, import contracts, tests; the first that fails ends it."""
    compile_translations(python)
    lint_imports = python.with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    steps = (
        [str(python), "-m", "ruff", "check", "."],
        [str(python), "-m", "ruff", "format", "--check", "."],
        [str(python), "-m", "mypy"],
        [str(lint_imports)],
        [str(python), "-m", "pytest", *arguments],
    )
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    for step in steps:
        print(f"── {' '.join(Path(part).stem for part in step[:3])}", flush=True)
        if code := subprocess.run(step, cwd=ROOT, env=surroundings, check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
