package io.natlens.correlate;

/**
 * What the hop before saw of a direction's packets and this one never did, nor any behind it.
 *
 * @param packets how many packets did not arrive; of TCP's data as many segments as were sent again, or 1 if none was
 * @param bytes sequence numbers of TCP that did not arrive, each as often as it was sent; 0 for other protocols
 * @param retransmitted how many TCP segments were sent again since their first copies did not arrive
 * @param dropped frames that the capture at this hop says it dropped
 * @param missed whether the capture at this hop is known to have missed frames, whatever it says
 */
public record Loss(long packets, long bytes, long retransmitted, long dropped, boolean missed) {
    /** Whether it was the network that lost the packets, and cannot have been the capture. */
    public boolean isCertain() {
        return packets == 0 || (dropped == 0 && !missed);
    }
}
