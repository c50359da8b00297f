package io.natlens.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of data for a page's script: JSON arrays, compressed, and written in base64, so that nothing that came from the wire
 * stands in the page as text. They come in blocks of so many rows, each an element of its own that the script reads when it
 * needs it.
 */
final class PackedRows implements Closeable {
    private final String id;
    private final int rowsInBlock;
    private final Spool spool = new Spool();
    private @Nullable JsonGenerator json;
    private int blocks;
    private int rows;

    /** @param id of the elements, which have a dash and their number, from 0, behind it */
    PackedRows(String id, int rowsInBlock) {
        this.id = id;
        this.rowsInBlock = rowsInBlock;
    }

    /** What takes the next row, which is to be one value. */
    JsonGenerator next() throws IOException {
        if (rows == rowsInBlock) {
            endBlock();
        }
        JsonGenerator current = json == null ? beginBlock() : json;
        json = current;
        rows++;
        return current;
    }

    private JsonGenerator beginBlock() throws IOException {
        write("<script type=\"text/plain\" id=\"" + id + "-" + blocks + "\">");
        OutputStream packed = new GZIPOutputStream(Base64.getEncoder().wrap(new Unclosed(spool)), 1 << 13);
        JsonGenerator begun = HeaderJson.generator(packed).enable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        begun.writeStartArray();
        return begun;
    }

    private void endBlock() throws IOException {
        if (json != null) {
            json.writeEndArray();
            json.close();
            json = null;
            write("</script>\n");
            blocks++;
            rows = 0;
        }
    }

    private void write(String text) throws IOException {
        spool.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Passes on all blocks; no row may follow. */
    void transferTo(OutputStream out) throws IOException {
        endBlock();
        spool.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** Base64 and gzip write their ends when they are closed, and what they write to is to stay open. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
