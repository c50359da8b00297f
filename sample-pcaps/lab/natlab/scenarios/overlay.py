"""VXLAN, as Docker's overlay networks use it."""

import contextlib

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.shell import run
from natlab.topology import HOST, LAN
from natlab.traffic import PAGE, begin, client, finish, server


@contextlib.contextmanager
def overlay(lab):
    """The user-defined bridge reaches nl-lan through VXLAN over eth1."""
    plan = lab.plan
    far = plan.user_network.rsplit(".", 2)[0] + ".0.99"
    tunnel = "link add vxlan0 type vxlan id 4097 dstport 4789"
    with (
        lab.changed(f"ip {tunnel} local {plan.host1} remote {plan.lan}", "ip link del vxlan0"),
        lab.changed(f"ip {tunnel} local {plan.lan} remote {plan.host1}", "ip link del vxlan0", namespace=LAN),
    ):
        run(f"ip link set vxlan0 up mtu 1450 master {plan.user_bridge}", HOST)
        run("ip link set vxlan0 up mtu 1450", LAN)
        run(f"ip addr add {far}/24 dev vxlan0", LAN)
        yield far


@scenario()
def vxlan(lab, folder):
    """Containers of a bridge talk to a host on the other end of a VXLAN tunnel over eth1, while others use eth1 with NAT."""
    plan = lab.plan
    port = plan.port(140)
    with (
        overlay(lab) as far,
        lab.record(
            folder,
            [
                lab.user_bridge(),
                *lab.host_points("docker0", "eth0", "eth1"),
                Point("vxlan0", HOST, "vxlan0"),
                lab.point("s1"),
            ],
            tunnelled=("eth1",),
        ),
        server(LAN, "serve", port=port, reply=PAGE),
        server(LAN, "answer", port=port + 1),
    ):
        client(lab.container("s1"), "echo", far, id=8, count=1)
        finish(
            begin(lab.container("s1"), "fetch", far, port=port, count=4, seed="s1"),
            begin(lab.container("s2"), "fetch", far, port=port, count=4, seed="s2"),
            begin(lab.container("s1"), "ask", far, port=port + 1, count=3, apart=True),
            begin(lab.container("s2"), "echo", far, id=9, count=3),
            begin(lab.container("c1"), "fetch", plan.lan, port=port, count=3),
        )
