package io.natlens.translate;

import io.natlens.leg.FiveTuple;
import java.util.EnumSet;
import java.util.Set;

/** What NAT changed, judged in the original direction. */
public enum Translation {
    /** The source address or port. */
    SNAT,
    /** The destination address or port. */
    DNAT;

    /**
     * The difference between two forms of the initiator's packets. A changed echo identifier counts as the source's, as
     * conntrack counts it: an identifier has one side only.
     */
    public static Set<Translation> between(FiveTuple first, FiveTuple last) {
        Set<Translation> changed = EnumSet.noneOf(Translation.class);
        if (!first.source().equals(last.source()) || first.sourcePort() != last.sourcePort()) {
            changed.add(SNAT);
        }
        boolean otherPort = !first.isIcmp() && first.destinationPort() != last.destinationPort();
        if (!first.destination().equals(last.destination()) || otherPort) {
            changed.add(DNAT);
        }
        return changed;
    }
}
