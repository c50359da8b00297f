"""The destination is rewritten: published ports and REDIRECT."""

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.topology import HOST, LAN, WAN
from natlab.traffic import PAGE, begin, client, finish, server


@scenario()
def published_ports(lab, folder):
    """Published ports on the default and on a user-defined bridge, reached from both sides and from the host itself."""
    plan = lab.plan
    with (
        lab.record(folder, [*lab.host_points(), lab.user_bridge(), lab.point("web"), lab.point("sweb")]),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
        server(lab.container("sweb"), "serve", port=plan.sweb_port, reply=PAGE + 100),
    ):
        for published in (plan.web_published, plan.sweb_published):
            finish(
                begin(WAN, "fetch", plan.host0, port=published, count=5),
                begin(LAN, "fetch", plan.host1, port=published, count=5),
                begin(HOST, "fetch", plan.host0, port=published, count=2),
                begin(HOST, "fetch", plan.host1, port=published, count=2),
            )


@scenario()
def several_ports_of_one_container(lab, folder):
    """One container has several published ports, TCP and UDP; two of them lead to the same port inside."""
    plan = lab.plan
    first = plan.port(200)
    inside = lab.address("c3")
    rules = [
        f"-t nat -I DOCKER 1 ! -i docker0 -p {proto} --dport {outer} -j DNAT --to-destination {inside}:{inner}"
        for proto, outer, inner in (
            ("tcp", first, 81),
            ("tcp", first + 1, 81),
            ("tcp", first + 2, 82),
            ("udp", first, 53),
            ("udp", first + 1, 53),
        )
    ]
    with (
        lab.rules(*rules, f"-I DOCKER-USER -d {inside} -j ACCEPT"),
        lab.record(folder, [*lab.host_points(), lab.point("c3")]),
        server(lab.container("c3"), "serve", port=[81, 82], reply=1000),
        server(lab.container("c3"), "answer", port=53),
    ):
        finish(
            begin(WAN, "fetch", plan.host0, port=[first, first + 1, first + 2], count=9),
            begin(LAN, "fetch", plan.host1, port=[first, first + 1, first + 2], count=6),
            begin(WAN, "ask", plan.host0, port=[first, first + 1], count=6, apart=True, payload="the same question"),
        )


@scenario()
def redirect(lab, folder):
    """REDIRECT to a proxy of the host, of a container's connections (docker0 shows the questions rewritten and the
    answers not, for a bridge translates before it is captured) and of a client's outside (eth0 shows one form only)."""
    plan = lab.plan
    port, proxy = plan.port(20), plan.port(21)
    with (
        lab.rules(
            *(
                f"-t nat -I PREROUTING 1 -i {i} -p tcp --dport {port} -j REDIRECT --to-ports {proxy}"
                for i in ("docker0", "eth0")
            )
        ),
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        server(HOST, "serve", port=proxy, reply=PAGE),
        server(WAN, "serve", port=port, reply=PAGE),
    ):
        for name in ("c1", "c2"):
            client(lab.container(name), "fetch", plan.wan, port=port, count=3)
        client(WAN, "fetch", plan.host0, port=port, count=3)
        client(HOST, "fetch", plan.wan, port=port, count=2)


@scenario()
def redirect_on_loopback(lab, folder):
    """REDIRECT of the host's own traffic: lo shows questions in one form and answers in the other."""
    plan = lab.plan
    port, proxy = plan.port(22), plan.port(23)
    with (
        lab.rule(f"-t nat -I OUTPUT 1 -d {plan.wan} -p tcp --dport {port} -j REDIRECT --to-ports {proxy}"),
        lab.record(folder, [*lab.host_points("eth0"), Point("lo", HOST, "lo")]),
        server(HOST, "serve", port=proxy, reply=PAGE),
    ):
        client(HOST, "fetch", plan.wan, port=port, count=3)


@scenario()
def virtual_address(lab, folder):
    """A virtual address that stands for a server outside, asked by TCP, by one datagram a socket, and by pings that have one
    identifier in several containers: docker0 shows questions rewritten, answers not, and a ping's identifier first as it
    was and then as source NAT chose it."""
    plan = lab.plan
    virtual, port = plan.virtual, plan.port(24)
    with (
        lab.rules(
            f"-t nat -I PREROUTING 1 -i docker0 -d {virtual} -p icmp -j DNAT --to-destination {plan.wan}",
            *(
                f"-t nat -I PREROUTING 1 -i docker0 -d {virtual} -p {proto} --dport {port + i}"
                f" -j DNAT --to-destination {plan.wan}:{port + 2 + i}"
                for i, proto in enumerate(("tcp", "udp"))
            ),
        ),
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        server(WAN, "serve", port=port + 2, reply=PAGE),
        server(WAN, "answer", port=port + 3),
    ):
        clients = []
        for name in ("c1", "c2", "c3"):
            inside = lab.container(name)
            clients.append(begin(inside, "fetch", virtual, port=port, count=3, seed=name))
            clients.append(begin(inside, "ask", virtual, port=port + 1, count=4, apart=True, seed=name))
            clients.append(begin(inside, "echo", virtual, id=77, count=3))
        finish(*clients)


@scenario()
def both_ends(lab, folder):
    """A published port behind which the client's address is rewritten as well, so that a packet has no address in common
    before and after: clients by TCP, and by one datagram a socket."""
    plan = lab.plan
    port, inside = plan.port(28), lab.address("c3")
    with (
        lab.rules(
            *(
                f"-t nat -I PREROUTING 1 -d {plan.host0} -p {proto} --dport {port} -j DNAT --to-destination {inside}:{inner}"
                for proto, inner in (("tcp", 81), ("udp", 53))
            ),
            f"-t nat -I POSTROUTING 1 -o docker0 -d {inside} ! -s {plan.docker0} -j MASQUERADE",
            f"-I DOCKER-USER -d {inside} -j ACCEPT",
        ),
        lab.record(folder, [*lab.host_points(), Point("veth_c3", HOST, lab.bridge_port("c3")), lab.point("c3")]),
        server(lab.container("c3"), "serve", port=81, reply=PAGE),
        server(lab.container("c3"), "answer", port=53),
    ):
        finish(
            begin(WAN, "fetch", plan.host0, port=port, count=4),
            begin(WAN, "ask", plan.host0, port=port, count=6, apart=True),
        )
