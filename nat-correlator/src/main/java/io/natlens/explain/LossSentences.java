package io.natlens.explain;

import io.natlens.correlate.Hop;
import io.natlens.correlate.Loss;
import io.natlens.explain.Diagnosis.Code;
import io.natlens.leg.FiveTuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says where packets of one direction were lost, and which TCP sent again. */
final class LossSentences {
    private final String direction;
    private final List<Hop> path;
    private final List<Diagnosis> diagnoses;

    /** @param direction what the sentences call it */
    LossSentences(String direction, List<Hop> path, List<Diagnosis> diagnoses) {
        this.direction = direction;
        this.path = path;
        this.diagnoses = diagnoses;
    }

    void add() {
        for (int i = 1; i < path.size(); i++) {
            addLoss(path.get(i - 1), path.get(i));
        }
        if (!path.isEmpty() && path.get(0).tuple().protocol() == FiveTuple.TCP) {
            addRetransmissions();
        }
    }

    private void addLoss(Hop before, Hop hop) {
        @Nullable Loss lost = hop.lost();
        if (lost == null || lost.packets() == 0) {
            return;
        }
        String packets = lost.packets() == 1 ? "1 packet of " : lost.packets() + " packets of ";
        if (lost.isCertain()) {
            add(
                    Code.LOST,
                    packets + direction + " lost between " + before.capturePoint() + " and " + hop.capturePoint());
        } else {
            String frames = lost.dropped() > 0 ? "dropped " + lost.dropped() + " frames" : "missed frames";
            add(
                    Code.CAPTURE_DROPS,
                    packets + direction + " not seen at " + hop.capturePoint() + ", whose capture " + frames);
        }
    }

    private void addRetransmissions() {
        List<String> places = new ArrayList<>();
        long sum = 0;
        for (int i = 1; i < path.size(); i++) {
            @Nullable Loss lost = path.get(i).lost();
            if (lost != null && lost.isCertain() && lost.retransmitted() > 0) {
                sum += lost.retransmitted();
                places.add("between " + path.get(i - 1).capturePoint() + " and "
                        + path.get(i).capturePoint() + " (" + lost.retransmitted() + ")");
            }
        }
        Hop last = path.get(path.size() - 1);
        if (last.retransmissions() > 0) {
            sum += last.retransmissions();
            places.add("beyond " + last.capturePoint() + " (" + last.retransmissions() + ")");
        }
        if (sum > 0) {
            String segments = sum == 1 ? "1 segment" : sum + " segments";
            add(
                    Code.RETRANSMITTED,
                    segments + " of " + direction + " sent again, the first copies or their acknowledgements lost "
                            + String.join(", ", places));
        }
    }

    private void add(Code code, String text) {
        diagnoses.add(new Diagnosis(code, text));
    }
}
