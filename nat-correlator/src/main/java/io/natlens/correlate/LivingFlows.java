package io.natlens.correlate;

import io.natlens.host.Roles;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shows connections to a {@link FlowWatcher} while they live: judges those that had packets as if they had ended, and
 * takes the judgement back.
 */
final class LivingFlows {
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(250);

    /** How many legs are judged at one look at most; the others have their turn at the next. */
    private static final int LEGS_AT_A_LOOK = 4096;

    private final Roles roles;
    private final FlowWatcher watcher;
    private final Relations relations;
    private final CaptureTimes times;
    private final Vanishing vanishing;
    private final RaisedTtl raised;
    private final boolean wanted;
    /** Legs that had packets since they were last judged. */
    private final ArrayDeque<Node> changed = new ArrayDeque<>();

    private long looked;

    LivingFlows(
            Roles roles,
            FlowWatcher watcher,
            Relations relations,
            CaptureTimes times,
            Vanishing vanishing,
            RaisedTtl raised) {
        this.roles = roles;
        this.watcher = watcher;
        this.relations = relations;
        this.times = times;
        this.vanishing = vanishing;
        this.raised = raised;
        wanted = watcher.watchesLiving();
    }

    /** Notes that a leg had a packet. */
    void note(Node node) {
        if (wanted && !node.changed) {
            node.changed = true;
            changed.add(node);
        }
    }

    /** Shows what has changed if it is time, by the clock of the packets. */
    void look(long now) {
        if (!wanted || now - looked < BETWEEN_LOOKS) {
            return;
        }
        looked = now;
        int legs = 0;
        while (!changed.isEmpty() && legs < LEGS_AT_A_LOOK) {
            Node node = changed.removeFirst();
            if (node.changed && !node.isTold()) {
                legs += show(node.root().component());
            }
        }
        watcher.looked(now);
    }

    private int show(List<Node> component) {
        for (Group group : Resolver.resolve(component)) {
            number(group);
            watcher.lives(vanishing.judge(FlowBuilder.build(group, roles, times, raised)));
        }
        for (Node node : component) {
            node.changed = false;
        }
        Resolver.forget(component);
        return component.size();
    }

    /** Gives a connection the number under which it will be told, unless it has one; says which others it has taken in. */
    void number(Group group) {
        if (!wanted) {
            return;
        }
        for (long gone : relations.numberEarly(group)) {
            watcher.merged(gone, group.id);
        }
    }
}
