package io.natlens.correlate;

/** The packets that two legs may share, but that fitted other legs, too. Most pairs of legs have none. */
final class Guesses {
    private long preferred;
    private long arbitrary;
    /** By the first leg's direction, and by which leg saw them first: 2 * direction + leg. */
    private final int[] seen = new int[4];

    /** Notes a packet that fits the two better than others. */
    void preferred(int firstDirection, boolean secondBefore) {
        preferred++;
        seen[index(firstDirection, secondBefore)]++;
    }

    /** Notes a packet that fits others as well. */
    void arbitrary(int firstDirection, boolean secondBefore) {
        arbitrary++;
        seen[index(firstDirection, secondBefore)]++;
    }

    private static int index(int firstDirection, boolean secondBefore) {
        return 2 * firstDirection + (secondBefore ? 1 : 0);
    }

    long preferred() {
        return preferred;
    }

    long arbitrary() {
        return arbitrary;
    }

    /** How many in this direction of the first leg it saw first, or the second did. */
    long seen(int firstDirection, boolean secondBefore) {
        return seen[index(firstDirection, secondBefore)];
    }
}
