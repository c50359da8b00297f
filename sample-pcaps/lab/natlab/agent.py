#!/usr/bin/env python3
"""One end of the traffic. Runs inside a namespace: `agent.py serve|reflect|fetch|talk|answer|ask|echo ...`.

Servers print `ready` once they listen, and serve until they are ended. Clients end by themselves and mind no failure:
a connection that is refused or never answered is what some scenarios want.
"""

import argparse
import os
import random
import socket
import struct
import sys
import threading
import time

PATIENCE = 6  # seconds that a client waits for an answer
IP_PKTINFO = 8  # of linux/in.h; Python 3.11 has no name for it


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def wait_until(moment):
    if moment:
        time.sleep(max(0.0, moment - time.time()))


def serve(a):
    """TCP: reads the question, sends `--reply` bytes, closes first (and so keeps the TIME_WAIT)."""
    _listen(a, _give_reply)


def reflect(a):
    """TCP: sends back what comes, until the other side closes."""
    _listen(a, _give_back)


def _listen(a, handle):
    listeners = []
    for port in a.port:
        listener = socket.socket(family(a.bind))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((a.bind, port))
        listener.listen(512)
        listeners.append(listener)
    for listener in listeners:
        threading.Thread(target=_accept, args=(listener, a, handle), daemon=True).start()
    _ready()


def _accept(listener, a, handle):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=handle, args=(connection, a), daemon=True).start()


def _give_reply(connection, a):
    try:
        with connection:
            connection.recv(65536)
            connection.sendall(os.urandom(a.reply))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
    except OSError:
        pass


def _give_back(connection, a):
    try:
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)
    except OSError:
        pass


def _ready():
    print("ready", flush=True)
    while True:
        time.sleep(3600)


def fetch(a):
    """TCP: `--count` connections at once, each sending some bytes and reading until the end; `--again` times."""
    wait_until(a.at)
    for round_number in range(a.again):
        threads = [threading.Thread(target=_fetch_one, args=(a, round_number, i)) for i in range(a.count)]
        for thread in threads:
            thread.start()
            time.sleep(a.spacing)
        for thread in threads:
            thread.join()


def _fetch_one(a, round_number, i):
    chosen = random.Random(f"{a.seed}/{round_number}/{i}")
    try:
        with _tcp(a, i) as connection:
            connection.settimeout(a.patience)
            connection.connect((a.host, a.port[i % len(a.port)]))
            connection.sendall(chosen.randbytes(a.send or chosen.randint(20, 600)))
            while connection.recv(65536):
                pass
    except OSError:
        pass


def _tcp(a, i):
    connection = socket.socket(family(a.host))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if a.source_port:
        connection.bind((a.source, a.source_port + i))
    return connection


def talk(a):
    """TCP: `--count` short lines on one connection, one each `--interval` seconds, each answered before the next."""
    wait_until(a.at)
    try:
        with _tcp(a, 0) as connection:
            connection.settimeout(a.patience)
            connection.connect((a.host, a.port[0]))
            for i in range(a.count):
                connection.sendall(f"line {i:06d}\n".encode() + bytes(a.send))
                connection.recv(65536)
                time.sleep(a.interval)
    except OSError:
        pass


def answer(a):
    """UDP: answers each datagram with its own bytes, reversed, or with as many as `--reply` says."""
    server = socket.socket(family(a.bind), socket.SOCK_DGRAM)
    if server.family == socket.AF_INET:
        level, wanted, info = socket.IPPROTO_IP, IP_PKTINFO, IP_PKTINFO
    else:
        level, wanted, info = socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, socket.IPV6_PKTINFO
    server.setsockopt(level, wanted, 1)
    server.bind((a.bind, a.port[0]))
    print("ready", flush=True)
    while True:
        data, details, _, client = server.recvmsg(65535, 256)
        asked = [
            (level, kind, _source(value, server.family)) for at, kind, value in details if (at, kind) == (level, info)
        ]
        server.sendmsg([bytes(a.reply) if a.reply else data[::-1]], asked, 0, client)


