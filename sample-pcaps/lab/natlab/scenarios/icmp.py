"""Echo with equal identifiers, and errors that quote what was translated."""

import subprocess

from natlab import shell
from natlab.scenarios.registry import scenario
from natlab.shell import run
from natlab.topology import ROUTER, WAN
from natlab.traffic import begin, client, finish, server, soon


@scenario()
def same_echo_ids(lab, folder):
    """Six containers ping one address with one id, the same sequence numbers and payloads, at the same moment."""
    with lab.record(folder, [*lab.host_points(), lab.user_bridge(), lab.point("c1"), lab.point("s1")]):
        moment = soon()
        finish(
            *(
                begin(lab.container(c), "echo", lab.plan.wan, id=24, count=5, interval=0.2, at=moment)
                for c in ("c1", "c2", "c3", "s1", "s2", "s3")
            )
        )


@scenario()
def busybox_echo_ids(lab, folder):
    """Busybox's ping in four containers at once: equal ids, payloads that hold the time."""
    with lab.record(folder, [*lab.host_points(), lab.point("c1")]):
        finish(*(in_background(lab, c, f"ping -c 4 -i 0.2 {lab.plan.wan}") for c in ("c1", "c2", "c3", "web")))


def in_background(lab, container, command):
    return shell.start(
        f"docker -H unix://{lab.engine.socket} exec {container} {command}",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


REJECTIONS = (
    "icmp-net-unreachable",
    "icmp-host-unreachable",
    "icmp-port-unreachable",
    "icmp-proto-unreachable",
    "icmp-net-prohibited",
    "icmp-host-prohibited",
    "icmp-admin-prohibited",
)


@scenario()
def icmp_errors(lab, folder):
    """Time exceeded and unreachable of all codes, for TCP, UDP and echo, from the host and from the router behind it."""
    plan = lab.plan
    first = plan.port(100)
    rules = [
        f"-A FORWARD -i gw0 -p {proto} --dport {first + n} -j REJECT --reject-with {how}"
        for n, how in enumerate(REJECTIONS)
        for proto in ("udp", "tcp")
    ]
    rules.append(
        f"-A FORWARD -i gw0 -p icmp --icmp-type echo-request -d {plan.client} -j REJECT --reject-with icmp-admin-prohibited"
    )
    with (
        lab.rules(*rules, namespace=ROUTER),
        lab.rule(f"-I DOCKER-USER -p udp --dport {first + 50} -j REJECT --reject-with icmp-host-unreachable"),
        lab.record(folder, [*lab.host_points(), lab.point("c1")], initiators=[lab.address("c1")]),
        server(WAN, "answer", port=first + 20),
    ):
        c1, c2, c3 = (lab.container(c) for c in ("c1", "c2", "c3"))
        for n in range(len(REJECTIONS)):
            finish(
                begin(c1, "ask", plan.wan, port=first + n, patience=0.3, source_port=plan.source_port + 100 + n),
                begin(c2, "ask", plan.wan, port=first + n, patience=0.3, source_port=plan.source_port + 100 + n),
                begin(c1, "fetch", plan.wan, port=first + n, patience=0.3),
            )
        finish(begin(c1, "echo", plan.client, id=5, count=2), begin(c2, "echo", plan.client, id=5, count=2))
        for ttl in (1, 2):
            finish(
                begin(c1, "ask", plan.wan, port=first + 20, ttl=ttl, patience=0.3),
                begin(c3, "ask", plan.wan, port=first + 20, ttl=ttl, patience=0.3),
                begin(c2, "echo", plan.wan, id=9 + ttl, ttl=ttl),
            )
        client(c1, "ask", plan.wan, port=first + 20, count=2)
        client(c1, "ask", plan.wan, port=first + 21, patience=0.5)
        client(c1, "ask", plan.wan, port=first + 50, patience=0.5)
        client(c1, "fetch", plan.wan, port=first + 60)


@scenario()
def traceroute(lab, folder):
    """Traceroute from three containers at once: the first probe of each expires in the host and is never tracked."""
    with lab.record(
        folder, [*lab.host_points(), lab.point("c1")], initiators=[lab.address(c) for c in ("c1", "c2", "c3")]
    ):
        finish(*(in_background(lab, c, f"traceroute -n -q 1 -w 1 -m 5 {lab.plan.wan}") for c in ("c1", "c2", "c3")))


@scenario()
def fragmentation_needed(lab, folder):
    """A link with a smaller MTU behind the router: TCP and UDP with DF learn of it by ICMP."""
    plan = lab.plan
    port = plan.port(120)
    with (
        lab.changed("ip link set wan0 mtu 1300", "ip link set wan0 mtu 1500", namespace=ROUTER),
        lab.record(folder, [*lab.host_points(), lab.point("c1")], snaplen=200),
        server(WAN, "serve", port=port, reply=500),
        server(WAN, "answer", port=port + 1, reply=20),
    ):
        finish(
            begin(lab.container("c1"), "fetch", plan.wan, port=port, send=20000, count=2, seed="c1"),
            begin(lab.container("c2"), "fetch", plan.wan, port=port, send=30000, seed="c2"),
        )
        client(
            lab.container("c3"), "ask", plan.wan, port=port + 1, send=1400, dont_fragment=True, count=3, patience=0.5
        )
        for name in ("c1", "c2", "c3"):
            run("ip route flush cache", lab.container(name))
