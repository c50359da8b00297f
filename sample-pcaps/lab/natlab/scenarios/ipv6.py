"""IPv6: NAT66, prefix mapping, fragments, and both versions of one container at once."""

from ipaddress import ip_address, ip_network

from natlab.capture import DUAL
from natlab.scenarios.registry import scenario
from natlab.topology import ROUTER, WAN
from natlab.traffic import PAGE, begin, finish, server


def _services(lab, port):
    return server(WAN, "serve", bind="::", port=port, reply=PAGE), server(WAN, "answer", bind="::", port=port + 1)


def _from(lab, names, port, host, **options):
    clients = []
    for name in names:
        inside = lab.container(name)
        clients += [
            begin(inside, "fetch", host, port=port, count=4, seed=name, **options),
            begin(inside, "ask", host, port=port + 1, count=3, apart=True, seed=name, **options),
            begin(inside, "echo", host, id=66, count=3),
        ]
    return clients


@scenario("ipv6")
def nat66(lab, folder):
    """Docker's IPv6 masquerade: TCP, UDP and echo of three containers, same source ports and echo ids."""
    port = lab.plan.port(60)
    tcp, udp = _services(lab, port)
    with lab.record(folder, [*lab.host_points(), lab.point("c1")], expression=DUAL), tcp, udp:
        finish(*_from(lab, ("c1", "c2", "c3"), port, lab.plan.wan_v6))
        finish(*_from(lab, ("c1", "c2", "c3"), port, lab.plan.wan_v6, source_port=lab.plan.source_port))


@scenario("ipv6")
def netmap_ipv6(lab, folder):
    """NETMAP of the containers' IPv6 prefix to another, as NPTv6 does, tracked by the kernel."""
    port = lab.plan.port(62)
    outside = lab.plan.netmap_v6
    tcp, udp = _services(lab, port)
    with (
        lab.changed(
            f"ip -6 route add {outside} via {lab.plan.eth0_v6}", f"ip -6 route del {outside}", namespace=ROUTER
        ),
        lab.rule(
            f"-t nat -I POSTROUTING 1 -s {lab.plan.docker0_v6} -o eth0 -j NETMAP --to {outside}", program="ip6tables"
        ),
        lab.record(folder, [*lab.host_points(), lab.point("c1")], expression=DUAL),
        tcp,
        udp,
    ):
        finish(*_from(lab, ("c1", "c2", "c3"), port, lab.plan.wan_v6))


@scenario("ipv6")
def prefix_translation(lab, folder):
    """NPTv6: the containers' prefix is mapped to another without state, checksum-neutral; the Docker host tracks none of it."""
    port, inside, outside = lab.plan.port(68), lab.plan.docker0_v6, lab.plan.netmap_v6
    containers = ("c1", "c2", "c3")
    tcp, udp = _services(lab, port)
    prefixes = ip_network(inside), ip_network(outside)
    mapped = {str(translated(ip_address(a), *prefixes)): a for a in map(lab.address_v6, containers)}

    def restored(entries):
        """What the server's kernel tracked, with the address that the initiator has behind the mapping."""
        theirs = [e for e in entries if e["original"]["src"] in mapped]
        return [{**e, "original": {**e["original"], "src": mapped[e["original"]["src"]]}} for e in theirs]

    with (
        lab.changed(
            f"ip -6 route add {outside} via {lab.plan.eth0_v6}", f"ip -6 route del {outside}", namespace=ROUTER
        ),
        lab.rules(
            f"-t raw -I PREROUTING 1 -s {inside} -j CT --notrack",
            f"-t raw -I PREROUTING 1 -d {outside} -j CT --notrack",
            f"-t mangle -I POSTROUTING 1 -s {inside} -o eth0 -j SNPT --src-pfx {inside} --dst-pfx {outside}",
            f"-t mangle -I PREROUTING 1 -d {outside} -i eth0 -j DNPT --src-pfx {outside} --dst-pfx {inside}",
            f"-I FORWARD 1 -d {inside} -i eth0 -j ACCEPT",
            program="ip6tables",
        ),
        lab.rule("-I INPUT 1 -m conntrack --ctstate NEW -j ACCEPT", namespace=WAN, program="ip6tables"),
        lab.record(
            folder,
            [*lab.host_points(), lab.point("c1")],
            expression=DUAL,
            witnesses=[(WAN, None)],
            finished=restored,
        ),
        tcp,
        udp,
    ):
        finish(*_from(lab, containers, port, lab.plan.wan_v6))
        finish(*_from(lab, containers, port, lab.plan.wan_v6, source_port=lab.plan.source_port))


def translated(address, inside, outside):
    """RFC 6296 section 3.5: the prefix is replaced, and a word behind it takes up what that adds to the checksum."""
    words = [int.from_bytes(address.packed[i : i + 2], "big") for i in range(0, 16, 2)]
    prefix = [int.from_bytes(outside.network_address.packed[i : i + 2], "big") for i in range(0, 8, 2)]
    at = next(i for i in range(4, 8) if words[i] != 0xFFFF)
    words[at] = (words[at] + sum(words[:4]) - sum(prefix)) % 0xFFFF
    return ip_address(b"".join(w.to_bytes(2, "big") for w in prefix + words[4:]))


@scenario("ipv6")
def dual_stack(lab, folder):
    """IPv4 and IPv6 of the same containers at once, with the same ports and echo ids."""
    port = lab.plan.port(64)
    tcp, udp = _services(lab, port)
    first = lab.plan.source_port
    with lab.record(folder, [*lab.host_points(), lab.point("c1")], expression=DUAL), tcp, udp:
        finish(
            *_from(lab, ("c1", "c2"), port, lab.plan.wan_v6, source_port=first),
            *_from(lab, ("c1", "c2"), port, lab.plan.wan, source_port=first),
        )


@scenario("ipv6")
def published_port_ipv6(lab, folder):
    """A published port reached by IPv6 and by IPv4."""
    plan = lab.plan
    with (
        lab.record(folder, [*lab.host_points(), lab.point("web")], expression=DUAL),
        server(lab.container("web"), "serve", bind="::", port=plan.web_port, reply=PAGE),
    ):
        finish(
            begin(WAN, "fetch", plan.eth0_v6, port=plan.web_published, count=4),
            begin(WAN, "fetch", plan.host0, port=plan.web_published, count=4),
        )


@scenario("ipv6")
def fragments_ipv6(lab, folder):
    """IPv6 echo requests and datagrams larger than the MTU."""
    port = lab.plan.port(66)
    _, udp = _services(lab, port)
    with lab.record(folder, [*lab.host_points(), lab.point("c1")], expression=DUAL), udp:
        finish(
            begin(lab.container("c1"), "echo", lab.plan.wan_v6, id=67, count=3, send=4000),
            begin(lab.container("c2"), "echo", lab.plan.wan_v6, id=67, count=3, send=4000),
            begin(lab.container("c1"), "ask", lab.plan.wan_v6, port=port + 1, count=3, apart=True, send=5000),
            begin(
                lab.container("c2"), "ask", lab.plan.wan_v6, port=port + 1, count=3, apart=True, send=5000, seed="c2"
            ),
        )
