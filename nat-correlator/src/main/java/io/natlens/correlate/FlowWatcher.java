package io.natlens.correlate;

/**
 * Is told of connections: of each when it has ended, and if it wants to of those that live. {@link Flow#id} is the same as
 * long as a connection lives. All calls come from the thread that runs the {@link Engine}.
 */
@FunctionalInterface
public interface FlowWatcher {
    /** A connection has ended, and nothing will be said of it again. */
    void ended(Flow flow);

    /** Whether {@link #lives}, {@link #merged} and {@link #looked} are wanted, which costs time. */
    default boolean watchesLiving() {
        return false;
    }

    /** What is known by now of a connection that is new, or had packets since it was last told. */
    default void lives(Flow flow) {}

    /** What was told as two connections has turned out to be one, which keeps the second number. */
    default void merged(long gone, long id) {}

    /**
     * A look at the living connections is complete.
     *
     * @param nowNanos up to which time packets have been seen, in nanoseconds since the epoch
     */
    default void looked(long nowNanos) {}
}
