package io.natlens.host;

import java.util.List;
import java.util.Locale;

/** What an interface is to the host. */
public enum Role {
    NIC("eth*", "en*", "wl*", "ww*", "bond*", "ib*"),
    BRIDGE("docker0", "docker_gwbridge", "br-*", "virbr*", "vmbr*", "fwbr*", "cni*", "lxcbr*"),
    PORT("veth*", "fwln*", "fwpr*", "tap*", "cali*"),
    CONTAINER(),
    LOOPBACK("lo", "lo0"),
    TUNNEL("tun*", "wg*", "vxlan*", "gre*", "ipip*", "sit*", "tunl*", "flannel*", "ppp*"),
    UNKNOWN();

    @SuppressWarnings("ImmutableEnumChecker") // a list of List.of is immutable, which its type does not say
    private final List<String> names;

    /** Names, and beginnings of names with a * behind them. */
    Role(String... names) {
        this.names = List.of(names);
    }

    /**
     * The role that a capture point's name suggests. A guess, good where the user does not say it: an interface behind
     * a namespace's or container's name ({@code web:eth0}) is the container's; a folder in front ({@code host1/eth0})
     * changes nothing.
     */
    public static Role ofName(String capturePoint) {
        if (capturePoint.indexOf(':') > 0) {
            return CONTAINER;
        }
        String name = capturePoint.substring(capturePoint.lastIndexOf('/') + 1);
        for (Role role : values()) {
            if (role.isNamed(name)) {
                return role;
            }
        }
        return UNKNOWN;
    }

    private boolean isNamed(String name) {
        for (String known : names) {
            int star = known.indexOf('*');
            if (star < 0 ? name.equals(known) : name.regionMatches(0, known, 0, star)) {
                return true;
            }
        }
        return false;
    }

    /** The word that reports and {@code --role} use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
