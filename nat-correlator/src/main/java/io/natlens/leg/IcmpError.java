package io.natlens.leg;

import io.natlens.wire.IpAddress;

/**
 * An ICMP error about a leg: who said what, how often.
 *
 * @param direction the leg's direction in which the error itself travelled: against the packet that it speaks of
 * @param firstSeen nanoseconds since the epoch
 * @param count how often, at least 1
 */
public record IcmpError(int direction, int type, int code, IpAddress reporter, long firstSeen, long count) {}
