package io.natlens.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a Docker engine which containers run, over its API. HTTP/1.0 is enough for that: the answer ends with the connection.
 *
 * <p>Source: Docker Engine API, v1.41, which all engines since 20.10 speak.
 */
final class Docker {
    private static final String USUAL_HOST = "unix:///var/run/docker.sock";
    private static final int USUAL_PORT = 2375;
    private static final int READ = 1 << 16;

    private final String host;

    /** @param host as DOCKER_HOST has it: {@code unix:///PATH} or {@code tcp://HOST:PORT}; empty for the usual one */
    Docker(String host) {
        this.host = host.isEmpty() ? USUAL_HOST : host;
    }

    /**
     * A container that runs.
     *
     * @param pid of its first process
     */
    record Container(String id, String name, int pid, boolean isOnHostNetwork) {
        NetworkNamespace namespace() {
            return new NetworkNamespace(name, "/proc/" + pid + "/ns/net");
        }
    }

    /** All containers that run. */
    List<Container> containers() throws IOException {
        List<Container> containers = new ArrayList<>();
        for (Json container : get("/containers/json").elements()) {
            try {
                Container running = container(container.text("Id"));
                if (running.pid() != 0) {
                    containers.add(running);
                }
            } catch (NoSuchContainerException e) {
                // it has ended since the engine was asked for all
            }
        }
        return containers;
    }

    /**
     * A container by its name or the beginning of its id.
     *
     * @throws IOException with a sentence, also if it does not run
     */
    Container container(String name) throws IOException {
        Json state = get("/containers/" + name + "/json");
        String fullName = state.text("Name");
        boolean onHost = state.get("HostConfig").text("NetworkMode").equals("host");
        return new Container(
                state.text("Id"),
                fullName.startsWith("/") ? fullName.substring(1) : fullName,
                state.get("State").number("Pid"),
                onHost);
    }

    private Json get(String path) throws IOException {
        String answer;
        try {
            answer = exchange("GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n");
        } catch (IOException e) {
            throw new IOException(
                    "cannot ask Docker at " + host + " which containers there are (" + e.getMessage()
                            + "); DOCKER_HOST names another engine",
                    e);
        }
        int body = answer.indexOf("\r\n\r\n");
        Json json = Json.parse(
                answer.substring(body < 0 ? answer.length() : body + 4).getBytes(StandardCharsets.UTF_8));
        if (answer.contains(" 404 ") && answer.indexOf(" 404 ") < answer.indexOf('\r')) {
            throw new NoSuchContainerException("Docker at " + host + ": " + json.text("message"));
        }
        return json;
    }

    private String exchange(String request) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
        if (host.startsWith("unix://")) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(host.substring(7)))) {
                channel.write(ByteBuffer.wrap(bytes));
                return rest(channel);
            }
        }
        if (!host.startsWith("tcp://")) {
            throw new IOException("only unix:// and tcp:// are understood");
        }
        URI address = URI.create(host);
        int port = address.getPort() < 0 ? USUAL_PORT : address.getPort();
        try (Socket socket = new Socket(InetAddress.getByName(address.getHost()), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String rest(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(READ);
        while (channel.read(part) >= 0) {
            all.write(part.array(), 0, part.position());
            part.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The engine knows no container of this name. */
    static final class NoSuchContainerException extends IOException {
        private static final long serialVersionUID = 1;

        NoSuchContainerException(String message) {
            super(message);
        }
    }
}
