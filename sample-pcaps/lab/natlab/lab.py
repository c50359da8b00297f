"""A lab that stands: which setup it has, and what scenarios may use of it."""

import contextlib
import json
import os
from dataclasses import dataclass

from natlab import plan as plans
from natlab import shell, topology
from natlab.capture import Point, Recording
from natlab.engine import Container, Engine
from natlab.plan import Plan
from natlab.shell import run
from natlab.topology import HOST

MARKER = f"{shell.STATE}.setup"


@dataclass(frozen=True)
class Setup:
    """Addresses, dockerd's options, and containers in the order in which they get their addresses."""

    plan: Plan = plans.AZURE
    options: tuple = ()
    containers: tuple = ()


def _usual(plan):
    return (
        Container("c1"),
        Container("c2"),
        Container("c3"),
        Container("web", publish=(f"{plan.web_published}:{plan.web_port}",)),
        Container("s1", "sample"),
        Container("s2", "sample"),
        Container("sweb", "sample", publish=(f"{plan.sweb_published}:{plan.sweb_port}",)),
        Container("s3", "sample"),
        Container("hnet", "host"),
    )


def _kinds(plan):
    ipv6 = ("--ipv6", f"--fixed-cidr-v6={plan.docker0_v6}", "--experimental", "--ip6tables")
    return {
        "standard": Setup(plan, (), _usual(plan)),
        "hairpin": Setup(plan, ("--userland-proxy=false",), _usual(plan)),
        "ipv6": Setup(plan, ipv6, _usual(plan)),
    }


def setups(addresses):
    """All setups by name. The experiments' own have the addresses of their write-ups whatever is asked for."""
    c1, c2 = Container("c1"), Container("c2")
    return _kinds(plans.SECOND if addresses == "second" else plans.AZURE) | {
        "azure": Setup(plans.AZURE, (), (Container("registry", publish=("5000:5000",)),)),
        "ec2": Setup(
            plans.EC2,
            (),
            (
                c1,
                c2,
                Container("httpd", publish=("8000:80",)),
                Container("s1", "sample"),
                Container("s2", "sample"),
                Container("hnet", "host"),
            ),
        ),
        "proxmox": Setup(plans.PROXMOX, (), (Container("alpine01"),)),
        "amazon": Setup(plans.AMAZON, (), (c1,)),
        "nginx": Setup(plans.AZURE, (), (Container("nginx", publish=("8080:80",)), Container("ubuntu"))),
    }


class Lab:
    def __init__(self, setup):
        self.setup = setup
        self.plan = setup.plan
        self.engine = Engine(HOST)
        self.seed = 1

    def up(self):
        down()
        topology.build(self.plan)
        self.engine.start(self.plan.docker0, self.setup.options)
        if any(c.network == "sample" for c in self.setup.containers):
            self.engine.create_bridge("sample", self.plan.user_bridge, self.plan.user_network)
        for container in self.setup.containers:
            self.engine.run(container)

    def container(self, name):
        return self.engine.container(name)

    def address(self, name):
        return self.engine.address(name)

    def address_v6(self, name):
        return self.engine.address_v6(name)

    def point(self, name, interface="eth0"):
        """The capture point at a container's own end."""
        return Point(name, self.container(name), interface)

    def bridge_port(self, name):
        """The host's end of a container's veth."""
        inside = json.loads(run("ip -j link show eth0", self.container(name)))
        links = json.loads(run("ip -j link show", HOST))
        return next(link["ifname"] for link in links if link["ifindex"] == inside[0]["link_index"])

    def host_points(self, *names):
        return [Point(n, HOST, n) for n in names or ("docker0", "eth0", "eth1")]

    def user_bridge(self):
        return Point(self.plan.user_bridge, HOST, self.plan.user_bridge)

    def record(self, folder, points, **options):
        options.setdefault("witnesses", [(HOST, None)])
        return Recording(folder, points, **options)

    @contextlib.contextmanager
    def rule(self, rule, namespace=HOST, program="iptables"):
        """An iptables rule for as long as the body runs: `-t nat -I POSTROUTING ...` and so on."""
        run(f"{program} -w {rule}", namespace)
        try:
            yield
        finally:
            words = rule.split()
            at = next(i for i, w in enumerate(words) if w in ("-A", "-I"))
            without_position = words[:at] + ["-D", words[at + 1]] + words[at + 2 + words[at + 2].isdigit() :]
            run([program, "-w", *without_position], namespace, check=False)

    @contextlib.contextmanager
    def rules(self, *rules, **where):
        with contextlib.ExitStack() as stack:
            for rule in rules:
                stack.enter_context(self.rule(rule, **where))
            yield

    @contextlib.contextmanager
    def changed(self, do, undo, namespace=HOST):
        """A command for as long as the body runs, and the one that takes it back."""
        run(do, namespace)
        try:
            yield
        finally:
            run(undo, namespace, check=False)


def down():
    Engine(HOST).stop()
    for name in ("second-engine",):
        Engine(topology.LAN, f"{shell.STATE}/{name}").stop()
    topology.remove()
    if os.path.exists(MARKER):
        os.remove(MARKER)


def ensure(name, addresses):
    """The lab in the setup that is asked for: the one that stands, unless it is another or a run was cut short in it."""
    lab = Lab(setups(addresses)[name])
    if _marked() != {"setup": name, "addresses": addresses, "clean": True} or not topology.present():
        lab.up()
        mark(name, addresses, clean=True)
    return lab


def mark(name, addresses, clean):
    with open(MARKER, "w") as out:
        json.dump({"setup": name, "addresses": addresses, "clean": clean}, out)


def _marked():
    try:
        with open(MARKER) as marker:
            return json.load(marker)
    except (OSError, ValueError):
        return None
