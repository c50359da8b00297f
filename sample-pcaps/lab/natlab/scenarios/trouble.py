"""What goes wrong: loss, refusal, silence, ports used again, captures that do not show all."""

import time

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import everything_from, services
from natlab.topology import LAN, ROUTER, WAN
from natlab.traffic import PAGE, begin, finish, server


@scenario()
def loss(lab, folder):
    """Packets lost inside the host, between docker0 and eth0, and behind it, both ways: TCP sends them again."""
    plan = lab.plan
    port = plan.port(80)
    every = "-m statistic --mode nth --every {} --packet 3 -j DROP"
    with (
        lab.rules(
            f"-t mangle -I FORWARD -i docker0 -o eth0 -p tcp {every.format(11)}",
            f"-t mangle -I FORWARD -i eth0 -o docker0 -p tcp {every.format(13)}",
            f"-t mangle -I FORWARD -p udp {every.format(5)}",
        ),
        lab.rules(
            f"-t mangle -I FORWARD -i gw0 -p tcp {every.format(17)}",
            f"-t mangle -I FORWARD -o gw0 -p tcp {every.format(19)}",
            namespace=ROUTER,
        ),
        lab.record(folder, [*lab.host_points(), lab.point("c1"), Point("wan0", ROUTER, "wan0")]),
        services(lab, WAN, port),
        server(WAN, "reflect", port=port + 2),
    ):
        clients = [
            begin(lab.container(c), "talk", plan.wan, port=port + 2, count=40, interval=0.01, send=300, patience=20)
            for c in ("c1", "c2", "c3")
        ]
        everything_from(lab, ("c1", "c2", "c3"), plan.wan, port, patience=15)
        finish(*clients)


@scenario()
def duplicates(lab, folder):
    """Every fifth packet reaches eth0 twice: the router behind it sends a copy."""
    plan = lab.plan
    port = plan.port(84)
    with (
        lab.rule(
            f"-t mangle -I FORWARD -o gw0 -m statistic --mode nth --every 5 --packet 2 -j TEE --gateway {plan.host0}",
            namespace=ROUTER,
        ),
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        services(lab, WAN, port),
    ):
        everything_from(lab, ("c1", "c2"), plan.wan, port)


@scenario()
def mid_connection(lab, folder):
    """Captures that start in the middle of connections and end before their end, at each point at another moment."""
    plan = lab.plan
    port = plan.port(86)
    points = [*lab.host_points(), lab.point("c1")]
    with (
        lab.record(folder, []) as recording,
        server(WAN, "reflect", port=port),
        server(LAN, "reflect", port=port),
        server(lab.container("web"), "reflect", port=plan.web_port),
    ):
        clients = [
            begin(
                lab.container(c),
                "talk",
                host,
                port=port,
                count=150,
                interval=0.05,
                seed=c,
                source_port=plan.source_port,
            )
            for c in ("c1", "c2", "c3")
            for host in (plan.wan, plan.lan)
        ]
        clients.append(begin(WAN, "talk", plan.host0, port=plan.web_published, count=150, interval=0.05))
        clients.append(begin(lab.container("c1"), "echo", plan.wan, id=12, count=150, interval=0.05))
        time.sleep(2.0)
        for point in points:
            recording.begin([point])
            time.sleep(0.12)
        time.sleep(1.2)
        recording.end()
        finish(*clients)


@scenario()
def no_answer(lab, folder):
    """Connections refused by the host outside, never answered, and dropped inside the host behind the bridge."""
    plan = lab.plan
    port = plan.port(88)
    refused, dropped, silent = port, port + 1, port + 2
    names = ("c1", "c2", "c3")
    with (
        lab.rules(*(f"-I DOCKER-USER -p {proto} --dport {dropped} -j DROP" for proto in ("tcp", "udp"))),
        lab.rules(*(f"-I FORWARD -p {proto} --dport {silent} -j DROP" for proto in ("tcp", "udp")), namespace=ROUTER),
        lab.record(folder, [*lab.host_points(), lab.point("c1")], initiators=[lab.address(c) for c in names]),
    ):
        clients = []
        for inside in map(lab.container, names):
            for number, service in enumerate((refused, dropped, silent)):
                same = {"port": service, "count": 2, "source_port": plan.source_port + 10 * number}
                clients.append(begin(inside, "fetch", plan.wan, patience=2.5, **same))
                clients.append(
                    begin(inside, "ask", plan.wan, patience=0.5, apart=True, payload="anybody there?", **same)
                )
        finish(*clients)


@scenario()
def port_reuse(lab, folder):
    """The same source ports to the same server, four times in a row, from two containers."""
    plan = lab.plan
    port = plan.port(92)
    with lab.record(folder, [*lab.host_points(), lab.point("c1")]), services(lab, WAN, port):
        finish(
            *(
                begin(
                    lab.container(c),
                    "fetch",
                    plan.wan,
                    port=port,
                    count=4,
                    again=4,
                    source_port=plan.source_port,
                    seed=c,
                )
                for c in ("c1", "c2")
            )
        )


@scenario()
def syn_cookies(lab, folder):
    """A server that answers every SYN with a cookie, outside and behind a published port."""
    plan = lab.plan
    port = plan.port(94)
    always, usual = "sysctl -qw net.ipv4.tcp_syncookies=2", "sysctl -qw net.ipv4.tcp_syncookies=1"
    with (
        lab.changed(always, usual, namespace=WAN),
        lab.changed(always, usual, namespace=lab.container("web")),
        lab.record(folder, [*lab.host_points(), lab.point("web")]),
        services(lab, WAN, port),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        finish(
            *(begin(lab.container(c), "fetch", plan.wan, port=port, count=5, seed=c) for c in ("c1", "c2")),
            begin(WAN, "fetch", plan.host0, port=plan.web_published, count=5),
        )


@scenario()
def simultaneous_open(lab, folder):
    """Two sides open one connection at once, through NAT: a container's first SYN is lost behind eth0, then the other side's arrives."""
    plan = lab.plan
    near, far = plan.source_port + 60, plan.port(96)
    with lab.record(folder, [*lab.host_points(), lab.point("c1")]):
        with lab.rule(f"-I FORWARD -i gw0 -p tcp --sport {near} --dport {far} -j DROP", namespace=ROUTER):
            first = begin(lab.container("c1"), "fetch", plan.wan, port=far, source_port=near, patience=3)
            time.sleep(0.6)
        second = begin(WAN, "fetch", plan.host0, port=near, source=plan.wan, source_port=far, patience=3)
        finish(first, second)
