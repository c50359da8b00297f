package io.natlens.correlate;

import io.natlens.leg.ByteStreams;
import io.natlens.leg.FiveTuple;
import io.natlens.leg.Leg;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Finds connections that a proxy in user space has spliced: what it read from one it wrote to the other, so that both
 * carried the same bytes in both directions, with other sequence numbers.
 *
 * <p>Requests and health checks are often alike, so that equal bytes do not suffice. The connection to the server must have
 * begun after the client's, the first byte of the request must have come later to it and that of the answer earlier, and
 * one host must be able to be the proxy: {@link #isPair}. No third connection may fit; where two do, nothing is said.
 */
final class Splices {
    /** As many connections may wait with the same bytes; where there are more, none of them is judged. */
    private static final int MOST_ALIKE = 256;

    /** By the digest of what they carried, chains of one leg of each connection. */
    private final Long2ObjectHashMap<Node> alike = new Long2ObjectHashMap<>();
    /** Digests that too many connections have had. */
    private final LongHashSet crowded = new LongHashSet();

    /** Takes a leg whose connection has ended, or whose capture has. */
    void offer(Node node) {
        long digest = digest(node.leg);
        if (digest == ByteStreams.NO_DIGEST || crowded.contains(digest)) {
            node.leg.forgetStreams();
            return;
        }
        int others = 0;
        for (Node other = alike.get(digest); other != null; other = other.nextAlike) {
            if (isSameConnection(other.leg, node.leg)) {
                return;
            }
            others++;
        }
        if (others == MOST_ALIKE) {
            crowd(digest);
        } else {
            add(digest, node);
        }
    }

    private void add(long digest, Node node) {
        Node first = alike.get(digest);
        for (Node other = first; other != null; other = other.nextAlike) {
            compare(other, node);
        }
        node.nextAlike = first;
        alike.put(digest, node);
    }

    private void crowd(long digest) {
        crowded.add(digest);
        for (Node other = alike.remove(digest); other != null; other = other.nextAlike) {
            Relatives.of(other).rivalled = true;
        }
    }

    /** Forgets a leg whose flow has been told. */
    void remove(Node node) {
        long digest = digest(node.leg);
        Node first = digest == ByteStreams.NO_DIGEST ? null : alike.get(digest);
        if (first == node && node.nextAlike == null) {
            alike.remove(digest);
        } else if (first == node && node.nextAlike != null) {
            alike.put(digest, node.nextAlike);
        }
        for (Node other = first; other != null; other = other.nextAlike) {
            other.nextAlike = other.nextAlike == node ? node.nextAlike : other.nextAlike;
        }
    }

    private static long digest(Leg leg) {
        ByteStreams streams = leg.streams();
        int client = leg.initiator();
        return streams == null || client < 0 ? ByteStreams.NO_DIGEST : streams.digest(client);
    }

    private static boolean isSameConnection(Leg a, Leg b) {
        int turned = a.initiator() ^ b.initiator();
        return a.isn(0) == b.isn(turned) && a.isn(1) == b.isn(1 - turned);
    }

    private static void compare(Node a, Node b) {
        if (isNested(a.leg, b.leg)) {
            pair(a, b);
        } else if (isNested(b.leg, a.leg)) {
            pair(b, a);
        }
    }

    private static void pair(Node client, Node server) {
        note(client, server, true);
        note(server, client, false);
        // told together, each can name the other
        if (!Relatives.of(client).rivalled && !Relatives.of(server).rivalled) {
            client.union(server);
        }
    }

    private static void note(Node node, Node other, boolean client) {
        Relatives relatives = Relatives.of(node);
        relatives.rivalled |= relatives.spliced != null;
        relatives.spliced = other;
        relatives.client = client;
    }

    /** Whether a proxy may have opened the second connection because of the first, and passed on what it carried. */
    private static boolean isNested(Leg first, Leg second) {
        ByteStreams outer = first.streams();
        ByteStreams inner = second.streams();
        int client = first.initiator();
        int clientThere = second.initiator();
        return outer != null
                && inner != null
                && !haveSameEnd(first.tuple(client), second.tuple(clientThere))
                && outer.openedAt() <= inner.openedAt()
                && outer.firstByteAt(client) <= inner.firstByteAt(clientThere)
                && inner.firstByteAt(1 - clientThere) <= outer.firstByteAt(1 - client);
    }

    /** The client is not the proxy, and the proxy is not the server. */
    private static boolean haveSameEnd(FiveTuple first, FiveTuple second) {
        boolean sameServer =
                first.destination().equals(second.destination()) && first.destinationPort() == second.destinationPort();
        return sameServer || first.source().equals(second.source());
    }

    /**
     * Whether two legs of groups that have their flows are the two sides of one proxy: nothing else fits either, and one
     * host may be the end of both. That is so where the first is sent to the address that the second comes from; or where
     * neither was translated, and both leave the proxy with a time to live from which no router has taken.
     */
    static boolean isPair(Node node, Node other) {
        Relatives mine = Relatives.of(node);
        Relatives its = Relatives.of(other);
        Flow flow = node.group == null ? null : node.group.flow;
        Flow otherFlow = other.group == null ? null : other.group.flow;
        if (mine.rivalled || its.rivalled || its.spliced != node || flow == null || otherFlow == null) {
            return false;
        }
        return mine.client ? isOneHost(flow, otherFlow) : isOneHost(otherFlow, flow);
    }

    private static boolean isOneHost(Flow client, Flow server) {
        return client.last().destination().equals(server.first().source())
                || (isLocal(client, client.reply()) && isLocal(server, server.original()));
    }

    private static boolean isLocal(Flow flow, List<Hop> fromProxy) {
        for (Hop hop : fromProxy) {
            if (!hop.isUnrouted()) {
                return false;
            }
        }
        return flow.first().equals(flow.last());
    }
}
