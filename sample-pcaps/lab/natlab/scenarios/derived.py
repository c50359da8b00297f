"""Scenarios whose captures are rewritten after recording: VLAN tags, another clock, lost and reordered frames."""

import os

from natlab import derive, truth
from natlab.scenarios import hosts, snat
from natlab.scenarios.registry import scenario


def _rewrite(folder, point, change):
    path = os.path.join(folder, f"{point}.pcap")
    header, records = derive.read(path)
    derive.write(path, header, change(records))


def _note(folder, text):
    with open(os.path.join(folder, "DERIVED.txt"), "w") as out:
        out.write(text + "\n")


@scenario()
def vlan_tagged(lab, folder):
    """Masquerade, with eth0 as the trunk of VLAN 100 and eth1 of VLAN 20 in 300 (derived: tags put in after capture)."""
    snat.masquerade(lab, folder)
    _rewrite(folder, "eth0", lambda records: derive.with_tags(records, [(0x8100, 100)]))
    _rewrite(folder, "eth1", lambda records: derive.with_tags(records, [(0x88A8, 300), (0x8100, 20)]))
    _note(
        folder,
        "eth0.pcap: an 802.1Q tag (VLAN 100) was put into each frame after capture; eth1.pcap: 802.1ad 300 and 802.1Q 20.",
    )


@scenario()
def two_clocks(lab, folder):
    """Two hosts; the second one's clock is 3.25 s ahead and gains 40 ppm (derived: its times are rewritten)."""
    hosts.two_hosts(lab, folder)
    _give_clock(folder, "b_docker0", "b_eth0")


@scenario()
def two_clocks_one_path(lab, folder):
    """Flows through two hosts, NAT behind NAT; the second one's clock is 3.25 s ahead and gains 40 ppm (derived)."""
    hosts.nat_behind_nat(lab, folder)
    _give_clock(folder, "enp2s0", "enp1s0")


def _give_clock(folder, *points):
    origin = min(derive.read(os.path.join(folder, f"{point}.pcap"))[1][0][0] for point in points)
    for point in points:
        _rewrite(folder, point, lambda records: derive.with_clock(records, origin, 3_250_000_000, 40.0))
    files = " and ".join(f"{point}.pcap" for point in points)
    _note(
        folder,
        f"{files}: times moved ahead by 3.25 s, and by 40 ppm of the time since the first frame of both.",
    )


@scenario()
def reordered(lab, folder):
    """Masquerade, seen at eth0 by a mirror that reorders: every seventh frame comes after the next (derived)."""
    snat.masquerade(lab, folder)
    _rewrite(folder, "eth0", lambda records: derive.reordered(records, 7))
    _note(folder, "eth0.pcap: every seventh frame changed places with the next.")


@scenario()
def capture_drops(lab, folder):
    """Port collisions, with captures that lost every ninth frame at docker0 and every eleventh at eth0 (derived)."""
    snat.port_collision(lab, folder)
    _rewrite(folder, "docker0", lambda records: derive.thinned(records, 9))
    _rewrite(folder, "eth0", lambda records: derive.thinned(records, 11))
    truth.locate_again(folder)
    _note(folder, "docker0.pcap: every ninth frame taken out after capture; eth0.pcap: every eleventh.")
