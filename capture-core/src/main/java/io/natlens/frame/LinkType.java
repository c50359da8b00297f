package io.natlens.frame;

/**
 * The link type of a capture point: a LINKTYPE_ number as files carry it.
 *
 * <p>Source: the tcpdump group's list of link-layer header types. Any number is a link type; the ones that have a
 * constant here are those that are decoded.
 *
 * @param number 0 to 65535
 */
public record LinkType(int number) {
    public static final LinkType NULL = new LinkType(0);
    public static final LinkType EN10MB = new LinkType(1);
    public static final LinkType RAW = new LinkType(101);
    public static final LinkType LOOP = new LinkType(108);
    public static final LinkType LINUX_SLL = new LinkType(113);
    public static final LinkType IPV4 = new LinkType(228);
    public static final LinkType IPV6 = new LinkType(229);
    public static final LinkType LINUX_SLL2 = new LinkType(276);

    /** The name without its LINKTYPE_ in front, {@code EN10MB}, or {@code LINKTYPE_n} for a number without a name. */
    @Override
    public String toString() {
        String name = LinkTypeNames.of(number);
        return name == null ? "LINKTYPE_" + number : name;
    }
}
