"""What is one packet here is several there: offload, fragments, short captures."""

from natlab.scenarios.registry import scenario
from natlab.scenarios.snat import everything_from, services
from natlab.topology import ROUTER, WAN
from natlab.traffic import begin, client, finish, server


@scenario()
def bulk_segments(lab, folder):
    """Uploads and downloads: 64 KB segments on the bridge, MTU-size at the NIC, and the other way; headers only."""
    plan = lab.plan
    up, down = plan.port(40), plan.port(41)
    with (
        lab.changed("ethtool -K eth0 tso off gso off", "ethtool -K eth0 tso on gso on"),
        lab.changed("ethtool -K gw0 tso off gso off", "ethtool -K gw0 tso on gso on", namespace=ROUTER),
        lab.record(folder, [*lab.host_points(), lab.point("c1")], snaplen=96),
        server(WAN, "serve", port=up, reply=1000),
        server(WAN, "serve", port=down, reply=1000000),
    ):
        client(lab.container("c1"), "fetch", plan.wan, port=up, send=1000000, count=2)
        client(lab.container("c2"), "fetch", plan.wan, port=down, count=2)


@scenario()
def bulk_segments_gathered(lab, folder):
    """Downloads that come in segments of MTU size and are gathered into larger ones behind docker0, at the container's end."""
    plan = lab.plan
    port = plan.port(42)
    inside = lab.container("c1")
    port_of_c1 = lab.bridge_port("c1")
    with (
        lab.changed("ethtool -K gw0 tso off gso off", "ethtool -K gw0 tso on gso on", namespace=ROUTER),
        lab.changed(f"ethtool -K {port_of_c1} tso off", f"ethtool -K {port_of_c1} tso on"),
        lab.changed("ethtool -K eth0 gro on", "ethtool -K eth0 gro off", namespace=inside),
        lab.record(folder, [*lab.host_points(), lab.point("c1")], snaplen=96),
        server(WAN, "serve", port=port, reply=800000),
    ):
        client(inside, "fetch", plan.wan, port=port, count=2)


@scenario()
def fragments(lab, folder):
    """Echo requests and datagrams larger than the MTU: reassembled before NAT, fragmented anew behind it."""
    plan = lab.plan
    port = plan.port(45)
    with lab.record(folder, [*lab.host_points(), lab.point("c1")]), server(WAN, "answer", port=port):
        finish(
            begin(lab.container("c1"), "echo", plan.wan, id=45, count=3, send=4000),
            begin(lab.container("c2"), "echo", plan.wan, id=45, count=3, send=4000),
            begin(lab.container("c1"), "ask", plan.wan, port=port, count=3, apart=True, send=5000, seed="c1"),
            begin(lab.container("c2"), "ask", plan.wan, port=port, count=3, apart=True, send=5000, seed="c2"),
        )


@scenario()
def fragments_of_other_sizes(lab, folder):
    """Fragments that differ on both sides: the NIC's MTU is 900, the bridge's 1500."""
    plan = lab.plan
    port = plan.port(47)
    with (
        lab.changed("ip link set eth0 mtu 900", "ip link set eth0 mtu 1500"),
        lab.changed("ip link set gw0 mtu 900", "ip link set gw0 mtu 1500", namespace=ROUTER),
        lab.record(folder, [*lab.host_points(), lab.point("c1")]),
        server(WAN, "answer", port=port),
    ):
        finish(
            begin(lab.container("c1"), "echo", plan.wan, id=47, count=3, send=4000),
            begin(lab.container("c2"), "echo", plan.wan, id=47, count=3, send=1400),
            begin(lab.container("c3"), "ask", plan.wan, port=port, count=3, apart=True, send=3000),
        )


@scenario()
def snaplen_64(lab, folder):
    """Captures with snap length 64: TCP options are cut, UDP payloads nearly so."""
    with lab.record(folder, [*lab.host_points(), lab.point("c1")], snaplen=64), services(lab, WAN, lab.plan.port(50)):
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, lab.plan.port(50))
        everything_from(lab, ("c1", "c2", "c3"), lab.plan.wan, lab.plan.port(50), source_port=lab.plan.source_port)
