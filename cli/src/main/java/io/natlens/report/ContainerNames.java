package io.natlens.report;

import io.natlens.correlate.Hop;
import io.natlens.explain.Verdict;
import io.natlens.host.Role;
import io.natlens.host.Roles;
import io.natlens.wire.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of addresses, as far as capture points tell them: packets that begin their way at {@code web:eth0}, and that no
 * router has forwarded before, have an address of {@code web}. An address with two such names has none.
 */
final class ContainerNames {
    private static final int MOST = 10_000;

    private final Roles roles;
    private final Map<IpAddress, String> names = new TreeMap<>(
            (a, b) -> a.high() == b.high() ? Long.compare(a.low(), b.low()) : Long.compare(a.high(), b.high()));
    private final Set<IpAddress> doubtful = new HashSet<>();

    ContainerNames(Roles roles) {
        this.roles = roles;
    }

    void add(Verdict verdict) {
        add(verdict.translated().flow().original());
        add(verdict.translated().flow().reply());
    }

    private void add(List<Hop> path) {
        if (path.isEmpty() || names.size() == MOST) {
            return;
        }
        Hop first = path.get(0);
        String point = first.capturePoint().name();
        int colon = point.indexOf(':');
        if (colon > 0 && roles.of(first.capturePoint()) == Role.CONTAINER && first.isUnrouted()) {
            String name = Names.printable(point.substring(0, colon), Integer.MAX_VALUE);
            IpAddress address = first.tuple().source();
            if (!name.equals(names.getOrDefault(address, name))) {
                doubtful.add(address);
            }
            names.put(address, name);
        }
    }

    Map<IpAddress, String> names() {
        names.keySet().removeAll(doubtful);
        return names;
    }
}
