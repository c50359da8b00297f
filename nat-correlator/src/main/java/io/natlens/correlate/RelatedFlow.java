package io.natlens.correlate;

/**
 * Another flow that belongs to a flow though it is another connection.
 *
 * @param side what the other flow is to this one
 * @param id the other flow's {@link Flow#id}
 */
public record RelatedFlow(Kind kind, Side side, long id) {
    /** Why two flows belong together. */
    public enum Kind {
        /** A proxy on the host passes the bytes of one on in the other. */
        PROXIED,
        /** The packets of one are carried within those of the other. */
        TUNNEL
    }

    /** The part of the other flow. */
    public enum Side {
        /** It runs between the client and the proxy. */
        CLIENT,
        /** It runs between the proxy and the server. */
        SERVER,
        /** It carries this one. */
        OUTER,
        /** It is carried by this one. */
        INNER
    }
}
