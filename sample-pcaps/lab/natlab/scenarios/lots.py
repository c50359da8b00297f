"""Rules and traffic drawn by lot, for what nobody has thought of. A seed names a draw; natlens is to get each right.

Left out is what captures cannot tell: UDP that is redirected where no capture shows it before, one source port or echo
identifier used at one time towards a virtual address and towards the server behind it, and rewritten destinations
beside rules that raise the time to live, where datagrams come first.
"""

import contextlib
import random
from dataclasses import dataclass, field

from natlab import truth
from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.topology import HOST, LAN, PVE, ROUTER, WAN
from natlab.traffic import begin, finish, server, soon
from natlab.version import Version, version4, version6

TCP, UDP, PING = "fetch", "ask", "echo"
OFFSET = 300  # of the first port used here, from the plan's first


@dataclass
class Draw:
    """What has been drawn so far: rules, and clients that have not begun yet."""

    lab: object
    ip: Version
    chance: random.Random
    rules: list = field(default_factory=list)
    clients: list = field(default_factory=list)
    fixed_ports: bool = True  # whether clients may have one source port or echo identifier

    @property
    def plan(self):
        return self.lab.plan

    def port(self, offset):
        return self.plan.port(OFFSET + offset)

    def rule(self, chain, rest):
        self.rules.append(f"-t nat -I {chain} 1 {rest}")

    def dnat(self, proto, address, port, to, chain="PREROUTING", match=""):
        self.rule(chain, f"-d {address} -p {proto} --dport {port} {match} -j DNAT --to-destination {to}")

    def client(self, namespace, kind, host, port, seed):
        chance = self.chance
        options = {"at": chance.choice((0, 0, 0, 0.3))}
        if kind == TCP:
            options |= {"count": chance.randint(1, 8), "send": chance.choice((0, 5, 4000, 60000))}
        elif kind == UDP:
            options |= {"count": chance.randint(1, 6), "interval": chance.choice((0.01, 0.05))}
            options |= {"apart": chance.random() < 0.6, "send": chance.choice((0, 0, 3, 40, 1400, 3000))}
        else:
            options |= {"id": chance.choice((7, 7, 8, 9)), "count": chance.randint(1, 4), "interval": 0.1}
            if not self.fixed_ports:
                options["id"] += 10 * len(self.clients)
        if kind != PING:
            options |= {"port": port, "seed": seed, "patience": 2}
            if self.fixed_ports and namespace is not HOST and chance.random() < 0.5:
                options["source_port"] = self.plan.source_port
        self.clients.append((namespace, kind, host, {k: v for k, v in options.items() if v or k == "at"}))

    def everything(self, namespace, host, tcp, udp, seed):
        for kind in self.chance.sample((TCP, UDP, PING), self.chance.randint(1, 3)):
            self.client(namespace, kind, host, tcp if kind == TCP else udp, seed)


def _out(draw, target, protocols=("all",)):
    for proto in protocols:
        draw.rule("POSTROUTING", f"-o eth0 ! -s {draw.ip.host} -p {proto} -j {target}")


def _few_ports(draw):
    first = draw.plan.source_port + 900
    _out(draw, f"MASQUERADE --to-ports {first}-{first + draw.chance.choice((3, 40))}", ("tcp", "udp"))


def _netmap(draw):
    draw.rule("POSTROUTING", f"-s {draw.ip.inside} -o eth0 -j NETMAP --to {draw.ip.mapped}")


def _pool(draw):
    flags = draw.chance.choice(("", " --random", " --persistent"))
    _out(draw, f"SNAT --to-source {draw.ip.pool}{flags}")


SOURCES = (
    lambda draw: None,  # Docker's own masquerade
    lambda draw: _out(draw, f"SNAT --to-source {draw.ip.fixed}"),
    lambda draw: _out(draw, "MASQUERADE --random-fully"),
    _pool,
    _few_ports,
    _netmap,
)


