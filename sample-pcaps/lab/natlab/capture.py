"""Captures by tcpdump at several points, and conntrack's events, while a scenario runs."""

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

from natlab import shell, truth
from natlab.shell import Namespace

IPV4 = "ip or arp"
DUAL = "ip or ip6 or arp"


@dataclass(frozen=True)
class Point:
    """A capture point: the name of its file, its namespace and interface."""

    name: str
    namespace: Namespace
    interface: str
    link_type: str = ""


class Tcpdump:
    def __init__(self, point, folder, snaplen=262144, expression=IPV4):
        link_type = f"-y {point.link_type} " if point.link_type else ""
        self.point = point
        self.process = shell.start(
            f"tcpdump -Z root -n -U --immediate-mode -B 65536 -s {snaplen} --time-stamp-precision=nano {link_type}"
            f"-i {point.interface} -w {folder}/{point.name}.pcap {expression}",
            point.namespace,
            stderr=subprocess.PIPE,
            text=True,
        )
        for line in self.process.stderr:
            if "listening on" in line:
                return
        raise RuntimeError(f"tcpdump does not capture on {point.interface} in {point.namespace.label}")

    def stop(self):
        shell.stop(self.process, signal.SIGINT)
        lost = [line for line in self.process.stderr if "dropped by kernel" in line and not line.startswith("0 ")]
        self.process.stderr.close()
        if lost:
            print(f"{self.point.name}: {lost[0].strip()}", flush=True)


class Recording:
    """Use as a context: what happens inside is captured, and truth.jsonl is written at its end.

    `witnesses` are the namespaces whose connection tracking is the truth, each with the names of the points that
    belong to it (all, if None). `initiators` are addresses whose packets, if never tracked, are entered as lost.
    `finished` makes the truth of the entries of all witnesses, where none of them saw a connection whole.
    """

    def __init__(
        self,
        folder,
        points,
        witnesses,
        snaplen=262144,
        expression=IPV4,
        initiators=(),
        tunnelled=(),
        finished=None,
    ):
        self.folder, self.points, self.witnesses = folder, points, witnesses
        self.snaplen, self.expression, self.initiators, self.tunnelled = snaplen, expression, set(initiators), tunnelled
        self.finished = finished
        self.dumps, self.trackers = [], []

    def __enter__(self):
        os.makedirs(self.folder, exist_ok=True)
        self._track()
        self.begin(self.points)
        return self

    def begin(self, points):
        """Starts to capture; a scenario may call it for points that shall miss the beginning."""
        self.dumps += [Tcpdump(p, self.folder, self.snaplen, self.expression) for p in points]

    def end(self):
        """Stops all captures; a scenario may call it so that they miss the end."""
        for dump in self.dumps:
            dump.stop()
        self.dumps = []

    def __exit__(self, failure, *_):
        time.sleep(0.5)
        self.end()
        logs = [self._untrack(*t) for t in self.trackers]
        if failure is None:
            self._write_truth(logs)
        for log, _ in logs:
            os.remove(log)

    def _track(self):
        for namespace, names in self.witnesses:
            shell.run("conntrack -F", namespace, check=False)
            log = tempfile.NamedTemporaryFile("w", suffix=".conntrack", delete=False)
            process = shell.start(
                "conntrack -E -b 8388608 -o id -e NEW,UPDATE", namespace, stdout=log, stderr=subprocess.DEVNULL
            )
            self.trackers.append((process, log, names))
        time.sleep(0.3)

    def _untrack(self, process, log, names):
        shell.stop(process, signal.SIGINT)
        log.close()
        return log.name, names

    def _write_truth(self, logs):
        counts = truth.all_sightings(self.folder, self.tunnelled)
        witnessed = []
        for log, names in logs:
            mine = {n: c for n, c in counts.items() if names is None or n in names}
            entries = truth.connections(log)
            entries += truth.untracked(mine, entries, self.initiators)
            witnessed += [(e, mine) for e in entries]
        if self.finished:
            witnessed = [(e, counts) for e in self.finished([e for e, _ in witnessed])]
        truth.write(self.folder, witnessed)
