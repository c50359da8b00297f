package io.natlens.report;

import java.util.Locale;

/** What can be told of a flow while it lives. */
public enum FlowEvent {
    /** It has been seen for the first time. */
    SEEN,
    /** NAT has been seen to change it, or to change it in another way than told before. */
    TRANSLATED,
    /** By which NIC it came in or left has become known. */
    EGRESS,
    /** It has ended, or been quiet for so long that the kernel forgets it, or the run is over: nothing more will be told. */
    ENDED;

    /** The word that event lines carry. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
