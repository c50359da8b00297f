package io.natlens.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The interfaces of a network namespace, as {@code ip -j} (iproute2) tells them. */
final class Links {
    private Links() {}

    /**
     * The interfaces in the order of their numbers.
     *
     * @throws IOException with a sentence, if ip is not there or the namespace cannot be entered
     */
    static List<Link> of(NetworkNamespace namespace) throws IOException {
        List<Link> links = new ArrayList<>();
        for (Json link : ask(namespace, "address", "show")) {
            // ip leaves an empty object for what it does not show
            if (link.has("ifname")) {
                links.add(link(link));
            }
        }
        return links;
    }

    /** The names in /run/netns of the other namespaces, by the numbers that a namespace has for them; not all have one. */
    static Map<Integer, String> namespaceNames(NetworkNamespace namespace) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        for (Json other : ask(namespace, "netns", "list-id")) {
            if (!other.text("name").isEmpty()) {
                names.put(other.number("nsid"), other.text("name"));
            }
        }
        return names;
    }

    private static List<Json> ask(NetworkNamespace namespace, String... question) throws IOException {
        List<String> command = new ArrayList<>();
        String file = namespace.file();
        if (file != null) {
            command.addAll(List.of("nsenter", "--net=" + file));
        }
        command.addAll(List.of("ip", "-j", "-d"));
        command.addAll(List.of(question));
        return Json.parse(output(command)).elements();
    }

    private static Link link(Json link) {
        List<String> flags = new ArrayList<>();
        link.get("flags").elements().forEach(flag -> flags.add(flag.text()));
        List<String> addresses = new ArrayList<>();
        for (Json address : link.get("addr_info").elements()) {
            addresses.add(address.text("local") + "/" + address.text("prefixlen"));
        }
        return new Link(
                link.number("ifindex"),
                link.text("ifname"),
                link.text("operstate"),
                flags.contains("UP"),
                flags.contains("LOOPBACK"),
                flags.contains("LOOPBACK") ? "" : link.text("address"),
                List.copyOf(addresses),
                link.get("linkinfo").text("info_kind"),
                link.text("master"),
                link.text("link"),
                link.number("link_index"),
                link.has("link_netnsid") ? link.number("link_netnsid") : -1);
    }

    private static byte[] output(List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot run " + command.get(0) + ", which lists interfaces; on Debian:"
                            + " apt-get install iproute2",
                    e);
        }
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            byte[] text = out.readAllBytes();
            String complaint = new String(err.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + complaint);
            }
            return text;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
