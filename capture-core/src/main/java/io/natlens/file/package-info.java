/** Captures in files and streams: reads pcap and pcapng, compressed or not, merges them by time, and writes them. */
@NullMarked
package io.natlens.file;

import org.jspecify.annotations.NullMarked;
