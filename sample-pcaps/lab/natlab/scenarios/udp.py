"""Short questions and answers, many of them alike."""

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.topology import HOST, LAN, WAN
from natlab.traffic import begin, finish, server, soon


@scenario()
def alike_questions(lab, folder):
    """Six containers send the same datagrams to one server at the same moment, each from a port of its own."""
    port = lab.plan.port(30)
    with lab.record(folder, [*lab.host_points(), lab.user_bridge(), lab.point("c1")]), server(WAN, "answer", port=port):
        moment = soon()
        finish(
            *(
                begin(
                    lab.container(c),
                    "ask",
                    lab.plan.wan,
                    port=port,
                    count=8,
                    apart=True,
                    interval=0.02,
                    payload="who is example.org?",
                    at=moment,
                )
                for c in ("c1", "c2", "c3", "s1", "s2", "s3")
            )
        )


@scenario()
def alike_questions_same_ports(lab, folder):
    """The same datagrams, at the same moment, and from the same source ports too."""
    port, first = lab.plan.port(32), lab.plan.source_port
    with (
        lab.record(folder, [*lab.host_points(), lab.user_bridge()]),
        server(WAN, "answer", port=port),
        server(LAN, "answer", port=port),
    ):
        moment = soon()
        finish(
            *(
                begin(
                    lab.container(c),
                    "ask",
                    host,
                    port=port,
                    count=6,
                    apart=True,
                    interval=0.05,
                    payload="who is example.org?",
                    source_port=base,
                    at=moment,
                )
                for c in ("c1", "c2", "c3", "s1", "s2", "s3")
                for host, base in ((lab.plan.wan, first), (lab.plan.lan, first + 500))
            )
        )


@scenario()
def container_dns(lab, folder):
    """Names asked of 127.0.0.11, as a container's own loopback shows it, and what the engine asks a name server outside."""
    with lab.record(
        folder,
        [lab.user_bridge(), *lab.host_points("eth0"), lab.point("s1"), Point("s1_lo", lab.container("s1"), "lo")],
        witnesses=[(HOST, [lab.plan.user_bridge, "eth0", "s1"]), (lab.container("s1"), ["s1_lo"])],
    ):
        for name in ("s2", "sweb", "s3", "s1"):
            lab.engine.docker(f"exec s1 nslookup {name}", check=False)
        lab.engine.docker("exec s1 ping -c 2 -i 0.3 s2", check=False)
