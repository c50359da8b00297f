package io.natlens.report;

import io.natlens.file.FileErrors;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Where IPFIX messages go. */
public sealed interface IpfixDestination {
    /** Takes messages one after the other. */
    interface Sink extends Closeable {
        void send(byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * Makes the file, or connects.
     *
     * @throws IOException with a message that names the destination
     */
    Sink open() throws IOException;

    /** A file as RFC 5655 has it: one message behind the other. */
    record File(Path path) implements IpfixDestination {
        @Override
        public Sink open() throws IOException {
            try {
                return new Stream(path.toString(), Files.newOutputStream(path));
            } catch (IOException e) {
                throw named(path.toString(), e);
            }
        }
    }

    /** A collector that takes connections (RFC 7011 section 10.4). */
    record Tcp(String host, int port) implements IpfixDestination {
        private static final int PATIENCE_MILLIS = 10_000;

        @Override
        public Sink open() throws IOException {
            String name = "tcp:" + host + ":" + port;
            Socket socket = new Socket();
            try {
                socket.connect(address(host, port), PATIENCE_MILLIS);
                return new Stream(name, socket.getOutputStream());
            } catch (IOException e) {
                socket.close();
                throw named(name, e);
            }
        }
    }

    /** A collector that takes datagrams (RFC 7011 section 10.3). What it loses is lost. */
    record Udp(String host, int port) implements IpfixDestination {
        /** A collector's socket holds some hundred messages; this leaves it time to read them. */
        private static final long PAUSE_NANOS = 100_000;

        @Override
        public Sink open() throws IOException {
            String name = "udp:" + host + ":" + port;
            try {
                InetSocketAddress address = address(host, port);
                DatagramChannel channel = DatagramChannel.open();
                return new Sink() {
                    @Override
                    public void send(byte[] bytes, int offset, int length) throws IOException {
                        try {
                            channel.send(ByteBuffer.wrap(bytes, offset, length), address);
                        } catch (IOException e) {
                            throw named(name, e);
                        }
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }

                    @Override
                    public void close() throws IOException {
                        channel.close();
                    }
                };
            } catch (IOException e) {
                throw named(name, e);
            }
        }
    }

    private static InetSocketAddress address(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private static IOException named(String name, IOException e) {
        String reason = e instanceof UnknownHostException ? "no such host" : FileErrors.reason(e);
        return new IOException(name + ": " + reason, e);
    }

    /** Messages behind each other in a stream. */
    final class Stream implements Sink {
        private final String name;
        private final OutputStream out;

        Stream(String name, OutputStream out) {
            this.name = name;
            this.out = new BufferedOutputStream(out);
        }

        @Override
        public void send(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw named(name, e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw named(name, e);
            }
        }
    }
}
