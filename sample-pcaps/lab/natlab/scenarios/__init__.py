"""All scenarios by name, and how one is run."""

import importlib
import os
import shutil
import sys

from natlab import lab as labs
from natlab.scenarios.registry import SCENARIOS

for _module in (
    "experiments",
    "snat",
    "dnat",
    "hairpin",
    "icmp",
    "udp",
    "sizes",
    "ipv6",
    "uplinks",
    "trouble",
    "cooked",
    "scale",
    "overlay",
    "hosts",
    "derived",
    "lots",
):
    importlib.import_module(f"natlab.scenarios.{_module}")

ALL = SCENARIOS


def run(name, folder, addresses, seed):
    """Runs one scenario into the folder, or all of them, ordered so that setups change seldom. Returns an exit status.

    `seed` is for those that draw by lot.
    """
    chosen = _everything(addresses) if name == "all" else [ALL[name]]
    failures = 0
    for scenario in chosen:
        target = os.path.join(folder, scenario.name) if name == "all" else folder
        shutil.rmtree(target, ignore_errors=True)
        os.makedirs(target)
        lab = labs.ensure(scenario.setup, addresses)
        lab.seed = seed
        labs.mark(scenario.setup, addresses, clean=False)
        try:
            scenario.play(lab, target)
            labs.mark(scenario.setup, addresses, clean=True)
            print(f"{scenario.name}: {_summary(target)}", flush=True)
        except (RuntimeError, OSError) as problem:
            failures += 1
            print(f"lab: {scenario.name}: {problem}", file=sys.stderr, flush=True)
    return 1 if failures else 0


def _everything(addresses):
    """All scenarios; with the second addresses only those that have any."""
    first, asked = labs.setups("first"), labs.setups(addresses)
    wanted = [s for s in ALL.values() if addresses == "first" or first[s.setup] != asked[s.setup]]
    return sorted(wanted, key=lambda s: (s.setup != "standard", s.setup))


def _summary(folder):
    with open(os.path.join(folder, "truth.jsonl")) as lines:
        count = sum(1 for _ in lines)
    size = sum(os.path.getsize(os.path.join(folder, f)) for f in os.listdir(folder))
    return f"{count} connections, {size // 1024} KiB"
