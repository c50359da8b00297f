"""Two NICs: which one is taken, and by which one the answer goes."""

import contextlib
import time

from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import everything_from, services
from natlab.shell import run
from natlab.topology import HOST, WAN
from natlab.traffic import PAGE, begin, finish, server


@contextlib.contextmanager
def second_uplink(lab, *selectors):
    """A routing table whose default route leaves by eth1, for what the selectors name."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(
            lab.changed(f"ip route add default via {lab.plan.gateway1} dev eth1 table 101", "ip route flush table 101")
        )
        for selector in selectors:
            stack.enter_context(lab.changed(f"ip rule add {selector} lookup 101", f"ip rule del {selector} lookup 101"))
        yield


@scenario()
def policy_routing(lab, folder):
    """Routing by source: one container leaves by eth1, the others by eth0, towards the same server."""
    port = lab.plan.port(70)
    with (
        second_uplink(lab, f"from {lab.address('c2')}"),
        lab.record(folder, [*lab.host_points(), lab.point("c1"), lab.point("c2")]),
        services(lab, WAN, port),
    ):
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, port)


@scenario()
def two_uplinks(lab, folder):
    """Both uplinks in use by the same containers at once: every other source port goes by eth1."""
    port = lab.plan.port(72)
    mark = "-t mangle -I PREROUTING -i docker0 -m conntrack --ctstate NEW -m u32 --u32 0>>22&0x3C@0>>16&1=1 -j CONNMARK --set-mark 1"
    with (
        second_uplink(lab, "fwmark 1"),
        lab.rules("-t mangle -I PREROUTING -i docker0 -j CONNMARK --restore-mark", mark),
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        services(lab, WAN, port),
    ):
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, port)
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, port, source_port=lab.plan.source_port)


@scenario()
def uplink_changes(lab, folder):
    """The default route moves from eth0 to eth1, and conntrack forgets, in the midst of a TCP connection, questions and pings."""
    plan = lab.plan
    port = plan.port(74)
    with (
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        server(WAN, "reflect", port=port),
        server(WAN, "answer", port=port),
    ):
        lasting = {"count": 12, "interval": 0.2}
        clients = (
            begin(lab.container("c1"), "talk", plan.wan, port=port, **lasting),
            begin(lab.container("c2"), "ask", plan.wan, port=port, **lasting),
            begin(lab.container("c3"), "echo", plan.wan, id=74, **lasting),
        )
        time.sleep(1)
        with lab.changed(
            f"ip route replace default via {plan.gateway1} dev eth1",
            f"ip route replace default via {plan.gateway0} dev eth0",
        ):
            run("conntrack -F", HOST)
            finish(*clients)


@scenario()
def asymmetric_reply(lab, folder):
    """A client outside reaches eth1's address: the request comes in by eth1, the reply leaves by eth0."""
    plan = lab.plan
    with (
        lab.record(folder, [*lab.host_points(), lab.point("web")]),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        finish(
            begin(WAN, "fetch", plan.host1, port=plan.web_published, count=5),
            begin(WAN, "fetch", plan.host0, port=plan.web_published, count=3),
        )
