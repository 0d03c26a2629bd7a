"""Start-up, throughput and memory of jimo, beside something that everyone can run. Not a test.

    python tests/benchmark.py                # a minute
    python tests/benchmark.py --megabytes 100

Trust the ratios: times are the best of several runs on whatever machine this is. Throughput is that of one
process, over the samples again and again, against jieba.posseg, which is the usual first step of
Chinese tools. Memory is the peak of a process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
JIMO = str(Path(sysconfig.get_path("scripts")) / "jimo")
SAMPLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]


def process(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak MiB of one process."""
    begun = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, cwd=folder)
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {child.returncode}")
    return taken, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def start_up(folder: Path, runs: int) -> None:
    article = folder / "article.txt"
    article.write_text(SAMPLES[0], encoding="utf-8")
    measured = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import typer, rich.console": [sys.executable, "-c", "import typer, rich.console"],
        "jimo --version": [JIMO, "--version"],
        "jimo extract article.txt": [JIMO, "extract", str(article)],
    }
    print("\nStart-up: whole processes, cold, best of", runs)
    best: dict[str, float] = {}
    peak = 0.0
    for name, arguments in measured.items():
        results = [process(arguments, folder) for _ in range(runs)]
        best[name] = min(taken for taken, _ in results)
        peak = max(memory for _, memory in results)
        print(f"  {name:28} {best[name] * 1000:6.0f} ms")
    print(
        f"  ratio to import typer, rich.console: {best['jimo extract article.txt'] / best['import typer, rich.console']:.2f}"
    )
    print(f"  peak memory of the last: {peak:.0f} MiB")


def rate(read: Callable[[str], object], seconds: float) -> float:
    """Characters a second over the samples, after a warm-up, best of three."""
    for text in SAMPLES:
        read(text)
    best = 0.0
    for _ in range(3):
        done = 0
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            for text in SAMPLES:
                read(text)
                done += len(text)
        best = max(best, done / (time.perf_counter() - begun))
    return best


def throughput(seconds: float) -> None:
    from jimo_cli import Extractor

    extractor = Extractor()
    print("\nThroughput: one process, the samples again and again")
    ours = rate(lambda text: extractor.extract(text).to_json(), seconds)
    print(f"  jimo, text to JSON     {ours / 1000:8.0f} k characters a second")
    try:
        import jieba.posseg
    except ImportError:
        print("  jieba is not installed: no ratio")
        return
    jieba.setLogLevel(60)
    theirs = rate(lambda text: list(jieba.posseg.cut(text)), seconds)
    print(f"  jieba.posseg, to words {theirs / 1000:8.0f} k characters a second")
    print(f"  ratio: {ours / theirs:.1f}")


def streaming(folder: Path, megabytes: int) -> None:
    batch = folder / "batch.jsonl"
    size = number = 0
    with batch.open("w", encoding="utf-8") as stream:
        while size < megabytes << 20:
            line = json.dumps({"id": str(number), "text": SAMPLES[number % len(SAMPLES)]}, ensure_ascii=False) + "\n"
            stream.write(line)
            size += len(line.encode())
            number += 1
    taken, memory = process([JIMO, "extract", str(batch), "-f", "jsonl", "--jobs", "1"], folder)
    print(f"\nStreaming: {megabytes} MB of JSONL, {number:,} documents, one process")
    print(f"  {taken:.1f} s, {number / taken:,.0f} documents a second, peak memory {memory:.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures jimo on the samples.")
    parser.add_argument("--runs", type=int, default=9, help="cold processes of each kind")
    parser.add_argument("--seconds", type=float, default=2, help="time for each measurement of throughput")
    parser.add_argument("--megabytes", type=int, default=10, help="size of the batch that is streamed")
    options = parser.parse_args()
    import jimo_cli
    from jimo_cli import extractor

    kind = "compiled" if extractor.__file__.endswith((".so", ".pyd")) else "pure Python"
    print(f"jimo {jimo_cli.__version__}, {kind}; Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name), options.runs)
        streaming(Path(name), options.megabytes)
        throughput(options.seconds)  # last: the peak of a process counts what the one was that started it


if __name__ == "__main__":
    main()
