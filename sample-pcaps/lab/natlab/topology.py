"""The namespaces, the links between them, and their addresses.

    nl-wan  8.8.8.8, 203.0.113.150             nl-lan 10.1.1.5
       | eth0                                     | eth0
       | wan0                                     | lan1
    nl-router  10.1.0.1 -------------- br1 10.1.1.1
       | gw0                                      | host1
       | enp1s0                                   |
    nl-pve  vmbr0 = fwpr111p0 ~ fwln111i0 = fwbr111i0
       | veth111i0                                |
       | eth0 10.1.0.8                            | eth1 10.1.1.4
    nl-host  dockerd, docker0, one user-defined bridge

A packet to nl-wan passes six bridges and bridge ports of nl-pve, which stands for a virtualisation host.
"""

import os
import signal

from natlab.shell import named, run

HOST, PVE, ROUTER, LAN, WAN = (named(f"nl-{n}") for n in ("host", "pve", "router", "lan", "wan"))
ALL = (HOST, PVE, ROUTER, LAN, WAN)


def build(plan):
    for namespace in ALL:
        run(f"ip netns add {namespace.label}")
        _ip(namespace, "link set lo up")
        run(
            "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0"
            " net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0",
            namespace,
        )
    _link_everything(plan)
    _address_everything(plan)
    _route_everything(plan)
    _answer_neighbours_at_once(plan)


def remove():
    """Ends what still runs in the namespaces, then deletes them. Says nothing when there are none."""
    for namespace in ALL:
        if os.path.exists(namespace.path):
            for pid in run(f"ip netns pids {namespace.label}", check=False).split():
                _kill(int(pid))
            run(f"ip netns del {namespace.label}", check=False)


def present():
    return all(os.path.exists(n.path) for n in ALL)


def _kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _ip(namespace, command):
    run(f"ip -n {namespace.label} {command}")


def _link_everything(plan):
    _veth(HOST, "eth0", PVE, "veth111i0", mac=plan.eth0_mac)
    _veth(PVE, "enp1s0", ROUTER, "gw0", peer_mac=plan.gateway0_mac)
    _veth(PVE, "fwln111i0", PVE, "fwpr111p0")
    _veth(HOST, "eth1", ROUTER, "host1", mac=plan.eth1_mac)
    _veth(LAN, "eth0", ROUTER, "lan1", mac=plan.lan_mac)
    _veth(WAN, "eth0", ROUTER, "wan0")
    _bridge(PVE, "fwbr111i0", "veth111i0", "fwln111i0")
    _bridge(PVE, "vmbr0", "fwpr111p0", "enp1s0")
    _bridge(ROUTER, "br1", "host1", "lan1")


def _veth(namespace, name, peer_namespace, peer, mac=None, peer_mac=None):
    own = f" address {mac}" if mac else ""
    other = f" address {peer_mac}" if peer_mac else ""
    _ip(namespace, f"link add {name}{own} type veth peer name {peer}{other} netns {peer_namespace.label}")
    _ip(namespace, f"link set {name} up")
    _ip(peer_namespace, f"link set {peer} up")


def _bridge(namespace, name, *ports):
    _ip(namespace, f"link add {name} type bridge")
    _ip(namespace, f"link set {name} up")
    for port in ports:
        _ip(namespace, f"link set {port} master {name}")


def _address_everything(plan):
    v4 = [
        (HOST, plan.eth0, "eth0"),
        (HOST, plan.eth1, "eth1"),
        (PVE, plan.vmbr0, "vmbr0"),
        (ROUTER, f"{plan.gateway0}/24", "gw0"),
        (ROUTER, f"{plan.gateway1}/24", "br1"),
        (LAN, f"{plan.lan}/24", "eth0"),
        (ROUTER, f"{plan.wan_gateway}/24", "wan0"),
        (WAN, f"{plan.wan_link}/24", "eth0"),
        (WAN, f"{plan.wan}/32", "lo"),
        (WAN, f"{plan.client}/32", "lo"),
    ]
    v4 += [(HOST, address, "eth0") for address in plan.extra_eth0]
    v6 = [
        (HOST, f"{plan.eth0_v6}/64", "eth0"),
        (HOST, f"{plan.eth1_v6}/64", "eth1"),
        (ROUTER, f"{plan.gateway0_v6}/64", "gw0"),
        (ROUTER, f"{plan.gateway1_v6}/64", "br1"),
        (LAN, f"{plan.lan_v6}/64", "eth0"),
        (ROUTER, f"{plan.wan_gateway_v6}/64", "wan0"),
        (WAN, f"{plan.wan_link_v6}/64", "eth0"),
        (WAN, f"{plan.wan_v6}/128", "lo"),
    ]
    for namespace, address, link in v4 + v6:
        _ip(namespace, f"addr add {address} dev {link}")


def _route_everything(plan):
    _ip(HOST, f"route add default via {plan.gateway0} dev eth0")
    _ip(HOST, f"-6 route add default via {plan.gateway0_v6} dev eth0")
    _ip(LAN, f"route add default via {plan.gateway1}")
    _ip(LAN, f"-6 route add default via {plan.gateway1_v6}")
    _ip(WAN, f"route add default via {plan.wan_gateway} src {plan.client}")
    _ip(WAN, f"-6 route add default via {plan.wan_gateway_v6}")
    for address in (plan.wan, plan.client):
        _ip(ROUTER, f"route add {address}/32 via {plan.wan_link}")
    _ip(ROUTER, f"-6 route add {plan.wan_v6}/128 via {plan.wan_link_v6}")
    for address in plan.extra_eth0:
        _ip(ROUTER, f"route add {address} via {plan.host0}")


def _answer_neighbours_at_once(plan):
    """A first exchange on each link, so that no scenario starts with lost packets."""
    for namespace, address in (
        (HOST, plan.gateway0),
        (HOST, plan.lan),
        (HOST, plan.gateway1),
        (WAN, plan.wan_gateway),
        (LAN, plan.gateway1),
    ):
        run(f"ping -q -c 1 -W 2 {address}", namespace, check=False)
    run(f"ping -q -c 1 -W 2 -I {plan.host0} {plan.wan}", HOST)
