package io.natlens.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which interfaces a user means by one word: a name, a pattern, {@code any}, {@code all}, and in another namespace
 * {@code netns:NAME/IF}, {@code pid:PID/IF}, {@code container:NAME} and {@code container:NAME/IF}.
 */
public final class InterfaceSelector {
    private static final String NETNS = "netns:";
    private static final String PID = "pid:";
    private static final String CONTAINER = "container:";

    /** Finds the namespaces in which the interfaces are. */
    private interface Place {
        List<NetworkNamespace> find() throws IOException;
    }

    private final String word;
    private final Place place;
    private final NamePattern pattern;
    private final boolean grows;
    private final boolean skipsLoopback;

    private InterfaceSelector(String word, Place place, String pattern, boolean placeGrows, boolean skipsLoopback) {
        this.word = word;
        this.place = place;
        this.pattern = new NamePattern(pattern);
        this.skipsLoopback = skipsLoopback;
        grows = placeGrows || (this.pattern.isPattern() && !skipsLoopback);
    }

    /**
     * Understands a word of the command line.
     *
     * @param dockerHost as {@code DOCKER_HOST} has it; empty for the usual one
     * @throws IllegalArgumentException with a sentence, if it makes no sense
     */
    public static InterfaceSelector parse(String word, String dockerHost) {
        if (word.startsWith(CONTAINER)) {
            return container(word, dockerHost);
        }
        if (word.startsWith(NETNS)) {
            String name = place(word, NETNS, "netns:NAME/INTERFACE");
            return in(new NetworkNamespace(name, "/run/netns/" + name), word);
        }
        if (word.startsWith(PID)) {
            String pid = place(word, PID, "pid:PID/INTERFACE");
            return in(new NetworkNamespace(pid, "/proc/" + pid + "/ns/net"), word);
        }
        return new InterfaceSelector(word, () -> List.of(NetworkNamespace.OWN), word, false, false);
    }

    /** The interfaces of all containers but the loopback ones. */
    public static InterfaceSelector allContainers(String dockerHost) {
        Docker docker = new Docker(dockerHost);
        Place place = () -> docker.containers().stream()
                .filter(container -> !container.isOnHostNetwork())
                .map(Docker.Container::namespace)
                .toList();
        return new InterfaceSelector("--all-containers", place, "*", true, true);
    }

    private static InterfaceSelector container(String word, String dockerHost) {
        int slash = word.indexOf('/');
        String name = word.substring(CONTAINER.length(), slash < 0 ? word.length() : slash);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("'" + word + "' is not container:NAME or container:NAME/INTERFACE");
        }
        Docker docker = new Docker(dockerHost);
        String pattern = slash < 0 ? "*" : word.substring(slash + 1);
        return new InterfaceSelector(word, () -> List.of(namespace(docker, name)), pattern, false, slash < 0);
    }

    private static NetworkNamespace namespace(Docker docker, String name) throws IOException {
        Docker.Container container = docker.container(name);
        if (container.pid() == 0) {
            throw new IOException("container '" + name + "' does not run");
        }
        if (container.isOnHostNetwork()) {
            throw new IOException("container '" + name
                    + "' is on the host's network and has no interfaces of its own; name the host's");
        }
        return container.namespace();
    }

    private static String place(String word, String kind, String form) {
        int slash = word.indexOf('/');
        if (slash <= kind.length() || slash == word.length() - 1) {
            throw new IllegalArgumentException("'" + word + "' is not " + form);
        }
        return word.substring(kind.length(), slash);
    }

    private static InterfaceSelector in(NetworkNamespace namespace, String word) {
        String pattern = word.substring(word.indexOf('/') + 1);
        return new InterfaceSelector(word, () -> List.of(namespace), pattern, false, false);
    }

    /** Whether interfaces that appear later are meant too, and some may be passed over that cannot be captured. */
    public boolean grows() {
        return grows;
    }

    /**
     * The interfaces that are there now; of a pattern, those that are up.
     *
     * @throws IOException with a sentence, if a container or a namespace is not there
     */
    public List<CaptureTarget> find() throws IOException {
        List<CaptureTarget> targets = new ArrayList<>();
        for (NetworkNamespace namespace : place.find()) {
            if (pattern.isPattern()) {
                addMatching(namespace, targets);
            } else {
                targets.add(new CaptureTarget(namespace, pattern.toString()));
            }
        }
        return targets;
    }

    private void addMatching(NetworkNamespace namespace, List<CaptureTarget> targets) throws IOException {
        for (Link link : Links.of(namespace)) {
            boolean wanted = link.isUp() && !(skipsLoopback && link.isLoopback());
            if (wanted && pattern.matches(link.name())) {
                targets.add(new CaptureTarget(namespace, link.name()));
            }
        }
    }

    @Override
    public String toString() {
        return word;
    }
}
