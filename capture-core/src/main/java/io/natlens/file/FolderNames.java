package io.natlens.file;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells files of the same name apart by the folders in which they stand: {@code host1/eth0}, {@code host2/eth0}. As many
 * folders go in front as it takes.
 */
final class FolderNames {
    private FolderNames() {}

    static List<MergedSource.Origin> inFront(List<MergedSource.Origin> origins) {
        Map<String, Set<Path>> folders = new HashMap<>();
        for (MergedSource.Origin origin : origins) {
            if (origin instanceof CaptureFile file && file.pointName().given() == null) {
                folders.computeIfAbsent(file.pointName().ofFile(), name -> new LinkedHashSet<>())
                        .add(file.folder());
            }
        }
        return origins.stream().map(origin -> inFront(origin, folders)).toList();
    }

    private static MergedSource.Origin inFront(MergedSource.Origin origin, Map<String, Set<Path>> folders) {
        if (!(origin instanceof CaptureFile file) || file.pointName().given() != null) {
            return origin;
        }
        Set<Path> same = folders.getOrDefault(file.pointName().ofFile(), Set.of());
        if (same.size() < 2) {
            return origin;
        }
        PointName name = file.pointName();
        String front = name.front() + last(file.folder(), depth(same)) + "/";
        return new CaptureFile(file.path(), file.name(), new PointName(name.base(), front, null));
    }

    private static int depth(Set<Path> folders) {
        int depth = 1;
        while (distinct(folders, depth) < folders.size()) {
            depth++;
        }
        return depth;
    }

    private static int distinct(Set<Path> folders, int depth) {
        Set<String> names = new HashSet<>();
        folders.forEach(folder -> names.add(last(folder, depth)));
        return names.size();
    }

    private static String last(Path folder, int depth) {
        int count = folder.getNameCount();
        return count == 0
                ? ""
                : folder.subpath(Math.max(0, count - depth), count).toString();
    }
}
