"""Look for regular expressions that take more than linear time: `python benchmarks/fuzz/regexes.py`.

Each pattern of the package is taken apart. For each repeat without an end a text is made that leads up to it, goes
round it many times, and then fails; the time of a search over it is compared with that over four times as much.
What grows eightfold or more is printed: a square grows sixteenfold. Not a test, since it asks the clock.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import bilingual_pub

REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}
CLASSES = {
    c.CATEGORY_DIGIT: "1",
    c.CATEGORY_SPACE: " ",
    c.CATEGORY_WORD: "a",
    c.CATEGORY_NOT_SPACE: "a",
    c.CATEGORY_NOT_DIGIT: "a",
    c.CATEGORY_NOT_WORD: " ",
}
SMALL, LARGE, GROWS, LEAST = 1500, 6000, 8.0, 0.004


def _of_set(items: list[Any]) -> str:
    negated = items[0][0] is c.NEGATE
    members = [i for i in items if i[0] is not c.NEGATE]
    tests = "".join(
        chr(a) if op is c.LITERAL else chr(a[0]) if op is c.RANGE else CLASSES.get(a, "a")
        for op, a in members
    )
    if not negated:
        return tests[0]
    pattern = re.compile("[" + re.escape(tests) + "]") if tests else None
    return next(x for x in "a 1<\"'.-_\u00e6\u0100" if pattern is None or not pattern.match(x))


def sample(pattern: Any, groups: dict[int, str]) -> str:
    """Return a text that the pattern takes, or nearly so."""
    out = ""
    for op, a in pattern:
        if op is c.LITERAL:
            out += chr(a)
        elif op is c.NOT_LITERAL:
            out += "b" if a == ord("a") else "a"
        elif op is c.ANY:
            out += "a"
        elif op is c.IN:
            out += _of_set(a)
        elif op in REPEATS:
            out += sample(a[2], groups) * max(a[0], 1 if a[1] else 0)
        elif op is c.SUBPATTERN:
            groups[a[0]] = sample(a[3], groups)
            out += groups[a[0]]
        elif op is c.ATOMIC_GROUP:
            out += sample(a, groups)
        elif op is c.BRANCH:
            out += sample(a[1][0], groups)
        elif op is c.GROUPREF:
            out += groups.get(a, "")
    return out


def pumps(pattern: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield for each repeat without an end what leads up to it and what goes round it."""
    for op, a in pattern:
        if op in REPEATS:
            if a[1] is c.MAXREPEAT:
                yield before, sample(a[2], {})
            yield from pumps(a[2], before)
        elif op is c.SUBPATTERN:
            yield from pumps(a[3], before)
        elif op is c.ATOMIC_GROUP:
            yield from pumps(a, before)
        elif op is c.BRANCH:
            for branch in a[1]:
                yield from pumps(branch, before)
        elif op in {c.ASSERT, c.ASSERT_NOT}:
            yield from pumps(a[1], before)
        before += sample([(op, a)], {})


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    best = 9e9
    for _ in range(2):
        start = time.process_time()
        for _ in pattern.finditer(given):
            pass
        best = min(best, time.process_time() - start)
    return best


def texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    seen = set()
    for before, unit in pumps(tree):
        for lead in dict.fromkeys(("", before)):
            for round_ in dict.fromkeys((unit, lead + unit, unit + " ", unit + "\n")):
                if round_ and (lead, round_) not in seen:
                    seen.add((lead, round_))
                    yield lead, round_


def main() -> None:
    patterns: dict[re.Pattern[Any], str] = {}
    for module in walk_packages(bilingual_pub.__path__, "bilingual_pub."):
        if not module.name.startswith(("bilingual_pub.buildhook.", "bilingual_pub.plugins.")):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    patterns.setdefault(value, f"{module.name}.{name}")
    print(len(patterns), "patterns")
    for pattern, name in patterns.items():
        worst = (0.0, "", "", 0.0)
        for lead, unit in texts(pattern):
            small = seconds(pattern, lead + unit * SMALL + "\0")
            large = seconds(pattern, lead + unit * LARGE + "\0")
            if large > LEAST and large > GROWS * max(small, 1e-6):
                worst = max(worst, (large / max(small, 1e-6), lead, unit, large))
        if worst[0]:
            print(f"{name}: {worst[0]:.0f} times, {worst[3]:.2f} s of {worst[1]!r} + {worst[2]!r} * {LARGE}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
