package io.natlens.leg;

/** Mixing of two words into one, for hash tables and fingerprints; not for anything that must withstand an attacker. */
final class Mix {
    private Mix() {}

    /** The 128-bit product's halves, xored: every bit of both words reaches every bit of the result. */
    static long of(long a, long b) {
        long x = a ^ 0xa0761d6478bd642fL;
        long y = b ^ 0xe7037ed1a0b428dbL;
        return Math.multiplyHigh(x, y) ^ x * y;
    }
}
