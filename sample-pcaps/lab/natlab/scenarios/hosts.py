"""Two Docker hosts with the same private addresses."""

from natlab import shell
from natlab.capture import Point
from natlab.engine import Container, Engine
from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import services
from natlab.topology import HOST, LAN, WAN
from natlab.traffic import begin, finish


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
