"""Threads that read the same kind of thing for the first time at once: none of them ends the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_AT_ONCE = """
import json, sys, threading, types
from app.decoding import converted, decoded
sys.setswitchinterval(1e-6)
KINDS = '''
from __future__ import annotations
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class Leaf:
    x: int
    y: str
@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...]
    named: dict[str, Leaf]
    last: Leaf
@dataclass(frozen=True, slots=True)
class Tree:
    branch: Branch
    branches: tuple[Branch, ...]
    leaf: Leaf
'''
leaf = '{"x": 1, "y": "a"}'
branch = f'{{"leaves": [{leaf}], "named": {{"k": {leaf}}}, "last": {leaf}}}'
text = f'{{"leaf": {leaf}, "branches": [{branch}], "branch": {branch}}}'
plain = json.loads(text)
read = []
for number in range(300):
    module = types.ModuleType(f"kinds{number}")
    sys.modules[module.__name__] = module
    exec(KINDS, module.__dict__)
    ready = threading.Barrier(4)
    def work(read_as, what):
        ready.wait()
        read.append(read_as(what, module.Tree).leaf.x)
    ways = (decoded, text), (converted, plain)
    threads = [threading.Thread(target=work, args=way) for way in (*ways, *ways)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
print(sum(read))
"""


def test_a_kind_that_threads_read_first_at_once_is_learnt_once() -> None:
    done = subprocess.run([sys.executable, "-c", _AT_ONCE], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "1200"), done.stderr