def _virtual_address(draw, containers):
    virtual, to = draw.ip.virtual, draw.chance.choice((draw.ip.wan, draw.ip.lan))
    draw.fixed_ports = False
    for proto, port in (("tcp", draw.port(0)), ("udp", draw.port(1))):
        draw.dnat(proto, virtual, port, to)
    draw.rule("PREROUTING", f"-d {virtual} -p {draw.ip.echo} -j DNAT --to-destination {to}")
    for name in containers:
        draw.everything(draw.lab.container(name), virtual, draw.port(0), draw.port(1), f"{name} virtual")


def _other_port(draw, containers):
    wan = draw.ip.wan
    draw.fixed_ports = False
    for kind, proto, port in ((TCP, "tcp", draw.port(50)), (UDP, "udp", draw.port(51))):
        draw.dnat(proto, wan, port, draw.ip.at(wan, port - 50))
        for name in containers:
            draw.client(draw.lab.container(name), kind, wan, port, f"{name} other")


def _redirected(draw, containers):
    draw.rule("PREROUTING", f"-i docker0 -p tcp --dport {draw.port(30)} -j REDIRECT --to-ports {draw.port(31)}")
    for name in containers:
        draw.client(draw.lab.container(name), TCP, draw.ip.wan, draw.port(30), f"{name} redirected")


def _spread(draw, _):
    """A published port of which each connection goes to one of three containers."""
    for proto, port, inside in (("tcp", draw.port(20), 81), ("udp", draw.port(21), 53)):
        for left, name in ((1, "c3"), (2, "c2"), (3, "c1")):
            share = f"-m statistic --mode random --probability {1 / left:.2f}" if left > 1 else ""
            draw.dnat(proto, draw.ip.host, port, draw.ip.at(draw.ip.address(name), inside), match=share)
    for name in ("c1", "c2", "c3"):
        draw.rules.append(f"-I FORWARD 1 -d {draw.ip.address(name)} -j ACCEPT")
    draw.client(WAN, TCP, draw.ip.host, draw.port(20), "spread")
    draw.client(WAN, UDP, draw.ip.host, draw.port(21), "spread")


def _both_ends(draw, _):
    """What comes in from outside has the bridge's address behind it."""
    flags = draw.chance.choice(("", " --random-fully"))
    draw.rule("POSTROUTING", f"-o docker0 ! -s {draw.ip.bridge} -j MASQUERADE{flags}")
    draw.client(WAN, TCP, draw.ip.host, draw.plan.web_published, "both ends")


def _of_the_host(draw, _):
    draw.dnat("tcp", draw.ip.virtual, draw.port(40), draw.ip.at(draw.ip.wan, draw.port(0)), chain="OUTPUT")
    draw.client(HOST, TCP, draw.ip.virtual, draw.port(40), "host")


def _refused(draw, containers):
    """Ports where nobody listens, and an address that nobody has."""
    for name in containers:
        for host in (draw.ip.wan, draw.ip.lan, draw.ip.nobody):
            draw.client(
                draw.lab.container(name), draw.chance.choice((TCP, UDP)), host, draw.port(60), f"{name} refused"
            )


def _times_to_live(draw):
    """Rules that set the time to live anew, at one interface or two, in half of the draws that rewrite sources only.

    Connections come first then, as they show more than datagrams.
    """
    if any(" DNAT " in rule or " REDIRECT " in rule for rule in draw.rules):
        return
    interfaces = draw.chance.sample(("eth0", "eth1", "docker0"), draw.chance.choice((0, 0, 1, 2)))
    for interface in interfaces:
        target = draw.chance.choice(("set 64", "set 65", "set 128", "inc 1", "inc 2"))
        draw.rules.append(f"-t mangle -A POSTROUTING -o {interface} -j {draw.ip.hops}-{target}")
    if interfaces:
        for *_, options in draw.clients:
            options["at"] += 0.5
        for host in (draw.ip.wan, draw.ip.lan):
            draw.client(draw.lab.container("c1"), TCP, host, draw.port(0), f"first {host}")


DESTINATIONS = (_virtual_address, _other_port, _redirected, _spread, _both_ends, _of_the_host, _refused)


