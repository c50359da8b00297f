package io.natlens.live;

import io.natlens.host.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All interfaces of this host that can be captured. */
public final class HostInterfaces {
    private static final Set<String> TUNNELS = Set.of(
            "tun",
            "wireguard",
            "vxlan",
            "geneve",
            "gre",
            "gretap",
            "ip6gre",
            "ip6gretap",
            "ipip",
            "ip6tnl",
            "sit",
            "vti",
            "vti6",
            "xfrm",
            "erspan");

    /** @param peerNamespace the name in /run/netns of the namespace that its veth peer is in; empty where it has none */
    private record Member(NamespaceFinder.Found place, Link link, String peerNamespace) {
        boolean isOwn() {
            return place.namespace().isOwn();
        }

        String pointName() {
            return new CaptureTarget(place.namespace(), link.name()).pointName();
        }
    }

    private final List<Member> members = new ArrayList<>();

    private HostInterfaces() {}

    /**
     * Lists them.
     *
     * @param allNamespaces whether those of other namespaces than the process's own, too
     * @param dockerHost as {@code DOCKER_HOST} has it; empty for the usual one
     * @throws IOException with a sentence, if not even the process's own can be told
     */
    public static List<HostInterface> list(boolean allNamespaces, String dockerHost) throws IOException {
        HostInterfaces all = new HostInterfaces();
        for (NamespaceFinder.Found place : NamespaceFinder.find(new Docker(dockerHost))) {
            all.addLinksOf(place);
        }
        List<HostInterface> interfaces = new ArrayList<>();
        for (Member member : all.members) {
            if (allNamespaces || member.isOwn()) {
                interfaces.add(all.describe(member));
            }
        }
        return interfaces;
    }

    private void addLinksOf(NamespaceFinder.Found place) throws IOException {
        try {
            Map<Integer, String> names = Links.namespaceNames(place.namespace());
            for (Link link : Links.of(place.namespace())) {
                members.add(new Member(place, link, names.getOrDefault(link.peerNamespace(), "")));
            }
        } catch (IOException e) {
            // others may be closed to this process, or gone by now
            if (place.namespace().isOwn()) {
                throw e;
            }
        }
    }

    private HostInterface describe(Member member) {
        Link link = member.link();
        return new HostInterface(
                member.pointName(),
                member.place().selector() + link.name(),
                member.place().namespace().label(),
                link,
                role(link, member.isOwn()),
                peer(member));
    }

    /** What the kernel says of the interface decides; where it says nothing of use, the name does. */
    private static Role role(Link link, boolean own) {
        if (link.isLoopback()) {
            return Role.LOOPBACK;
        }
        if (link.isBridge()) {
            return Role.BRIDGE;
        }
        if (!link.master().isEmpty() && !link.kind().equals("bond")) {
            return Role.PORT;
        }
        if (TUNNELS.contains(link.kind())) {
            return Role.TUNNEL;
        }
        if (!own) {
            return Role.CONTAINER;
        }
        Role named = Role.ofName(link.name());
        return named == Role.UNKNOWN && link.kind().isEmpty() ? Role.NIC : named;
    }

    private @Nullable String peer(Member member) {
        Link link = member.link();
        if (!link.isVeth()) {
            return null;
        }
        if (link.peerIndex() == 0) {
            return link.peer().isEmpty()
                    ? null
                    : new CaptureTarget(member.place().namespace(), link.peer()).pointName();
        }
        Member peer = null;
        for (Member other : members) {
            if (areTied(member, other)) {
                if (peer != null) {
                    // two pairs of the same numbers in different namespaces cannot be told apart
                    return null;
                }
                peer = other;
            }
        }
        return peer == null ? null : peer.pointName();
    }

    private static boolean areTied(Member one, Member other) {
        return other.link().isVeth()
                && !other.place().equals(one.place())
                && other.place().name().equals(one.peerNamespace())
                && other.link().index() == one.link().peerIndex()
                && other.link().peerIndex() == one.link().index();
    }
}
