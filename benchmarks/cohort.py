"""Grade classes of growing size: time for a submission, and peak memory of the main process.

    python benchmarks/cohort.py                   100, 300 and 1000 submissions of 01_metrics
    python benchmarks/cohort.py --sizes 50 100    other sizes

Each class is graded once, cold, in a process of its own, without feedback. The submissions are
made of the answer bank, right and wrong ones mixed. A class of one says what starting takes; the
time for each further submission is what should stay flat. Memory is the peak of the process that hands
out the work and writes the gradebook; the workers are not counted.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from grading import prepare

GRADE = """
import resource, sys, time
started = time.perf_counter()
from coursework.cli import main
try:
    main()
except SystemExit as end:
    if end.code:
        raise
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
print("measured", time.perf_counter() - started, peak)
"""


def main() -> None:
    """Print a row for each size, and by how much the time for a submission grows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000], metavar="N")
    parser.add_argument("--lesson", default="01_metrics", help="name of the lesson [01_metrics]")
    options = parser.parse_args()
    print(f"{options.lesson}, {os.cpu_count()} cores, cold")
    print("submissions   seconds   each   each after the first   peak memory, main process")
    first, further = 0.0, []
    for size in (1, *options.sizes):
        with tempfile.TemporaryDirectory(prefix="benchmark-cohort-") as folder:
            prepare(Path(folder), options.lesson, size)
            seconds, megabytes = grade(Path(folder), options.lesson)
        row = f"{size:11} {seconds:9.1f} {seconds / size:6.3f}"
        if size == 1:
            first = seconds
            row += f" {'':>22}"
        else:
            further.append((seconds - first) / (size - 1))
            row += f" {further[-1]:22.3f}"
        print(f"{row} {megabytes:24.0f} MB", flush=True)
    print(f"each after the first, most / fewest: {max(further) / min(further):.2f}")


def grade(course: Path, lesson: str) -> tuple[float, float]:
    """Grade a course, and return the seconds and the megabytes that it took."""
    done = subprocess.run(
        [sys.executable, "-c", GRADE, "grade", lesson, "--no-feedback"],
        cwd=course,
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stdout.rstrip().rpartition("\n")[2].split()
    if done.returncode or last[:1] != ["measured"]:
        sys.exit(f"grading failed:\n{done.stdout}\n{done.stderr}")
    return float(last[1]), float(last[2])


if __name__ == "__main__":
    main()
