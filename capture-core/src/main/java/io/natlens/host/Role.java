package io.natlens.host;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an interface is to the host. */
public enum Role {
    NIC("(eth|en|wl|ww|bond|ib).*"),
    BRIDGE("(docker0|docker_gwbridge|(br-|virbr|vmbr|fwbr|cni|lxcbr).*)"),
    PORT("(veth|fwln|fwpr|tap|cali).*"),
    CONTAINER(""),
    LOOPBACK("lo[0-9]*"),
    TUNNEL("(tun|wg|vxlan|gre|ipip|sit|tunl|flannel).*"),
    UNKNOWN("");

    private final Pattern names;

    Role(String names) {
        this.names = Pattern.compile(names);
    }

    /**
     * The role that a capture point's name suggests. A guess, good where no host state tells more: an interface behind
     * a namespace's or container's name ({@code web:eth0}) is the container's; a folder in front ({@code host1/eth0})
     * changes nothing.
     */
    public static Role ofName(String capturePoint) {
        if (capturePoint.indexOf(':') > 0) {
            return CONTAINER;
        }
        String name = capturePoint.substring(capturePoint.lastIndexOf('/') + 1);
        for (Role role : values()) {
            if (role.names.matcher(name).matches()) {
                return role;
            }
        }
        return UNKNOWN;
    }

    /** The word that reports and {@code --role} use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
