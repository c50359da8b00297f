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
