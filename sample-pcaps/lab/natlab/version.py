"""What the lab has of one version of IP, by the same names for both, so that one scenario can play both."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_interface, ip_network
from typing import Callable

from natlab.capture import DUAL, IPV4


@dataclass(frozen=True)
class Version:
    tables: str  # the program that sets rules
    route: str  # the command that sets routes
    expression: str  # what is captured
    echo: str  # the protocol of ping, for rules
    hops: str  # the target that sets the time to live, up to what it is to do
    any: str  # to bind to
    wan: str
    lan: str
    host: str  # at eth0
    bridge: str  # docker0's own
    inside: IPv4Network | IPv6Network  # of the containers at docker0
    mapped: str  # a network as large as `inside`, for NETMAP
    spare: str  # a network beside eth0 of which nobody has an address
    fixed: str  # of `spare`
    pool: str  # of `spare`, from the first to the last
    virtual: str  # outside, nobody's
    nobody: str  # likewise
    containers: tuple  # those that have this version, by name
    address: Callable  # of one of them

    def at(self, address, port):
        return f"[{address}]:{port}" if self.tables == "ip6tables" else f"{address}:{port}"


def version4(lab):
    plan, docker0 = lab.plan, ip_interface(lab.plan.docker0)
    return Version(
        tables="iptables",
        route="ip route",
        expression=IPV4,
        echo="icmp",
        hops="TTL --ttl",
        any="0.0.0.0",
        wan=plan.wan,
        lan=plan.lan,
        host=plan.host0,
        bridge=plan.bridge_address,
        inside=next(docker0.network.subnets(new_prefix=24)),
        mapped=f"{plan.netmap}.0/24",
        spare=f"{plan.spare}.64/28",
        fixed=f"{plan.spare}.77",
        pool=f"{plan.spare}.64-{plan.spare}.71",
        virtual=plan.virtual,
        nobody=str(ip_address(plan.virtual) + 1),
        containers=("c1", "c2", "c3", "s1", "s2"),
        address=lab.address,
    )


def version6(lab):
    plan, inside = lab.plan, ip_network(lab.plan.docker0_v6)
    return Version(
        tables="ip6tables",
        route="ip -6 route",
        expression=DUAL,
        echo="icmpv6",
        hops="HL --hl",
        any="::",
        wan=plan.wan_v6,
        lan=plan.lan_v6,
        host=plan.eth0_v6,
        bridge=str(inside[1]),
        inside=inside,
        mapped=plan.netmap_v6,
        spare=f"{plan.spare_v6}d0/124",
        fixed=f"{plan.spare_v6}dd",
        pool=f"{plan.spare_v6}d0-{plan.spare_v6}d7",
        virtual=plan.virtual_v6,
        nobody=str(ip_address(plan.virtual_v6) + 1),
        containers=("c1", "c2", "c3", "web"),
        address=lab.address_v6,
    )
