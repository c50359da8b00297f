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
import java.util.EnumSet;
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

        /** Whether {@link #known} is wanted of every flow that had packets, and not only of those with news. */
        default boolean followsAll() {
            return false;
        }

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
        TranslatedFlow translated = translator.translate(flow);
        Set<FlowEvent> news = news(translated);
        if (news.isEmpty() && !listener.followsAll()) {
            return;
        }
        try {
            Verdict verdict = explainer.explain(translated);
            tell(news, verdict);
            listener.known(verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ended(Flow flow) {
        if (!living.containsKey(flow.id()) && !wanted.test(flow)) {
            return;
        }
        TranslatedFlow translated = translator.translate(flow);
        Set<FlowEvent> news = news(translated);
        living.remove(flow.id());
        try {
            Verdict verdict = explainer.explain(translated);
            tell(news, verdict);
            listener.happened(FlowEvent.ENDED, flow.lastSeen(), verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has become known since the last call for this flow. */
    private Set<FlowEvent> news(TranslatedFlow translated) {
        Set<FlowEvent> news = EnumSet.noneOf(FlowEvent.class);
        long id = translated.flow().id();
        Told told = living.get(id);
        if (told == null) {
            told = new Told();
            living.put(id, told);
            news.add(FlowEvent.SEEN);
        }
        if (!translated.translations().equals(told.translations)) {
            news.add(FlowEvent.TRANSLATED);
        }
        if (isNews(told.original, translated.original()) || isNews(told.reply, translated.reply())) {
            news.add(FlowEvent.EGRESS);
        }
        told.translations = translated.translations();
        told.original = translated.original();
        told.reply = translated.reply();
        return news;
    }

    private void tell(Set<FlowEvent> news, Verdict verdict) throws IOException {
        Flow flow = verdict.translated().flow();
        for (FlowEvent event : news) {
            listener.happened(event, event == FlowEvent.SEEN ? flow.firstSeen() : flow.lastSeen(), verdict);
        }
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
