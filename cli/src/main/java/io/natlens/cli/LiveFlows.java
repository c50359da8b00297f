package io.natlens.cli;

import io.natlens.correlate.Flow;
import io.natlens.correlate.FlowWatcher;
import io.natlens.explain.Explainer;
import io.natlens.explain.Verdict;
import io.natlens.report.FlowEvent;
import io.natlens.translate.Crossing;
import io.natlens.translate.TranslatedFlow;
import io.natlens.translate.Translation;
import io.natlens.translate.Translator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes events of what becomes known of connections, each told once. What it holds is bounded by those that live. */
final class LiveFlows implements FlowWatcher {
    /** Takes what has become known. */
    interface Listener {
        void happened(FlowEvent event, long timeNanos, Verdict verdict) throws IOException;

        /** What is known by now of a flow of which events have been told. */
        default void known(Verdict verdict) {}

        /** The flow of this number has turned out to be one with another. */
        default void gone(long id) {}

        /** All has been told that is known up to now. */
        default void looked(long nowNanos) throws IOException {}
    }

    /** What has been told of a flow. */
    private static final class Told {
        Set<Translation> translations = Set.of();

        @Nullable
        Crossing original;

        @Nullable
        Crossing reply;
    }

    private static final Crossing NOWHERE = new Crossing(null, null);

    private final Translator translator;
    private final Explainer explainer;
    private final Predicate<Flow> wanted;
    private final Listener listener;
    private final Map<Long, Told> living = new HashMap<>();

    /** @param wanted which flows are told of; one that is not now may be later */
    LiveFlows(Translator translator, Explainer explainer, Predicate<Flow> wanted, Listener listener) {
        this.translator = translator;
        this.explainer = explainer;
        this.wanted = wanted;
        this.listener = listener;
    }

    @Override
    public boolean watchesLiving() {
        return true;
    }

    @Override
    public void lives(Flow flow) {
        if (!living.containsKey(flow.id()) && !wanted.test(flow)) {
            return;
        }
        try {
            listener.known(tell(flow));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ended(Flow flow) {
        if (!living.containsKey(flow.id()) && !wanted.test(flow)) {
            return;
        }
        try {
            Verdict verdict = tell(flow);
            living.remove(flow.id());
            listener.happened(FlowEvent.ENDED, flow.lastSeen(), verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells what is news. */
    private Verdict tell(Flow flow) throws IOException {
        TranslatedFlow translated = translator.translate(flow);
        Told told = living.get(flow.id());
        boolean isNew = told == null;
        if (told == null) {
            told = new Told();
            living.put(flow.id(), told);
        }
        Verdict verdict = explainer.explain(translated);
        if (isNew) {
            listener.happened(FlowEvent.SEEN, flow.firstSeen(), verdict);
        }
        if (!translated.translations().equals(told.translations)) {
            told.translations = translated.translations();
            listener.happened(FlowEvent.TRANSLATED, flow.lastSeen(), verdict);
        }
        if (isNews(told.original, translated.original()) || isNews(told.reply, translated.reply())) {
            listener.happened(FlowEvent.EGRESS, flow.lastSeen(), verdict);
        }
        told.original = translated.original();
        told.reply = translated.reply();
        return verdict;
    }

    private static boolean isNews(@Nullable Crossing told, Crossing known) {
        return !known.equals(told == null ? NOWHERE : told) && !known.equals(NOWHERE);
    }

    @Override
    public void merged(long gone, long id) {
        Told other = living.remove(gone);
        if (other != null) {
            living.putIfAbsent(id, other);
            listener.gone(gone);
        }
    }

    @Override
    public void looked(long nowNanos) {
        try {
            listener.looked(nowNanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
