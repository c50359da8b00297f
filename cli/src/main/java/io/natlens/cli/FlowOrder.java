package io.natlens.cli;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** In which order the screen shows flows; each key press takes the next. */
enum FlowOrder {
    NEWS("latest news", null),
    PACKETS("packets", Comparator.comparingLong(entry -> -entry.row().packets())),
    RATE("rate", Comparator.comparingDouble(entry -> -entry.rate())),
    DELAY("delay", Comparator.comparingLong(entry -> -entry.row().delay().orElse(Long.MIN_VALUE + 1))),
    NUMBER("number", Comparator.comparingLong(entry -> entry.row().id()));

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // comparators without state, which their type does not say
    private final @Nullable Comparator<FlowTable.Entry> comparator;

    FlowOrder(String text, @Nullable Comparator<FlowTable.Entry> comparator) {
        this.text = text;
        this.comparator = comparator;
    }

    /** Null leaves the order as it is. */
    @Nullable
    Comparator<FlowTable.Entry> comparator() {
        return comparator;
    }

    String text() {
        return text;
    }

    FlowOrder next() {
        return switch (this) {
            case NEWS -> PACKETS;
            case PACKETS -> RATE;
            case RATE -> DELAY;
            case DELAY -> NUMBER;
            case NUMBER -> NEWS;
        };
    }
}
