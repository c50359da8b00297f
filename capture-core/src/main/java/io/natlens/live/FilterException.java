package io.natlens.live;

import java.io.IOException;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.packet.namednumber.DataLinkType;

/** A filter expression that libpcap does not take. The message is libpcap's, with a caret under the place. */
public final class FilterException extends IOException {
    private static final long serialVersionUID = 1;

    private static final String PCAP4J_FRONT = "Error occurred in pcap_compile: ";
    private static final String LIBPCAP_FRONT = "can't parse filter expression: ";

    private FilterException(String message, Throwable cause) {
        super(message, cause);
    }

    static FilterException of(String filter, PcapNativeException e, DataLinkType linkType) {
        String said = String.valueOf(e.getMessage());
        String reason = without(LIBPCAP_FRONT, without(PCAP4J_FRONT, said));
        int place = FilterCaret.place(filter, reason, linkType);
        String caret = place < 0 ? "" : "\n  " + filter + "\n  " + " ".repeat(place) + "^";
        return new FilterException("filter: " + reason + caret, e);
    }

    private static String without(String front, String text) {
        return text.startsWith(front) ? text.substring(front.length()) : text;
    }
}
