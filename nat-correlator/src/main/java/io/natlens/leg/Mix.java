package io.natlens.leg;

/**
 * Mixing of two words into one, for hash tables and fingerprints.
 *
 * <p>It is the same in every run, so that runs can be repeated. No value of one word makes the other one vanish, so that a
 * sender who chooses one does not get the same for whatever stands in the other; but who knows the constants and searches
 * finds pairs of words that give the same.
 */
final class Mix {
    /** 2^64 divided by the golden ratio: odd, so that no bit of what it multiplies is lost. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mix() {}

    /**
     * The 128-bit product's halves, xored: every bit of both words reaches every bit of the result. Of a factor that is 0
     * nothing would; what is added then keeps the other.
     */
    static long of(long a, long b) {
        long x = a ^ 0xa0761d6478bd642fL;
        long y = b ^ 0xe7037ed1a0b428dbL;
        return (Math.multiplyHigh(x, y) ^ x * y) + GOLDEN * (x + y);
    }
}
