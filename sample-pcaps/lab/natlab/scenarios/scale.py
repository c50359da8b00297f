"""Much at once."""

from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import services
from natlab.topology import LAN, WAN
from natlab.traffic import PAGE, begin, finish, server, soon


@scenario()
def many_connections(lab, folder):
    """Some 700 connections of six containers through two bridges and two NICs in three seconds, with published ports in use."""
    plan = lab.plan
    port = plan.port(130)
    with (
        lab.record(folder, [*lab.host_points(), lab.user_bridge()], snaplen=160),
        services(lab, WAN, port),
        services(lab, LAN, port),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE // 2),
        server(lab.container("sweb"), "serve", port=plan.sweb_port, reply=PAGE // 2),
    ):
        moment = soon(2.5)
        clients = []
        for number, name in enumerate(("c1", "c2", "c3", "s1", "s2", "s3")):
            inside = lab.container(name)
            for host in (plan.wan, plan.lan):
                clients.append(
                    begin(
                        inside,
                        "fetch",
                        host,
                        port=port,
                        count=33,
                        spacing=0.05,
                        source_port=plan.source_port,
                        seed=name,
                        at=moment,
                    )
                )
                clients.append(
                    begin(
                        inside,
                        "ask",
                        host,
                        port=port + 1,
                        count=15,
                        apart=True,
                        interval=0.1,
                        payload="same for all",
                        source_port=plan.source_port,
                        at=moment,
                    )
                )
                clients.append(begin(inside, "echo", host, id=77, count=3, interval=0.5, at=moment))
        clients.append(begin(WAN, "fetch", plan.host0, port=plan.web_published, count=60, spacing=0.03, at=moment))
        clients.append(begin(LAN, "fetch", plan.host1, port=plan.sweb_published, count=60, spacing=0.03, at=moment))
        finish(*clients)
