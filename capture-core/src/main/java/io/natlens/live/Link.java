package io.natlens.live;

import java.util.List;

/**
 * A network interface as the kernel describes it.
 *
 * @param index its number in its namespace
 * @param state the kernel's operational state (RFC 2863): {@code UP}, {@code DOWN}, {@code UNKNOWN} ...
 * @param isUp whether it has been set up, so that it can be captured
 * @param isLoopback whether it is the loopback interface
 * @param mac the link layer's address, or the empty string
 * @param addresses with the lengths of their prefixes
 * @param kind {@code bridge}, {@code veth}, {@code vxlan} ...; empty for hardware
 * @param master the bridge or bond that it belongs to, or the empty string
 * @param peer the name of the interface that it is tied to in the same namespace, or the empty string
 * @param peerIndex the number of the one that it is tied to in another namespace, or 0
 * @param peerNamespace the number that this namespace has for that other one, or -1
 */
public record Link(
        int index,
        String name,
        String state,
        boolean isUp,
        boolean isLoopback,
        String mac,
        List<String> addresses,
        String kind,
        String master,
        String peer,
        int peerIndex,
        int peerNamespace) {
    boolean isBridge() {
        return kind.equals("bridge");
    }

    boolean isVeth() {
        return kind.equals("veth");
    }
}
