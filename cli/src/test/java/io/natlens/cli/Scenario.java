package io.natlens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of captures beside what the kernel said of their connections. */
record Scenario(Path folder) {
    private static final Path SAMPLES = Path.of("..", "sample-pcaps");

    /** Every folder of the samples that has a truth, in the order of their names. */
    static List<Scenario> all() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.endsWith("truth.jsonl"))
                    .map(file -> new Scenario(file.resolveSibling("")))
                    .sorted((a, b) -> a.folder.compareTo(b.folder))
                    .toList();
        }
    }

    String name() {
        return SAMPLES.relativize(folder).toString().replace('\\', '/');
    }

    List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(".pcap"))
                    .sorted()
                    .toList();
        }
    }

    /** A capture point's name: its file's without the endings. */
    static String point(Path capture) {
        String file = capture.getFileName().toString();
        return file.substring(0, file.indexOf(".pcap"));
    }

    List<TrackedConnection> truth() throws IOException {
        List<TrackedConnection> truth = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("truth.jsonl"))) {
            if (!line.isBlank()) {
                truth.add(TrackedConnection.of(Json.parse(line)));
            }
        }
        return truth;
    }

    /** The names of capture points that are NICs, the outermost last; of two hosts, the captures have the host in front. */
    List<String> nics() {
        return isTwoHosts() ? List.of("a_eth0", "a_eth1", "b_eth0") : List.of("eth0", "eth1", "enp1s0");
    }

    /** What natlens has to be told, because no name of an interface tells it. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (isTwoHosts()) {
            nics().forEach(nic -> options.addAll(List.of("--role", nic + "=nic")));
        }
        return options;
    }

    private boolean isTwoHosts() {
        return folder.endsWith("two-hosts") || folder.endsWith("two-clocks");
    }
}
