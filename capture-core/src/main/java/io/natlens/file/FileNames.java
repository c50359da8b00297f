package io.natlens.file;

import java.util.regex.Pattern;

/** What the name of a capture file tells. */
final class FileNames {
    private static final Pattern COMPRESSION = Pattern.compile("\\.(gz|zst|zstd|xz|lz4)$", Pattern.CASE_INSENSITIVE);

    /** The number that tcpdump puts behind the name when it goes on to the next file (-C), padded or not (-W). */
    private static final Pattern CAPTURE = Pattern.compile("\\.(pcap|pcapng|cap|dmp)[0-9]*$", Pattern.CASE_INSENSITIVE);

    /** What dumpcap puts before the ending when it does so: {@code trace_00002_20261120212508.pcapng}. */
    private static final Pattern DUMPCAP_NUMBER = Pattern.compile("_[0-9]{5}_[0-9]{14}$");

    private FileNames() {}

    /** The name without the endings of compression, format and rotation; the files of one rotation have it in common. */
    static String base(String fileName) {
        String plain = withoutCompression(fileName);
        String base = CAPTURE.matcher(plain).replaceFirst("");
        if (!base.equals(plain)) {
            base = DUMPCAP_NUMBER.matcher(base).replaceFirst("");
        }
        return base.isEmpty() ? fileName : base;
    }

    /** Whether a file of this name is meant to be a capture. */
    static boolean saysCapture(String fileName) {
        return CAPTURE.matcher(withoutCompression(fileName)).find();
    }

    private static String withoutCompression(String fileName) {
        return COMPRESSION.matcher(fileName).replaceFirst("");
    }
}
