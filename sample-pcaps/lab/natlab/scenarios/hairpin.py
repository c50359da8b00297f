"""A container reaches a published port of its own host."""

from natlab.capture import Point
from natlab.scenarios.registry import scenario
from natlab.topology import HOST
from natlab.traffic import PAGE, begin, client, finish, server


@scenario("hairpin")
def hairpin(lab, folder):
    """Hairpin NAT without docker-proxy: both addresses are rewritten, a container reaches itself among others."""
    plan = lab.plan
    between = [
        f"-I DOCKER-USER -i {a} -o {b} -j ACCEPT"
        for a, b in (("docker0", plan.user_bridge), (plan.user_bridge, "docker0"))
    ]
    with (
        lab.rules(*between),
        lab.record(
            folder, [*lab.host_points(), lab.user_bridge(), *(lab.point(n) for n in ("c1", "c2", "web", "s1", "sweb"))]
        ),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
        server(lab.container("sweb"), "serve", port=plan.sweb_port, reply=PAGE + 100),
    ):
        finish(
            begin(lab.container("c1"), "fetch", plan.host0, port=plan.web_published, count=4, seed="c1"),
            begin(lab.container("c2"), "fetch", plan.host1, port=plan.web_published, count=3, seed="c2"),
            begin(lab.container("web"), "fetch", plan.host0, port=plan.web_published, count=3, seed="web"),
            begin(lab.container("s1"), "fetch", plan.host0, port=plan.sweb_published, count=3, seed="s1"),
            begin(lab.container("sweb"), "fetch", plan.host0, port=plan.sweb_published, count=2, seed="sweb"),
        )
        client(lab.container("c1"), "fetch", plan.host0, port=plan.sweb_published, count=3)
        client(lab.container("s1"), "fetch", plan.host0, port=plan.web_published, count=3)
        client(HOST, "fetch", "127.0.0.1", port=plan.web_published, count=2)


@scenario("hairpin")
def hairpin_collision(lab, folder):
    """Hairpin NAT with the same source port in three containers: the port is rewritten too, or is a container's own."""
    plan = lab.plan
    with (
        lab.record(folder, [*lab.host_points(), *(lab.point(n) for n in ("c1", "c2", "web"))]),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        finish(
            *(
                begin(
                    lab.container(c),
                    "fetch",
                    plan.host0,
                    port=plan.web_published,
                    count=6,
                    source_port=plan.source_port,
                    seed=c,
                )
                for c in ("c1", "c2", "c3", "web")
            )
        )


@scenario()
def userland_proxy(lab, folder):
    """docker-proxy splices two connections: containers and the host's loopback reach a published port through it."""
    plan = lab.plan
    with (
        lab.record(folder, [*lab.host_points(), *(lab.point(n) for n in ("c1", "c2", "web")), Point("lo", HOST, "lo")]),
        server(lab.container("web"), "serve", port=plan.web_port, reply=PAGE),
    ):
        client(lab.container("c1"), "fetch", plan.host0, port=plan.web_published, count=3, seed="c1")
        client(lab.container("web"), "fetch", plan.host0, port=plan.web_published, count=2, seed="web")
        client(HOST, "fetch", "127.0.0.1", port=plan.web_published, count=2, seed="host")
        finish(
            *(
                begin(lab.container(c), "fetch", plan.host0, port=plan.web_published, count=4, seed=c)
                for c in ("c1", "c2")
            )
        )