def _drawn(lab, ip):
    draw = Draw(lab, ip, random.Random(lab.seed))
    containers = draw.chance.sample(ip.containers, draw.chance.randint(2, 4))
    draw.chance.choice(SOURCES)(draw)
    for destination in draw.chance.sample(DESTINATIONS, draw.chance.randint(0, 3)):
        destination(draw, containers)
    for name in containers:
        for host in draw.chance.sample((ip.wan, ip.lan), draw.chance.randint(1, 2)):
            draw.everything(lab.container(name), host, draw.port(0), draw.port(1), name)
    _times_to_live(draw)
    return draw


def _points(lab, chance, *others):
    more = (
        *others,
        *(lab.point(name) for name in ("c1", "c2", "web")),
        Point("veth_c1", HOST, lab.bridge_port("c1")),
    )
    return [*lab.host_points(), *chance.sample(more, chance.randint(0, len(more)))]


def _behind_another(draw):
    """A rule of the router, which then translates what has been translated."""
    first = draw.plan.source_port + 2000
    return draw.chance.choice(
        (
            "-o wan0 -j MASQUERADE",
            "-o wan0 -j MASQUERADE --random-fully",
            f"-o wan0 -p tcp -j MASQUERADE --to-ports {first}-{first + 40}",
            f"-o wan0 -s {draw.ip.host} -j MASQUERADE",
        )
    )


@contextlib.contextmanager
def _services(draw):
    lab, plan = draw.lab, draw.plan

    def serving(where, action, port, **options):
        return server(where, action, bind=draw.ip.any, port=port, **options)

    reply = draw.chance.choice((0, 700, 9000, 200000))
    with contextlib.ExitStack() as stack:
        for where in (WAN, LAN):
            stack.enter_context(serving(where, "serve", [draw.port(0), draw.port(30)], reply=reply))
            stack.enter_context(serving(where, "answer", draw.port(1)))
        for name in ("c1", "c2", "c3"):
            stack.enter_context(serving(lab.container(name), "serve", 81, reply=600))
            stack.enter_context(serving(lab.container(name), "answer", 53))
        stack.enter_context(serving(lab.container("web"), "serve", plan.web_port, reply=500))
        stack.enter_context(serving(HOST, "serve", draw.port(31), reply=300))
        yield


@scenario()
def by_lot(lab, folder):
    """NAT rules, capture points and traffic drawn by lot; `--seed` names the draw."""
    _play_alone(_drawn(lab, version4(lab)), folder)


@scenario("ipv6")
def by_lot_ipv6(lab, folder):
    """The same with IPv6."""
    _play_alone(_drawn(lab, version6(lab)), folder)


@scenario()
def by_lot_behind_nat(lab, folder):
    """The same behind another host that translates, too."""
    draw = _drawn(lab, version4(lab))
    # by their names NICs, as they would have on a machine
    router = Point("enp2s0", ROUTER, "gw0"), Point("enp1s0", ROUTER, "wan0")
    points = [*_points(lab, draw.chance), lab.user_bridge(), *router]
    rule = f"-t nat -A POSTROUTING {_behind_another(draw)}"
    with lab.rule(rule, namespace=ROUTER):
        _play(draw, folder, points, witnesses=[(HOST, None), (ROUTER, None)], finished=truth.chained)


def _play_alone(draw, folder):
    points = _points(draw.lab, draw.chance, draw.lab.user_bridge(), Point("enp1s0", PVE, "enp1s0"))
    _play(draw, folder, points)


def _play(draw, folder, points, **recording):
    lab, ip = draw.lab, draw.ip
    with contextlib.ExitStack() as stack:
        for route in (ip.spare, ip.mapped):
            there = f"{ip.route} add {route} via {ip.host}"
            stack.enter_context(lab.changed(there, f"{ip.route} del {route}", namespace=ROUTER))
        stack.enter_context(lab.rules(*draw.rules, program=ip.tables))
        snaplen = draw.chance.choice((96, 262144))
        stack.enter_context(lab.record(folder, points, snaplen=snaplen, expression=ip.expression, **recording))
        stack.enter_context(_services(draw))
        moment = soon(1.2)
        finish(*(begin(where, kind, host, **o | {"at": moment + o["at"]}) for where, kind, host, o in draw.clients))
