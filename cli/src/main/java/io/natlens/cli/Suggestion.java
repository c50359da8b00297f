package io.natlens.cli;

import java.util.Collection;

/** Finds what somebody may have meant who wrote a word that nobody knows. */
final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean 'analyze'?"}, or nothing where no candidate comes near. */
    static String of(String word, Collection<String> candidates) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = candidate.startsWith(word) ? 1 : distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return least <= 1 + word.length() / 3 ? "; did you mean '" + nearest + "'?" : "";
    }

    /** How many characters must be put in, left out, changed or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + changed, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
