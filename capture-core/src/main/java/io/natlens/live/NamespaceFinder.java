package io.natlens.live;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The network namespaces that this process can see, each once: by container, by name, by the first process in it. */
final class NamespaceFinder {
    /**
     * A namespace.
     *
     * @param selector what {@code -i} takes for it, without the interface: {@code container:web/}
     * @param name in /run/netns; empty where it has none there
     */
    record Found(NetworkNamespace namespace, String selector, String name) {}

    private static final Path PROCESSES = Path.of("/proc");
    private static final Path NAMED = Path.of("/run/netns");

    /** By the number of the namespace's file, which is the same however it is reached. */
    private final Map<Long, Found> found = new LinkedHashMap<>();

    private final Map<Long, String> names = new HashMap<>();

    /** The process's own first; without a Docker engine its containers are found by their processes. */
    static List<Found> find(Docker docker) {
        NamespaceFinder finder = new NamespaceFinder();
        List<Path> named = entries(NAMED, "*");
        named.forEach(finder::noteName);
        finder.add(PROCESSES.resolve("self/ns/net"), NetworkNamespace.OWN, "");
        finder.addContainers(docker);
        named.forEach(finder::addNamed);
        finder.addProcesses();
        return List.copyOf(finder.found.values());
    }

    private void add(Path file, NetworkNamespace namespace, String selector) {
        Long number = number(file);
        if (number != null) {
            found.putIfAbsent(number, new Found(namespace, selector, names.getOrDefault(number, "")));
        }
    }

    /** Null for a namespace that is not ours to see, or gone. */
    private static @Nullable Long number(Path file) {
        try {
            return (Long) Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            return null;
        }
    }

    private void noteName(Path file) {
        Long number = number(file);
        if (number != null) {
            names.put(number, String.valueOf(file.getFileName()));
        }
    }

    private void addContainers(Docker docker) {
        try {
            for (Docker.Container container : docker.containers()) {
                NetworkNamespace namespace = container.namespace();
                add(Path.of(String.valueOf(namespace.file())), namespace, "container:" + container.name() + "/");
            }
        } catch (IOException e) {
            // no engine here
        }
    }

    private void addNamed(Path file) {
        String name = String.valueOf(file.getFileName());
        add(file, new NetworkNamespace(name, file.toString()), "netns:" + name + "/");
    }

    private void addProcesses() {
        Set<String> seen = new HashSet<>();
        for (Path process : entries(PROCESSES, "[0-9]*")) {
            Path file = process.resolve("ns/net");
            try {
                // a link is read faster than a file is looked up, and there are thousands of processes
                if (seen.add(Files.readSymbolicLink(file).toString())) {
                    String pid = String.valueOf(process.getFileName());
                    add(file, new NetworkNamespace(pid, file.toString()), "pid:" + pid + "/");
                }
            } catch (IOException e) {
                // not ours to see, or gone
            }
        }
    }

    private static List<Path> entries(Path folder, String glob) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            // there is none
        }
        entries.sort(null);
        return entries;
    }
}
