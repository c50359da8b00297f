"""Starts traffic agents in namespaces: servers as contexts, clients to wait for."""

import contextlib
import os
import subprocess
import sys
import time

from natlab import shell

PAGE = 700  # bytes of a usual answer: less than a segment
AGENT = os.path.join(os.path.dirname(__file__), "agent.py")


def _agent(namespace, action, host, options, **streams):
    argv = [sys.executable, AGENT, action] + ([host] if host else [])
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        for one in value if isinstance(value, (list, tuple)) else [value]:
            argv += [flag] if one is True else [flag, str(one)]
    return shell.start(argv, namespace, **streams)


@contextlib.contextmanager
def server(namespace, action, **options):
    """A server that listens before the body runs. Actions: serve, reflect (TCP), answer (UDP)."""
    process = _agent(namespace, action, None, options, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout.readline() != "ready\n":
            raise RuntimeError(f"no {action} server in {namespace.label} with {options}")
        yield process
    finally:
        shell.stop(process)
        process.stdout.close()


def begin(namespace, action, host, **options):
    """A client that runs beside others; wait for it with `finish`."""
    return _agent(namespace, action, host, options)


def finish(*clients, patience=60):
    for client in clients:
        client.wait(patience)


def client(namespace, action, host, **options):
    """A client, waited for. Actions: fetch, talk (TCP), ask (UDP), echo (ICMP)."""
    finish(begin(namespace, action, host, **options))


def soon(seconds=1.0):
    """A moment for agents that shall all send at once."""
    return time.time() + seconds
