package io.natlens.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The page without its data: one file, into which style and script are put, so that it needs no other. Its content
 * security policy lets that one script run, by its digest, and nothing be loaded from anywhere.
 */
final class PageTemplate {
    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "format.js",
            "dom.js",
            "model.js",
            "map.js",
            "table.js",
            "ladder.js",
            "packets.js",
            "flow.js",
            "overview.js",
            "main.js");

    private final String[] parts;
    private final String script;

    PageTemplate() throws IOException {
        StringBuilder scripts = new StringBuilder("'use strict';\n(() => {\n");
        for (String name : SCRIPTS) {
            scripts.append(resource(name)).append('\n');
        }
        script = scripts.append("})();\n").toString();
        parts = resource("page.html")
                .replace("{{style}}", resource("page.css"))
                .replace("{{digest}}", "sha256-" + digest(script))
                .split("\\{\\{(charts|data|script)}}", -1);
    }

    /** Writes what stands in front of the charts. */
    void writeStart(OutputStream out) throws IOException {
        write(parts[0], out);
    }

    /** Writes what stands between the charts and the data. */
    void writeMiddle(OutputStream out) throws IOException {
        write(parts[1], out);
    }

    /** Writes what stands behind the data. */
    void writeEnd(OutputStream out) throws IOException {
        write(parts[2] + script + parts[3], out);
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageTemplate.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks page/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
