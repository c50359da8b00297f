"""Captures on `any`: each packet appears several times."""

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import everything_from, services
from natlab.topology import HOST, LAN, WAN
from natlab.traffic import PAGE, begin, finish, server


def _all_ways(lab, folder, link_type, offset):
    plan = lab.plan
    port = plan.port(offset)
    with (
        lab.record(folder, [Point("any", HOST, "any", link_type)]),
        services(lab, WAN, port),
        services(lab, LAN, port),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        everything_from(lab, ("c1", "c2", "s1"), plan.wan, port)
        everything_from(lab, ("c1", "c2"), plan.lan, port)
        finish(
            begin(WAN, "fetch", plan.host0, port=plan.web_published, count=4),
            begin(lab.container("c1"), "fetch", lab.address("web"), port=plan.web_port, count=3),
            begin(lab.container("c1"), "echo", plan.host0, id=3, count=2),
        )


@scenario()
def any_sll2(lab, folder):
    """One capture on any, LINUX_SLL2: the interface of each appearance is known."""
    _all_ways(lab, folder, "LINUX_SLL2", 110)


@scenario()
def any_sll(lab, folder):
    """One capture on any, LINUX_SLL: only the direction of each appearance is known."""
    _all_ways(lab, folder, "LINUX_SLL", 112)
