"""The source is rewritten: all the ways in which netfilter chooses the new one."""

import contextlib

from natlab.scenarios.registry import scenario
from natlab.topology import LAN, ROUTER, WAN
from natlab.traffic import PAGE, begin, client, finish, server


@contextlib.contextmanager
def services(lab, where, port):
    """A TCP server on a port and a UDP server on the next."""
    with server(where, "serve", port=port, reply=PAGE), server(where, "answer", port=port + 1):
        yield


def everything_from(lab, containers, host, port, **options):
    """TCP, UDP and echo from several containers at once."""
    clients = []
    for number, name in enumerate(containers):
        inside = lab.container(name)
        clients.append(begin(inside, "fetch", host, port=port, count=5, seed=name, **options))
        clients.append(begin(inside, "ask", host, port=port + 1, count=3, apart=True, seed=name, **options))
        clients.append(begin(inside, "echo", host, id=100 + number, count=3))
    finish(*clients)


def outward(lab, folder, *rules, route=None):
    """Three containers talk to the internet under other source NAT rules than Docker's."""
    port = lab.plan.port(1)
    with contextlib.ExitStack() as stack:
        if route:
            stack.enter_context(
                lab.changed(f"ip route add {route} via {lab.plan.host0}", f"ip route del {route}", namespace=ROUTER)
            )
        stack.enter_context(lab.rules(*rules))
        stack.enter_context(lab.record(folder, [*lab.host_points(), lab.point("c1")]))
        stack.enter_context(services(lab, WAN, port))
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, port)


@scenario()
def masquerade(lab, folder):
    """Docker's own masquerade: TCP, UDP and echo of three containers to hosts behind both NICs."""
    port = lab.plan.port(0)
    with lab.record(folder, [*lab.host_points(), lab.point("c1")]), services(lab, WAN, port), services(lab, LAN, port):
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, port)
        everything_from(lab, ("c1", "c2"), lab.plan.lan, port)


@scenario()
def snat_fixed_address(lab, folder):
    """SNAT to one address that is not the NIC's own."""
    fixed = f"{lab.plan.spare}.77"
    outward(
        lab,
        folder,
        f"-t nat -I POSTROUTING 1 -o eth0 ! -s {lab.plan.host0} -j SNAT --to-source {fixed}",
        route=f"{fixed}/32",
    )


@scenario()
def snat_pool(lab, folder):
    """SNAT to a pool of eight addresses."""
    pool = f"{lab.plan.spare}.64-{lab.plan.spare}.71"
    outward(
        lab,
        folder,
        f"-t nat -I POSTROUTING 1 -o eth0 ! -s {lab.plan.host0} -j SNAT --to-source {pool} --random",
        route=f"{lab.plan.spare}.64/29",
    )


@scenario()
def random_fully(lab, folder):
    """Masquerade with --random-fully: every source port is new."""
    outward(lab, folder, f"-t nat -I POSTROUTING 1 -o eth0 ! -s {lab.plan.host0} -j MASQUERADE --random-fully")


@scenario()
def ttl_set_anew(lab, folder):
    """Rules that set the time to live anew: 65 for all that leaves by eth0, 128 for all that goes to containers. Answered
    and unanswered, out by both NICs, and in by a published port."""
    plan = lab.plan
    port, silent = plan.port(12), plan.port(14)
    with (
        lab.rules(
            "-t mangle -A POSTROUTING -o eth0 -j TTL --ttl-set 65",
            "-t mangle -A POSTROUTING -o docker0 -j TTL --ttl-set 128",
        ),
        lab.rule(f"-I FORWARD -p udp --dport {silent} -j DROP", namespace=ROUTER),
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        services(lab, WAN, port),
        services(lab, LAN, port),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        everything_from(lab, ("c1", "c2"), plan.wan, port)
        everything_from(lab, ("c1",), plan.lan, port)
        finish(
            begin(WAN, "fetch", plan.host0, port=plan.web_published, count=4),
            *(
                begin(lab.container(c), "ask", plan.wan, port=silent, count=3, apart=True, seed=c, patience=0.3)
                for c in ("c1", "c2")
            ),
        )


@scenario()
def few_ports(lab, folder):
    """Masquerade to eight ports: one is given to connection after connection, and what finds none free is dropped and tried
    again."""
    first = lab.plan.source_port + 900
    outward(
        lab,
        folder,
        *(
            f"-t nat -I POSTROUTING 1 -o eth0 ! -s {lab.plan.host0} -p {proto} -j MASQUERADE --to-ports {first}-{first + 7}"
            for proto in ("tcp", "udp")
        ),
    )


@scenario()
def netmap(lab, folder):
    """NETMAP both ways: each container has an address of its own outside, and is reached by it."""
    plan = lab.plan
    inside, outside, port = plan.docker0.rsplit(".", 2)[0] + ".0.0/24", f"{plan.netmap}.0/24", plan.port(5)
    name = plan.netmap + "." + lab.address("c3").rsplit(".", 1)[1]
    with (
        lab.changed(f"ip route add {outside} via {plan.host0}", f"ip route del {outside}", namespace=ROUTER),
        lab.rules(
            f"-t nat -I POSTROUTING 1 -s {inside} -o eth0 -j NETMAP --to {outside}",
            f"-t nat -I PREROUTING 1 -d {outside} -j NETMAP --to {inside}",
            f"-I DOCKER-USER -d {inside} -j ACCEPT",
        ),
        lab.record(folder, [*lab.host_points(), lab.point("c3")]),
        services(lab, WAN, port),
        services(lab, lab.container("c3"), port),
    ):
        everything_from(lab, ("c1", "c2"), plan.wan, port)
        client(WAN, "fetch", name, port=port, count=5)
        client(WAN, "ask", name, port=port + 1, count=3, apart=True)
        client(WAN, "echo", name, id=7, count=3)


@scenario()
def port_collision(lab, folder):
    """Three containers use the same source ports towards one server at once: the kernel rewrites most of them."""
    port, first = lab.plan.port(10), lab.plan.source_port
    with lab.record(folder, [*lab.host_points(), lab.point("c1")]), services(lab, WAN, port):
        clients = [
            begin(lab.container(c), "fetch", lab.plan.wan, port=port, count=20, source_port=first, seed=c)
            for c in ("c1", "c2", "c3")
        ]
        clients += [
            begin(lab.container(c), "ask", lab.plan.wan, port=port + 1, count=5, apart=True, source_port=first, seed=c)
            for c in ("c1", "c2", "c3")
        ]
        finish(*clients)
