package io.natlens.cli;

import io.natlens.report.ReportFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file, empty at first, whose beginning can be written last. */
final class FileOutput extends BufferedOutputStream implements ReportFile {
    private static final int BLOCK = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final NamedOutput named;
    private int room;

    /** @param named writes to the channel */
    FileOutput(Path path, FileChannel channel, NamedOutput named) {
        super(named, BLOCK);
        this.path = path;
        this.channel = channel;
        this.named = named;
    }

    @Override
    public void leaveRoom(int bytes) throws IOException {
        byte[] blanks = new byte[bytes];
        Arrays.fill(blanks, (byte) ' ');
        write(blanks);
        room = bytes;
    }

    @Override
    public void fillRoom(byte[] beginning) throws IOException {
        flush();
        try {
            if (beginning.length > room) {
                moveFromRoom(beginning.length - room);
            }
            int end = Math.max(beginning.length, room);
            writeAt(0, ByteBuffer.wrap(beginning, 0, beginning.length - 1));
            writeAt(end - 1, ByteBuffer.wrap(beginning, beginning.length - 1, 1));
        } catch (IOException e) {
            throw named.failure(e);
        }
    }

    /** Moves what stands behind the room by so many bytes, the last block first. */
    private void moveFromRoom(int by) throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        // the output itself may be a file that its owner can write and not read
        try (FileChannel old = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = old.size();
            for (long at = size; at > room; ) {
                int length = (int) Math.min(BLOCK, at - room);
                at -= length;
                readAt(old, at, block.clear().limit(length));
                writeAt(at + by, block.flip());
            }
            channel.position(size + by);
        }
    }

    private static void readAt(FileChannel from, long at, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && from.read(bytes, at + bytes.position()) >= 0) {
            // reads on until there are as many as were asked for
        }
    }

    private void writeAt(long at, ByteBuffer bytes) throws IOException {
        long begin = at - bytes.position();
        while (bytes.hasRemaining()) {
            channel.write(bytes, begin + bytes.position());
        }
    }

    @Override
    public void startOver() throws IOException {
        count = 0;
        room = 0;
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw named.failure(e);
        }
    }
}
