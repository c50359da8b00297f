package io.natlens.correlate;

import io.natlens.leg.Leg;

/** How well two legs fit together by their tuples, for packets that several legs have alike. */
final class Fit {
    /** From here on the fit is no preference but certain, if it is the only one. */
    static final int SURE = 16;

    /** From here on it is a preference; below, a guess. */
    static final int LIKELY = 4;

    private static final int SAME_TUPLE = 16;
    private static final int TIED = 8;
    private static final int SAME_PORTS = 4;
    private static final int SAME_END = 2;
    private static final int FORWARD = 1;

    private Fit() {}

    /**
     * Judges a packet that the first leg saw and the second sees now.
     *
     * @param forward whether the time to live says that the second comes after the first, or nothing against it
     * @param tied whether other packets tie the two legs
     * @return at least 0; routing keeps a tuple, NAT one of the two ends if it can, and the ports if it can
     */
    static int of(Leg first, int firstDirection, Leg second, int secondDirection, boolean forward, boolean tied) {

        int fit = (forward ? FORWARD : 0) + (tied ? TIED : 0);
        boolean source = sameSource(first, firstDirection, second, secondDirection);
        boolean destination = sameSource(first, 1 - firstDirection, second, 1 - secondDirection);
        boolean ports = sameSourcePort(first, firstDirection, second, secondDirection)
                && sameSourcePort(first, 1 - firstDirection, second, 1 - secondDirection);
        if (source && destination && ports) {
            return fit + SAME_TUPLE;
        }
        return fit + (source || destination ? SAME_END : 0) + (ports ? SAME_PORTS : 0);
    }

    /** Whether the two legs share an address at one end, so that at most the other was translated. */
    static boolean isOneEndKept(Leg first, Leg second, int parity) {
        return sameSource(first, 0, second, parity) || sameSource(first, 1, second, 1 - parity);
    }

    /** Whether the two legs share both addresses, whichever is the source of the first packet. */
    static boolean areAddressesKept(Leg first, Leg second) {
        return (sameSource(first, 0, second, 0) && sameSource(first, 1, second, 1))
                || (sameSource(first, 0, second, 1) && sameSource(first, 1, second, 0));
    }

    /** Whether the packet has the same source address on both legs. */
    static boolean isSourceKept(Leg first, int firstDirection, Leg second, int secondDirection) {
        return sameSource(first, firstDirection, second, secondDirection);
    }

    private static boolean sameSource(Leg a, int aDirection, Leg b, int bDirection) {
        return low(a, aDirection) == low(b, bDirection) && high(a, aDirection) == high(b, bDirection);
    }

    private static boolean sameSourcePort(Leg a, int aDirection, Leg b, int bDirection) {
        return port(a, aDirection) == port(b, bDirection);
    }

    private static long low(Leg leg, int direction) {
        return direction == 0 ? leg.sourceLow() : leg.destinationLow();
    }

    private static long high(Leg leg, int direction) {
        return direction == 0 ? leg.sourceHigh() : leg.destinationHigh();
    }

    private static int port(Leg leg, int direction) {
        return direction == 0 ? leg.sourcePort() : leg.destinationPort();
    }
}
