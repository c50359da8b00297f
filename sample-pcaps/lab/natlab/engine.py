"""A Docker engine inside a network namespace, its image and its containers."""

import contextlib
import glob
import os
import shutil
import signal
import time
from dataclasses import dataclass

from natlab import shell
from natlab.shell import Namespace, run

IMAGE = "natlens-lab:busybox"


@dataclass(frozen=True)
class Container:
    name: str
    network: str = "bridge"
    publish: tuple = ()


class Engine:
    """dockerd with a state folder, a socket and a network namespace of its own.

    It gets a mount namespace too, so that its mounts go when it goes, however it ends.
    """

    def __init__(self, namespace, folder=shell.STATE):
        self.namespace = namespace
        self.folder = folder
        self.socket = f"{folder}/docker.sock"

    def docker(self, command, check=True):
        return run(f"docker -H unix://{self.socket} {command}", check=check)

    def start(self, docker0, options=()):
        os.makedirs(self.folder, exist_ok=True)
        shell.start_daemon(
            f"unshare --mount dockerd --data-root {self.folder}/data --exec-root {self.folder}/exec -H unix://{self.socket}"
            f" -p {self.folder}/docker.pid --storage-driver vfs --bip {docker0} " + " ".join(options),
            self.namespace,
            f"{self.folder}/dockerd.log",
        )
        self._await()
        self._import_image()

    def stop(self):
        """Ends dockerd, containerd and every container, also when an earlier lab was killed."""
        if os.path.exists(self.socket):
            left = self.docker("ps -aq", check=False).split()
            if left:
                self.docker("rm -f " + " ".join(left), check=False)
        cgroups = self._cgroups()
        _signal_and_await(self._processes(), signal.SIGTERM, patience=10)
        _signal_and_await(self._processes() | _members(cgroups), signal.SIGKILL, patience=5)
        for cgroup in cgroups:
            with contextlib.suppress(OSError):  # dockerd has removed it
                os.rmdir(cgroup)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, container):
        ports = "".join(f" -p {p}" for p in container.publish)
        self.docker(
            f"run -d --name {container.name} --hostname {container.name} --network {container.network}{ports} {IMAGE} sleep 1000000"
        )

    def create_bridge(self, name, bridge, subnet):
        self.docker(f"network create -o com.docker.network.bridge.name={bridge} --subnet {subnet} {name}")

    def pid(self, container):
        return int(self._field(container, ".State.Pid"))

    def address(self, container):
        """Its IPv4 address; empty for a container on the host's network."""
        return self._field(container, "range .NetworkSettings.Networks}}{{.IPAddress}}{{end").strip()

    def address_v6(self, container):
        return self._field(container, "range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end").strip()

    def container(self, name):
        """The network namespace of a container."""
        return Namespace(name, f"/proc/{self.pid(name)}/ns/net")

    def describe(self):
        """What a test needs to reach the containers."""
        containers = {n: {"pid": self.pid(n), "address": self.address(n)} for n in self._names()}
        return {"dockerHost": f"unix://{self.socket}", "hostNamespace": self.namespace.path, "containers": containers}

    def _names(self):
        return sorted(self.docker("ps --format '{{.Names}}'").split())

    def _field(self, container, path):
        return self.docker(f"inspect -f '{{{{{path}}}}}' {container}")

    def _await(self):
        for _ in range(300):
            if os.path.exists(self.socket) and self.docker("version", check=False):
                return
            time.sleep(0.1)
        raise RuntimeError(f"dockerd did not answer within 30 seconds; see {self.folder}/dockerd.log")

    def _import_image(self):
        """An image with busybox and nothing else: nothing is pulled."""
        root = f"{self.folder}/image"
        for directory in ("bin", "etc", "tmp", "proc", "sys", "dev", "root", "var"):
            os.makedirs(f"{root}/{directory}", exist_ok=True)
        shutil.copy(shutil.which("busybox"), f"{root}/bin/busybox")
        for applet in run([f"{root}/bin/busybox", "--list"]).split():
            if applet != "busybox":
                os.symlink("busybox", f"{root}/bin/{applet}")
        run(f"tar -C {root} -cf {self.folder}/image.tar .")
        self.docker(f"import {self.folder}/image.tar {IMAGE}")

    def _processes(self):
        """dockerd, containerd and the shims: programs of Docker that name the state folder."""
        found = set()
        for pid in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline") as line:
                program, *arguments = line.read().split("\0")
                if os.path.basename(program).startswith(("dockerd", "containerd", "docker-")) and any(
                    a.startswith(f"{self.folder}/") for a in arguments
                ):
                    found.add(int(pid))
        return found

    def _cgroups(self):
        """The control groups of the containers, in whichever of the layouts this machine has."""
        layouts = ("docker/{}", "*/docker/{}", "system.slice/docker-{}.scope")
        ids = [os.path.basename(c) for c in glob.glob(f"{self.folder}/data/containers/*")]
        return [g for i in ids for layout in layouts for g in glob.glob("/sys/fs/cgroup/" + layout.format(i))]


def _members(cgroups):
    """The processes in control groups: containers outlive a dockerd and a shim that were killed."""
    pids = set()
    for cgroup in cgroups:
        with contextlib.suppress(OSError), open(f"{cgroup}/cgroup.procs") as members:
            pids.update(map(int, members))
    return pids


def _signal_and_await(pids, with_signal, patience):
    for pid in pids:
        try:
            os.kill(pid, with_signal)
        except ProcessLookupError:
            pass
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and any(_alive(p) for p in pids):
        time.sleep(0.1)


def _alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
