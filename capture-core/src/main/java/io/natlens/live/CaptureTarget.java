package io.natlens.live;

import io.natlens.frame.PrintableText;

/**
 * An interface that is to be captured.
 *
 * @param device its name in its namespace, or {@code any}
 */
public record CaptureTarget(NetworkNamespace namespace, String device) {
    /** All interfaces of a namespace at once, in one capture of cooked frames. */
    public static final String ANY = "any";

    /** What the capture point is called: {@code eth0}, {@code web:eth0}. */
    public String pointName() {
        return PrintableText.of(namespace.isOwn() ? device : namespace.label() + ":" + device);
    }

    /** Where the interface is, if not in the process's own namespace; else empty. */
    String description() {
        return namespace.isOwn() ? "" : device + " in " + namespace.file();
    }
}
