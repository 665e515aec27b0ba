"""Sets Indgang up and runs it, tests it or packs it. Standard library only; the same on Linux, Windows and macOS.

    python3 installer/indgang.py run [arguments of main.py]
    python3 installer/indgang.py test [arguments of pytest]
    python3 installer/indgang.py texts      renews the English translation file from the sources
    python3 installer/indgang.py bundle     packs a folder that runs without Python
    python3 installer/indgang.py lock       writes both lock files anew
    python3 installer/indgang.py wheels     asks whether every locked package has a wheel for each platform

The environment lies in `.venv` and holds exactly what the lock files name, by hash. Exit code 3 means that the
system lacks something: what, and on Debian or Ubuntu the line that installs it, is printed.
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
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
LOCKS = (RUN_LOCK, TEST_LOCK)
TRANSLATIONS = ROOT / "resources" / "i18n"
OLDEST, NEWEST = (3, 11), (3, 14)
MISSING = 3

# What Qt's own wheel expects of a Debian or Ubuntu system: library file -> package.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WINDOWLESS = {"--version", "--help", "-h", "--check", "--tour", "--child", "import-population", "import-lists"}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="indgang.py", description="Set up, run, test or pack Indgang.")
    parser.add_argument("command", choices=("run", "test", "texts", "bundle", "lock", "wheels"))
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on")
    chosen = parser.parse_args(arguments)
    rest = chosen.arguments
    if problem := python_problem(sys.version_info[:2]):
        stop(problem)
    window = chosen.command == "run" and opens_window(rest, os.environ)
    if sys.platform == "linux":
        check_system(OFFSCREEN | (WINDOW if window else {}))
        if window and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
            stop("There is no screen to show a window on. `run --tour FOLDER` draws every page without one.")
    python = environment(RUN_LOCK if chosen.command == "run" else TEST_LOCK)
    compile_translations(python)
    if chosen.command == "run":
        return subprocess.run([str(python), str(ROOT / "main.py"), *rest], check=False).returncode
    if chosen.command == "test":
        return test(python, rest)
    if chosen.command == "bundle":
        return bundle(python)
    return call(python, f"installer/{chosen.command}.py", *rest)


def opens_window(arguments: Iterable[str], surroundings: Mapping[str, str]) -> bool:
    windowless = any(part.split("=")[0] in WINDOWLESS for part in arguments)
    return not windowless and "QT_QPA_PLATFORM" not in surroundings


def python_problem(version: tuple[int, int]) -> str:
    """Empty when this Python will do."""
    if OLDEST <= version <= NEWEST:
        return ""
    return "Indgang needs Python {}.{} to {}.{}; this is {}.{}.".format(*OLDEST, *NEWEST, *version)


def check_system(libraries: Mapping[str, str]) -> None:
    """Shared libraries that Qt's wheel does not bring along, and the part of Python that Debian packs on its own."""
    lacking = absent(libraries)
    if importlib.util.find_spec("ensurepip") is None:
        lacking["Python's ensurepip"] = "python3-venv"
    if lacking:
        stop(f"This system lacks {', '.join(lacking)}.", packages=list(lacking.values()))


def absent(libraries: Mapping[str, str]) -> dict[str, str]:
    return {library: package for library, package in libraries.items() if not loads(library)}


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def stop(why: str, *, packages: Iterable[str] = ()) -> None:
    print(why, file=sys.stderr)
    if packages:
        print("On Debian or Ubuntu, as root:", file=sys.stderr)
        install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
        print(f"apt-get update && {install}", file=sys.stderr)
    raise SystemExit(MISSING)


def environment(lock: Path, *, venv: Path = VENV, locks: Iterable[Path] = LOCKS) -> Path:
    """The environment's Python, after installing what `lock` names unless it is there already.

    The stamp is written last and names the lock files installed so far. One that no longer exists as it was, or
    none, as after a set-up that was broken off, has the environment made anew. The test lock holds all that the other
    does, so it is installed on top.
    """
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = venv / "indgang-locks"
    installed = set(stamp.read_text(encoding="utf-8").split()) if python.exists() and stamp.exists() else set()
    sound = bool(installed) and installed <= {state(each, venv) for each in locks}
    if sound and state(lock, venv) in installed:
        return python
    print(f"Setting up {venv.name} from {lock.name} …", flush=True)
    if not sound:
        make(venv)
    options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    if code := call(python, "-m", "pip", "install", *options, "-r", str(lock)):
        raise SystemExit(code)
    stamp.write_text("\n".join(sorted({state(lock, venv)} | (installed if sound else set()))), encoding="utf-8")
    return python


def state(lock: Path, venv: Path) -> str:
    """What an environment made from `lock` is true to: the file, this Python, and the place its scripts name."""
    return hashlib.sha256(lock.read_bytes() + f"{sys.version}{venv}".encode()).hexdigest()


def make(venv: Path) -> None:
    if Path(sys.prefix).resolve() == venv.resolve():
        stop(f"{venv.name} has to be made anew, and this Python is its own. Start with the system's Python.")
    if venv.exists():
        shutil.rmtree(venv)
    if code := call(Path(sys.executable), "-m", "venv", str(venv)):
        raise SystemExit(code)


def compile_translations(python: Path) -> None:
    """Each translation file that has changed since it was last compiled."""
    tool = python.with_name("pyside6-lrelease.exe" if os.name == "nt" else "pyside6-lrelease")
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        compiled = source.with_suffix(".qm")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([str(tool), "-silent", str(source)], cwd=ROOT, check=True)


def bundle(python: Path) -> int:
    """`dist/indgang`, and proof that what lies there starts."""
    if code := call(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "installer/indgang.spec"):
        return code
    if sys.platform == "linux" and (lacking := absent(WINDOW)):
        print(f"Not packed, as they are not here: {', '.join(lacking)}. The window needs them where it runs.")
    program = ROOT / "dist" / "indgang" / ("indgang.exe" if os.name == "nt" else "indgang")
    print(f"{program.relative_to(ROOT)}:", flush=True)
    return call(program, "--version")


def call(program: Path, *arguments: str) -> int:
    return subprocess.run([str(program), *arguments], cwd=ROOT, check=False).returncode


def test(python: Path, arguments: list[str]) -> int:
    """Lint, types, import contracts, tests; the first that fails ends it."""
    lint_imports = python.with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    steps = (
        [str(python), "-m", "ruff", "check", "."],
        [str(python), "-m", "ruff", "format", "--check", "."],
        [str(python), "-m", "mypy"],
        [str(lint_imports)],
        [str(python), "-m", "pytest", "-n", "auto", "--dist", "loadfile", *arguments],
    )
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    for step in steps:
        print(f"── {' '.join(Path(part).stem for part in step[:3])}", flush=True)
        if code := subprocess.run(step, cwd=ROOT, env=surroundings, check=False).returncode:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
