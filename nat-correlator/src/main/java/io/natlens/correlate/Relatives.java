package io.natlens.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of a leg, the legs of other connections that belong to it. Few legs have any. */
final class Relatives {
    /** A flow's number, which may be needed before the flow is told. */
    static final class FlowNumber {
        final long id;
        boolean given;

        FlowNumber(long id) {
            this.id = id;
        }
    }

    /** More legs than this are not named: a tunnel may carry any number. */
    private static final int MOST = 16;

    /** Null as long as nobody has asked. */
    @Nullable
    FlowNumber number;

    /** The leg that carried the same bytes for a proxy, if it is the only one. */
    @Nullable
    Node spliced;

    /** Whether this leg is the client's side of the proxy. */
    boolean client;

    /** Whether more than one leg could be the other side. */
    boolean rivalled;

    private final List<Node> outer = new ArrayList<>(1);
    private final List<Node> inner = new ArrayList<>(1);

    static Relatives of(Node node) {
        Relatives known = node.relatives;
        if (known == null) {
            known = new Relatives();
            node.relatives = known;
        }
        return known;
    }

    /** Notes that one leg's packets are carried in another's, unless each has enough of them. */
    static void carry(Node outer, Node inner) {
        Relatives ofOuter = of(outer);
        Relatives ofInner = of(inner);
        if (ofOuter.inner.size() < MOST && ofInner.outer.size() < MOST && !ofInner.outer.contains(outer)) {
            ofOuter.inner.add(inner);
            ofInner.outer.add(outer);
        }
    }

    /** The legs of tunnels that carry this one. */
    List<Node> outer() {
        return outer;
    }

    /** The legs that this one carries. */
    List<Node> inner() {
        return inner;
    }

    /** Lets go of the others, whose memory would else hang together as long as one of them lives. */
    void clear() {
        spliced = null;
        outer.clear();
        inner.clear();
    }
}