def _source(packet_info, version):
    """The address that was asked, as the source of the answer; the kernel shall choose the interface."""
    if version == socket.AF_INET:
        return struct.pack("=i4s4s", 0, packet_info[8:12], bytes(4))
    return packet_info[:16] + bytes(4)


def ask(a):
    """UDP: `--count` questions on one socket, or each on its own with `--apart`; `--payload` or `--send` random bytes."""
    chosen = random.Random(a.seed)
    wait_until(a.at)
    asker = None
    for i in range(a.count):
        if asker is None or a.apart:
            asker = _udp(a, i)
        try:
            asker.sendto(
                a.payload.encode() if a.payload else chosen.randbytes(a.send or 100), (a.host, a.port[i % len(a.port)])
            )
            asker.settimeout(a.patience)
            asker.recvfrom(65535)
        except OSError:
            pass
        time.sleep(a.interval)


def _udp(a, i):
    asker = socket.socket(family(a.host), socket.SOCK_DGRAM)
    asker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if a.dont_fragment:
        asker.setsockopt(socket.IPPROTO_IP, 10, 2)  # IP_MTU_DISCOVER, IP_PMTUDISC_DO of linux/in.h
    if a.source_port:
        asker.bind((a.source, a.source_port + (i if a.apart else 0)))
    if a.ttl:
        asker.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, a.ttl)
    return asker


def echo(a):
    """ICMP echo with an identifier of one's choice: `--count` requests, `--interval` seconds apart."""
    version6 = family(a.host) == socket.AF_INET6
    pinger = socket.socket(family(a.host), socket.SOCK_RAW, socket.getprotobyname("ipv6-icmp" if version6 else "icmp"))
    if a.ttl:
        pinger.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, a.ttl)
    payload = (a.payload or "natlens lab echo").encode().ljust(a.send or 56, b".")
    wait_until(a.at)
    for sequence in range(1, a.count + 1):
        try:
            pinger.sendto(_echo_request(128 if version6 else 8, a.id, sequence, payload), (a.host, 0))
        except OSError:
            pass
        time.sleep(a.interval)


def _echo_request(kind, identifier, sequence, payload):
    """RFC 792 and RFC 4443, section 4.1; the kernel fills in the ICMPv6 checksum."""
    unsummed = struct.pack("!BBHHH", kind, 0, 0, identifier, sequence) + payload
    checksum = 0 if kind == 128 else _internet_checksum(unsummed)
    return unsummed[:2] + struct.pack("!H", checksum) + unsummed[4:]


def _internet_checksum(data):
    """RFC 1071."""
    total = sum(struct.unpack(f"!{len(data) // 2}H", data[: len(data) & ~1])) + (data[-1] << 8 if len(data) % 2 else 0)
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    for action, is_server in (
        (serve, True),
        (reflect, True),
        (answer, True),
        (fetch, False),
        (talk, False),
        (ask, False),
        (echo, False),
    ):
        command = commands.add_parser(action.__name__, help=action.__doc__)
        command.set_defaults(action=action)
        command.add_argument("--port", type=int, action="append", default=[])
        if is_server:
            command.add_argument("--bind", default="0.0.0.0")
            command.add_argument("--reply", type=int, default=0)
            continue
        command.add_argument("host")
        command.add_argument("--at", type=float, default=0.0)
        command.add_argument("--count", type=int, default=1)
        command.add_argument("--again", type=int, default=1)
        command.add_argument("--apart", action="store_true")
        command.add_argument("--dont-fragment", action="store_true")
        command.add_argument("--id", type=int, default=1)
        command.add_argument("--interval", type=float, default=0.1)
        command.add_argument("--patience", type=float, default=PATIENCE)
        command.add_argument("--payload", default="")
        command.add_argument("--seed", default="natlens")
        command.add_argument("--send", type=int, default=0)
        command.add_argument("--source", default="")
        command.add_argument("--source-port", type=int, default=0)
        command.add_argument("--spacing", type=float, default=0.0)
        command.add_argument("--ttl", type=int, default=0)
    return parser


if __name__ == "__main__":
    chosen_options = options().parse_args()
    try:
        chosen_options.action(chosen_options)
    except KeyboardInterrupt:
        sys.exit(130)
