package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotated capture, as tshark reads it. */
final class AnnotatedCaptureIT {
    private final Path folder;
    private final Path file;
    private final Processes processes;

    AnnotatedCaptureIT(@TempDir Path folder) {
        this.folder = folder;
        file = folder.resolve("annotated.pcapng");
        processes = new Processes(folder);
    }

    private Run annotate(String... captures) {
        List<String> arguments = new ArrayList<>(List.of("analyze", "--pcapng", file.toString()));
        arguments.addAll(List.of("-o", file.resolveSibling("report").toString()));
        arguments.addAll(List.of(captures));
        return Run.of(arguments.toArray(String[]::new));
    }

    private List<String> fields(String filter, String... names) throws IOException, InterruptedException {
        Tool.require("tshark");
        List<String> command = new ArrayList<>(List.of("tshark", "-N", "n", "-r", file.toString(), "-Y", filter));
        command.addAll(List.of("-T", "fields"));
        for (String name : names) {
            command.addAll(List.of("-e", name));
        }
        return processes.run(command.toArray(String[]::new)).out().lines().toList();
    }

    @Test
    void eachPacketSaysItsFlowHopTranslationDelayAndNic() throws IOException, InterruptedException {
        assertEquals(new Run(0, "", ""), annotate(Captures.DOCKER0, Captures.ETH0, Captures.ETH1));

        List<String> lines =
                fields("frame.comment contains \"flow 3 \"", "frame.interface_name", "ip.src", "frame.comment");
        assertEquals(16, lines.size());
        assertTrue(
                lines.get(0)
                        .startsWith(
                                "docker0\t172.17.0.2\tflow 3 hop 1/2, SNAT 172.17.0.2 id 19 → 10.1.0.8 id 19, left by"),
                lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches("eth0\t10\\.1\\.0\\.8\tflow 3 hop 2/2, .*, \\+[0-9.]+ µs since docker0, left by eth0"),
                lines.get(1));
        assertTrue(lines.get(2).startsWith("eth0\t8.8.8.8\tflow 3 reply hop 1/2, "), lines.get(2));
    }

    @Test
    void allFramesAreThereInTheOrderOfTime() throws IOException, InterruptedException {
        annotate("../sample-pcaps/published-port");

        List<String> times = fields("frame", "frame.time_epoch");
        assertEquals(94, times.size());
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void commentsThatWereThereStay() throws IOException, InterruptedException {
        annotate(Captures.DOCKER0, Captures.ETH0);
        Path first = Files.move(file, file.resolveSibling("first.pcapng"));

        annotate(first.toString());

        List<String> comments = fields("frame.comment contains \"flow 3 hop 2\"", "frame.comment");
        assertFalse(comments.isEmpty());
        comments.forEach(comment -> assertEquals(2, comment.split("flow 3 hop 2", -1).length - 1, comment));
    }

    @Test
    void flowsThatNameEachOtherHaveTheirPacketsToo() throws IOException, InterruptedException {
        Path proxy = Path.of("..", "sample-pcaps", "correlation", "first", "userland-proxy");
        Run run = annotate(proxy.toString());
        assertEquals(0, run.status(), run.err());

        List<String> ids = Run.of("analyze", "-f", "csv", proxy.toString())
                .out()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        for (String id : ids) {
            assertFalse(
                    fields("frame.comment contains \"flow " + id + " \"", "frame.number")
                            .isEmpty(),
                    id);
        }
    }

    @Test
    void containersHaveTheirNames() throws IOException, InterruptedException {
        annotate("web:eth0=" + Captures.DOCKER0, Captures.ETH0);

        assertEquals(
                List.of("web"),
                fields("ip.src == 172.17.0.2", "ip.src_host").stream()
                        .distinct()
                        .toList());
    }

    @Test
    void whatIsReadIsNotWrittenTo() throws IOException {
        Path capture = Files.copy(Path.of(Captures.DOCKER0), file.resolveSibling("docker0.pcap"));
        byte[] before = Files.readAllBytes(capture);

        Run same = Run.of("analyze", capture.toString(), "--pcapng", capture.toString());
        Run inside = Run.of("analyze", folder.toString(), "--pcapng", file.toString());
        Run stream = Run.of("analyze", "-", "--pcapng", file.toString());

        assertEquals(2, same.status());
        assertTrue(same.err().contains("is one of the captures"), same.err());
        assertEquals(2, inside.status());
        assertTrue(inside.err().contains("lies in '" + folder + "'"), inside.err());
        assertEquals(2, stream.status());
        assertFalse(Files.exists(file));
        assertEquals(before.length, Files.size(capture));
    }
}
