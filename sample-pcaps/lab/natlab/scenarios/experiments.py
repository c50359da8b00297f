"""The experiments of five published write-ups, with their addresses."""

import contextlib

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.shell import run
from natlab.topology import HOST, PVE, ROUTER, WAN
from natlab.traffic import PAGE, client, server


def ping(lab, container, target, count=4):
    lab.engine.docker(f"exec {container} ping -c {count} -i 0.3 {target}", check=False)


@scenario("azure")
def multi_nic_host(lab, folder):
    """A container pings both NICs of its host, the internet, and a host on the second NIC's subnet."""
    with lab.record(folder, [*lab.host_points(), Point("container", lab.container("registry"), "eth0")]):
        for target in (lab.plan.host0, lab.plan.host1, lab.plan.wan, lab.plan.lan):
            ping(lab, "registry", target)


@scenario("ec2")
def container_to_container(lab, folder):
    """Two containers of one bridge: echo and TCP, bridged."""
    with lab.record(folder, [*lab.host_points("docker0", "eth0"), lab.point("c1"), lab.point("c2")]):
        ping(lab, "c1", lab.address("c2"), 3)
        with server(lab.container("c2"), "serve", port=80, reply=PAGE):
            client(lab.container("c1"), "fetch", lab.address("c2"), port=80, count=2)


@scenario("ec2")
def bridge_to_internet(lab, folder):
    """A container of the default bridge pings a host on the internet."""
    with lab.record(folder, [*lab.host_points("docker0", "eth0"), lab.point("c1")]):
        ping(lab, "c1", lab.plan.wan)


@scenario("ec2")
def published_port(lab, folder):
    """A client outside reaches a web server through a published port."""
    published = "203.0.113.1"
    cloud = f"-t nat -A PREROUTING -d {published} -p tcp --dport 8000 -j DNAT --to-destination 192.0.2.1"
    route = f"ip route {{}} {published}/32 via {lab.plan.wan_gateway} src {lab.plan.client}"
    with (
        lab.changed(route.format("add"), route.format("del"), namespace=WAN),
        lab.rule(cloud, namespace=ROUTER),
        lab.record(folder, [*lab.host_points("docker0", "eth0"), lab.point("httpd")]),
        server(lab.container("httpd"), "serve", port=80, reply=PAGE),
    ):
        client(WAN, "fetch", published, port=8000, source_port=64640, count=3)


@scenario("ec2")
def user_bridge(lab, folder):
    """Containers of a user-defined bridge: they find each other by name, and reach the internet."""
    with lab.record(
        folder,
        [
            lab.user_bridge(),
            *lab.host_points("docker0", "eth0"),
            lab.point("s1"),
            lab.point("s2"),
            Point("s1_lo", lab.container("s1"), "lo"),
        ],
        witnesses=[(HOST, None), (lab.container("s1"), ["s1_lo"])],
    ):
        ping(lab, "s1", "s2", 3)
        ping(lab, "s2", lab.plan.wan, 3)
        with server(WAN, "serve", port=7000, reply=PAGE):
            client(lab.container("s2"), "fetch", lab.plan.wan, port=7000, count=2)


@scenario("ec2")
def host_network(lab, folder):
    """A container on the host's own network serves port 80."""
    with (
        lab.record(folder, lab.host_points("docker0", "eth0")),
        server(lab.container("hnet"), "serve", port=80, reply=PAGE),
    ):
        client(WAN, "fetch", lab.plan.host0, port=80, count=3)


@scenario("proxmox")
def nested_bridges(lab, folder):
    """A container in a Docker host that is a guest: bridges and bridge ports of the virtualisation host behind its NAT."""
    outer = [Point(n, PVE, n) for n in ("veth111i0", "fwbr111i0", "fwln111i0", "fwpr111p0", "vmbr0", "enp1s0")]
    with lab.record(folder, [lab.point("alpine01"), *lab.host_points("docker0", "eth0"), *outer]):
        ping(lab, "alpine01", lab.plan.wan, 3)
        with server(WAN, "serve", port=7000, reply=PAGE):
            client(lab.container("alpine01"), "fetch", lab.plan.wan, port=7000, count=2)


@scenario("amazon")
def two_nics_in_container(lab, folder):
    """A container has a second NIC, put in by hand, and its default route there; what comes in by the first goes out by the second."""
    inside, own = lab.container("c1"), lab.address("c1")
    with (
        second_nic(lab, "c1", "172.17.0.99/24"),
        lab.record(
            folder,
            [*lab.host_points("docker0", "eth0"), Point("c1_eth0", inside, "eth0"), Point("c1_eth1", inside, "eth1")],
        ),
    ):
        ping(lab, "c1", lab.plan.wan, 3)
        ping(lab, "c1", f"-I {own} {lab.plan.wan}", 3)
        run(f"ping -c 3 -i 0.3 {own}", HOST, check=False)
        with server(WAN, "serve", port=7000, reply=PAGE):
            client(inside, "fetch", lab.plan.wan, port=7000, count=2)


@contextlib.contextmanager
def second_nic(lab, container, address):
    """A veth from docker0 into the container, as eth1, with the default route moved to it."""
    inside, bridge = lab.container(container), lab.plan.bridge_address
    with lab.changed("ip link add veth-host type veth peer name veth-con", "ip link del veth-host"):
        run("ip link set veth-host up master docker0", HOST)
        run(f"ip link set veth-con netns {lab.engine.pid(container)}", HOST)
        for command in (
            "ip link set veth-con name eth1",
            f"ip addr add {address} dev eth1",
            "ip link set eth1 up",
            "ip route del default",
            f"ip route add default via {bridge} dev eth1",
            "sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2",
        ):
            run(command, inside)
        yield
    run(f"ip route add default via {bridge}", inside, check=False)


@scenario("nginx")
def bridged_pings(lab, folder):
    """A container pings its neighbour on the bridge, and the internet; the published web server answers."""
    with lab.record(folder, [*lab.host_points("docker0", "eth0"), lab.point("nginx"), lab.point("ubuntu")]):
        ping(lab, "ubuntu", lab.plan.wan, 3)
        ping(lab, "ubuntu", lab.address("nginx"), 3)
        with server(lab.container("nginx"), "serve", port=80, reply=PAGE):
            client(WAN, "fetch", lab.plan.host0, port=8080, count=2)
