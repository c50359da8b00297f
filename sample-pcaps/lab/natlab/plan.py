"""Addresses, names and ports of one lab."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Plan:
    """Every address that a scenario may name. IPv4 interface addresses carry their prefix length."""

    docker0: str = "172.17.0.1/16"
    docker0_v6: str = "fd17::/64"
    user_bridge: str = "br-8fe0215332a8"
    user_network: str = "172.18.0.0/16"
    eth0: str = "10.1.0.8/24"
    eth0_mac: str = "00:0d:3a:51:82:88"
    gateway0: str = "10.1.0.1"
    gateway0_mac: str = "12:34:56:78:9a:bc"
    eth1: str = "10.1.1.4/24"
    eth1_mac: str = "00:0d:3a:50:4c:d3"
    gateway1: str = "10.1.1.1"
    lan: str = "10.1.1.5"
    lan_mac: str = "74:83:ef:a9:40:a1"
    wan: str = "8.8.8.8"
    client: str = "203.0.113.150"
    wan_link: str = "198.51.100.9"
    wan_gateway: str = "198.51.100.1"
    extra_eth0: tuple = ()
    vmbr0: str = "10.1.0.41/24"
    eth0_v6: str = "fd10:1::8"
    gateway0_v6: str = "fd10:1::1"
    eth1_v6: str = "fd10:1:1::4"
    gateway1_v6: str = "fd10:1:1::1"
    lan_v6: str = "fd10:1:1::5"
    wan_v6: str = "2001:db8:8::8"
    wan_link_v6: str = "fd10:2::9"
    wan_gateway_v6: str = "fd10:2::1"
    spare: str = "10.1.0"
    spare_v6: str = "fd10:1::"
    netmap: str = "10.200.5"
    netmap_v6: str = "2001:db8:77::/64"
    virtual: str = "198.51.100.250"
    virtual_v6: str = "2001:db8:fa::250"
    web_published: int = 8000
    web_port: int = 80
    sweb_published: int = 8443
    sweb_port: int = 443
    first_port: int = 7000
    source_port: int = 40000

    @property
    def host0(self):
        return self.eth0.split("/")[0]

    @property
    def host1(self):
        return self.eth1.split("/")[0]

    @property
    def bridge_address(self):
        return self.docker0.split("/")[0]

    def port(self, offset):
        """A service port outside the Docker host."""
        return self.first_port + offset


AZURE = Plan()
EC2 = replace(
    AZURE, eth0="10.3.0.183/24", gateway0="10.3.0.1", vmbr0="10.3.0.41/24", extra_eth0=("192.0.2.1/32",), spare="10.3.0"
)
PROXMOX = replace(
    AZURE, eth0="192.168.10.103/24", gateway0="192.168.10.1", vmbr0="192.168.10.41/24", spare="192.168.10"
)
AMAZON = replace(AZURE, eth0="172.30.1.211/24", gateway0="172.30.1.1", vmbr0="172.30.1.41/24", spare="172.30.1")
SECOND = Plan(
    docker0="10.9.0.1/16",
    docker0_v6="fd9a:9::/64",
    user_bridge="br-5a7c0e91d2f4",
    user_network="10.10.0.0/16",
    eth0="192.168.44.21/24",
    eth0_mac="02:44:00:00:00:21",
    gateway0="192.168.44.254",
    gateway0_mac="02:44:00:00:00:fe",
    eth1="192.168.45.21/24",
    eth1_mac="02:45:00:00:00:21",
    gateway1="192.168.45.254",
    lan="192.168.45.33",
    lan_mac="02:45:00:00:00:33",
    wan="192.0.2.200",
    client="203.0.113.77",
    vmbr0="192.168.44.41/24",
    eth0_v6="fd44:1::21",
    gateway0_v6="fd44:1::fe",
    eth1_v6="fd45:1::21",
    gateway1_v6="fd45:1::fe",
    lan_v6="fd45:1::33",
    wan_v6="2001:db8:c8::c8",
    wan_link_v6="fd44:2::9",
    wan_gateway_v6="fd44:2::1",
    spare="192.168.44",
    spare_v6="fd44:1::",
    netmap="10.77.3",
    netmap_v6="2001:db8:99::/64",
    virtual="203.0.113.249",
    virtual_v6="2001:db8:f9::249",
    web_published=9100,
    web_port=8080,
    sweb_published=9443,
    sweb_port=4433,
    first_port=5500,
    source_port=51000,
)
