"""Builds that are killed, and disks that fill: what is on the disk is the old or the new, and the next build finishes.

    python benchmarks/kill.py [times] [--jobs 2]

Kills `bilingual-pub build` with SIGKILL at random moments (the seed is fixed, the moments are spread over the time a
whole build takes), looks at every file after each kill, and compares what one more build makes of it with what an
undisturbed build made. As root on Linux it also builds on a tmpfs that is too small, ten sizes of it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MAGAZINE = Path(__file__).parents[1] / "examples" / "magazine"
COMMAND = [sys.executable, "-c", "from bilingual_pub.cli import main; main()", "build", "-q"]


def tree(folder: Path) -> dict[str, bytes]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".bilingual-pub."))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def site(folder: Path, copies: int) -> Path:
    """The example magazine with each pair `copies` times, so that a build writes for a second or more."""
    shutil.copytree(MAGAZINE, folder, ignore=shutil.ignore_patterns("public", "*.mo"))
    for path in sorted((folder / "articles").glob("langbord.*.md")):
        text = "\n".join(
            line for line in path.read_text("utf-8").splitlines() if not line.startswith("slug:")
        )
        for number in range(copies):
            name = path.name.replace("langbord", f"nummer-{number:03}")
            (folder / "articles" / name).write_text(f"{text}\n\nNr. {number}.\n", "utf-8")
    return folder


def build(folder: Path, jobs: int, seconds: float | None = None) -> int | None:
    """Build, and kill after so many seconds; return the exit code, None where it was killed."""
    process = subprocess.Popen([*COMMAND, f"-j{jobs}", str(folder)], stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None


def edit(folder: Path, number: int) -> None:
    """Change ten articles, so that old and new files differ."""
    for path in sorted((folder / "articles").glob("nummer-00*.md")):
        path.write_text(f"{path.read_text('utf-8')}\n\nGang {number}.\n", "utf-8")


def kills(base: Path, times: int, jobs: int) -> None:
    folder, beside = site(base / "site", 8), base / "beside"
    build(folder, jobs)
    chance, torn, killed, wrong, left = random.Random(6), 0, 0, 0, 0
    old = tree(folder / "public")
    for number in range(times):
        edit(folder, number)
        if number % 4 == 0:
            shutil.rmtree(folder / "public")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(folder, beside)
        started = time.monotonic()
        build(beside, jobs)
        took = time.monotonic() - started
        new = tree(beside / "public")
        killed += build(folder, jobs, chance.uniform(0.1, 1) * took) is None
        now = {path: data for path, data in tree(folder / "public").items() if not path.endswith(".tmp")}
        torn += sum(data not in {old.get(path), new.get(path)} for path, data in now.items())
        left += len(list(folder.rglob("*.tmp")))
        while (
            code := build(folder, jobs)
        ) == 2:  # the last worker of a killed build may still be at its file
            time.sleep(0.1)
        wrong += code != 0 or tree(folder / "public") != new
        old = new
    gone = not list(folder.rglob("*.tmp"))
    print(
        f"{times} builds with {jobs} jobs, {killed} killed at work: {torn} torn files, {left} temporary files left,"
    )
    print(
        f"  all taken away: {gone}; {wrong} builds after a kill that made anything else than an undisturbed one"
    )


def full(base: Path) -> None:
    """Build on file systems of 128 KB to 1.3 MB; what is there afterwards must be whole, and a real disk must do."""
    whole = site(base / "whole", 5)
    build(whole, 1)
    expected, torn, codes = tree(whole / "public"), 0, []
    shutil.rmtree(whole / "public")
    for size in range(128, 1408, 128):
        small = whole / "public"
        small.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(small)], check=True)
        try:
            codes.append(build(whole, 1))
            torn += sum(data != expected.get(path) for path, data in tree(small).items())
        finally:
            subprocess.run(["umount", str(small)], check=True)
            small.rmdir()
    build(whole, 1)
    print(f"10 disks too small or nearly: exit codes {codes}, {torn} torn or left-over files, "
          f"then on a real one the same bytes: {tree(whole / 'public') == expected}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=100)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kills(Path(folder), arguments.times, arguments.jobs)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount"):
        with tempfile.TemporaryDirectory() as folder:
            full(Path(folder))


if __name__ == "__main__":
    main()
