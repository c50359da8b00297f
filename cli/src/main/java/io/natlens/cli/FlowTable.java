package io.natlens.cli;

import io.natlens.explain.Verdict;
import io.natlens.report.FlowEvent;
import io.natlens.report.FlowRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The flows that the screen shows: those that had packets last, also ended ones. Written by the engine's thread, read by
 * the screen's.
 */
final class FlowTable implements LiveFlows.Listener {
    private static final int MOST_ROWS = 10_000;
    private static final long BETWEEN_RATES = TimeUnit.SECONDS.toNanos(1);

    /** @param rate in packets a second */
    record Entry(FlowRow row, double rate) {}

    private static final class Row {
        Verdict verdict;
        boolean ended;
        long packets;
        long packetsBefore;
        double rate;

        Row(Verdict verdict) {
            this.verdict = verdict;
        }
    }

    /** In the order of their last news. */
    private final Map<Long, Row> rows = new LinkedHashMap<>();

    private long ratesAt;

    @Override
    public synchronized void happened(FlowEvent event, long timeNanos, Verdict verdict) {
        put(verdict).ended = event == FlowEvent.ENDED;
    }

    @Override
    public boolean followsAll() {
        return true;
    }

    @Override
    public synchronized void known(Verdict verdict) {
        put(verdict);
    }

    private Row put(Verdict verdict) {
        Row known = rows.remove(verdict.id());
        Row row = known == null ? new Row(verdict) : known;
        row.verdict = verdict;
        row.packets = FlowRow.of(verdict, row.ended).packets();
        rows.put(verdict.id(), row);
        if (rows.size() > MOST_ROWS) {
            rows.remove(rows.keySet().iterator().next());
        }
        return row;
    }

    @Override
    public synchronized void gone(long id) {
        rows.remove(id);
    }

    @Override
    public synchronized void looked(long nowNanos) {
        if (nowNanos - ratesAt < BETWEEN_RATES) {
            return;
        }
        double seconds = (nowNanos - ratesAt) / 1e9;
        for (Row row : rows.values()) {
            row.rate = ratesAt == 0 ? 0 : (row.packets - row.packetsBefore) / seconds;
            row.packetsBefore = row.packets;
        }
        ratesAt = nowNanos;
    }

    /** All rows, the latest news first. */
    synchronized List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(rows.size());
        for (Row row : rows.values()) {
            entries.add(new Entry(FlowRow.of(row.verdict, row.ended), row.rate));
        }
        Collections.reverse(entries);
        return entries;
    }

    /** What is known of one flow, or null where it is no longer in the table. */
    synchronized @Nullable Verdict verdict(long id) {
        Row row = rows.get(id);
        return row == null ? null : row.verdict;
    }
}
