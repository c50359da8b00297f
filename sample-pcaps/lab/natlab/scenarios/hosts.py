"""Two hosts: with the same private addresses beside each other, and one behind the other."""

from natlab import shell, truth
from natlab.capture import Point
from natlab.engine import Container, Engine
from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import everything_from, services
from natlab.topology import HOST, LAN, ROUTER, WAN
from natlab.traffic import PAGE, begin, client, finish, server


@scenario()
def two_hosts(lab, folder):
    """Containers of two hosts with the same private addresses and source ports reach one server outside."""
    plan = lab.plan
    port = plan.port(150)
    second = Engine(LAN, f"{shell.STATE}/second-engine")
    second.start(plan.docker0)
    try:
        for name in ("c1", "c2", "c3"):
            second.run(Container(name))
        points = [
            Point("a_docker0", HOST, "docker0"),
            Point("a_eth0", HOST, "eth0"),
            Point("a_eth1", HOST, "eth1"),
            Point("b_docker0", LAN, "docker0"),
            Point("b_eth0", LAN, "eth0"),
        ]
        witnesses = [(HOST, ["a_docker0", "a_eth0", "a_eth1"]), (LAN, ["b_docker0", "b_eth0"])]
        with lab.record(folder, points, witnesses=witnesses), services(lab, WAN, port):
            clients = []
            for engine in (lab.engine, second):
                for name in ("c1", "c2", "c3"):
                    clients.append(
                        begin(
                            engine.container(name),
                            "fetch",
                            plan.wan,
                            port=port,
                            count=6,
                            source_port=plan.source_port,
                            seed=f"{engine.folder}{name}",
                        )
                    )
                    clients.append(
                        begin(
                            engine.container(name),
                            "ask",
                            plan.wan,
                            port=port + 1,
                            count=4,
                            apart=True,
                            payload="same for all",
                            source_port=plan.source_port,
                        )
                    )
                    clients.append(begin(engine.container(name), "echo", plan.wan, id=55, count=4))
            finish(*clients)
    finally:
        second.stop()


@scenario()
def nat_behind_nat(lab, folder):
    """Flows that the NAT of two hosts translates one after the other: source NAT going out, destination NAT coming in."""
    plan = lab.plan
    port, published = plan.port(160), plan.port(162)
    # by their names NICs, as they would have on a machine
    router = [Point("enp2s0", ROUTER, "gw0"), Point("enp1s0", ROUTER, "wan0")]
    points = [*lab.host_points("docker0", "eth0"), *router, lab.point("c1")]
    with (
        lab.rules(
            f"-t nat -A POSTROUTING -o wan0 -s {plan.host0} -j MASQUERADE",
            f"-t nat -A PREROUTING -i wan0 -p tcp --dport {published} -j DNAT --to {plan.host0}:{plan.web_published}",
            namespace=ROUTER,
        ),
        lab.record(folder, points, witnesses=[(HOST, None), (ROUTER, None)], finished=truth.chained),
        services(lab, WAN, port),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        everything_from(lab, ("c1", "c2", "c3"), plan.wan, port)
        everything_from(lab, ("c1", "c2", "c3"), plan.wan, port, source_port=plan.source_port)
        finish(*(begin(lab.container(name), "echo", plan.wan, id=58, count=3) for name in ("c1", "c2", "c3")))
        client(WAN, "fetch", plan.wan_gateway, port=published, count=6)
