/**
 * Frames as they pass the interfaces of this host: libpcap, network namespaces, and what interfaces there are.
 *
 * <p>The only package that uses pcap4j and JNA. Nothing of either is loaded before {@link io.natlens.live.LiveCapture}
 * opens its first interface.
 */
@NullMarked
package io.natlens.live;

import org.jspecify.annotations.NullMarked;
