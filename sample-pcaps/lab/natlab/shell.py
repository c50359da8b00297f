"""Programs, run in a network namespace or in none."""

import ctypes
import os
import shlex
import signal
import subprocess
from dataclasses import dataclass

STATE = os.environ.get("NATLENS_LAB_STATE", "/var/tmp/natlens-lab")
SOCKET = f"{STATE}/docker.sock"

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


@dataclass(frozen=True)
class Namespace:
    """A network namespace; `path` is what nsenter opens."""

    label: str
    path: str

    def prefix(self):
        return ["nsenter", f"--net={self.path}", "--"]


def named(label):
    """A namespace that `ip netns` keeps."""
    return Namespace(label, f"/run/netns/{label}")


def environment():
    return dict(os.environ, DOCKER_HOST=f"unix://{SOCKET}", LC_ALL="C")


def run(command, namespace=None, check=True, feed=None):
    """Runs to the end and returns what was written to stdout."""
    done = subprocess.run(_argv(command, namespace), input=feed, capture_output=True, text=True, env=environment())
    if check and done.returncode:
        raise RuntimeError(
            f"{command} in {namespace.label if namespace else 'the root namespace'}: {done.stderr.strip() or done.stdout.strip()}"
        )
    return done.stdout.strip()


def start(command, namespace=None, **streams):
    """Starts a program that dies with the lab, even when the lab is killed."""
    streams.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.Popen(_argv(command, namespace), env=environment(), preexec_fn=_die_with_parent, **streams)


def start_daemon(command, namespace, log):
    """Starts a program that stays when the lab's command line is done."""
    with open(log, "w") as out:
        return subprocess.Popen(
            _argv(command, namespace),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def stop(process, with_signal=signal.SIGTERM, patience=10):
    if process.poll() is None:
        process.send_signal(with_signal)
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _argv(command, namespace):
    argv = shlex.split(command) if isinstance(command, str) else list(command)
    return namespace.prefix() + argv if namespace else argv


def _die_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
