package io.natlens.translate;

import io.natlens.leg.FiveTuple;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What NAT changed, judged in the original direction. */
public enum Translation {
    /** The source address or port. */
    SNAT,
    /** The destination address or port. */
    DNAT;

    // The sets that there can be, made once: a flow asks for one a hop. Set.of would not keep the order.
    private static final Set<Translation> NEITHER = Collections.unmodifiableSet(EnumSet.noneOf(Translation.class));
    private static final Set<Translation> SOURCE = Collections.unmodifiableSet(EnumSet.of(SNAT));
    private static final Set<Translation> DESTINATION = Collections.unmodifiableSet(EnumSet.of(DNAT));
    private static final Set<Translation> BOTH = Collections.unmodifiableSet(EnumSet.of(SNAT, DNAT));

    /**
     * The difference between two forms of the initiator's packets. A changed echo identifier counts as the source's, as
     * conntrack counts it: an identifier has one side only.
     */
    public static Set<Translation> between(FiveTuple first, FiveTuple last) {
        boolean otherPort = !first.isIcmp() && first.destinationPort() != last.destinationPort();
        boolean source = !first.source().equals(last.source()) || first.sourcePort() != last.sourcePort();
        boolean destination = !first.destination().equals(last.destination()) || otherPort;
        if (source) {
            return destination ? BOTH : SOURCE;
        }
        return destination ? DESTINATION : NEITHER;
    }
}
