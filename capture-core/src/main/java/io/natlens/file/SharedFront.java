package io.natlens.file;

import io.natlens.host.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves off what the names of all files of a folder have in front: {@code run7.docker0.pcap} and {@code run7.eth0.pcap}
 * are captures of docker0 and eth0. The parts of a name are what dots separate.
 *
 * <p>A part that looks like an interface stays, for {@code eth0.100} and {@code eth0.200} are VLANs; and all stays where
 * nothing of what would be left looks like an interface.
 */
final class SharedFront {
    private SharedFront() {}

    static List<MergedSource.Origin> leftOff(List<MergedSource.Origin> origins) {
        Map<Path, Set<String>> bases = new HashMap<>();
        for (MergedSource.Origin origin : origins) {
            if (origin instanceof CaptureFile file && file.pointName().given() == null) {
                bases.computeIfAbsent(file.folder(), folder -> new LinkedHashSet<>())
                        .add(file.pointName().base());
            }
        }
        Map<Path, Integer> lengths = new HashMap<>();
        bases.forEach((folder, names) -> lengths.put(folder, length(names)));
        return origins.stream().map(origin -> leftOff(origin, lengths)).toList();
    }

    private static MergedSource.Origin leftOff(MergedSource.Origin origin, Map<Path, Integer> lengths) {
        if (!(origin instanceof CaptureFile file) || file.pointName().given() != null) {
            return origin;
        }
        PointName name = file.pointName();
        String base = name.base().substring(lengths.getOrDefault(file.folder(), 0));
        return new CaptureFile(file.path(), file.name(), new PointName(base, name.front(), null));
    }

    /** How many characters, the last dot included, all these names have in front and can do without. */
    static int length(Set<String> names) {
        String first = names.iterator().next();
        int shared = 0;
        for (int dot = first.indexOf('.'); dot > 0 && names.size() > 1; dot = first.indexOf('.', shared)) {
            String front = first.substring(0, dot + 1);
            boolean isInterface = isInterface(first.substring(shared, dot));
            if (isInterface
                    || !names.stream().allMatch(name -> name.length() > front.length() && name.startsWith(front))) {
                break;
            }
            shared = front.length();
        }
        int length = shared;
        return names.stream().anyMatch(name -> isInterface(name.substring(length))) ? length : 0;
    }

    private static boolean isInterface(String name) {
        return Role.ofName(name) != Role.UNKNOWN;
    }
}
