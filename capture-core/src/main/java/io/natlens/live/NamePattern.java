package io.natlens.live;

import java.util.Locale;

/** A name, or a pattern of names as the shell has them: * for any characters, ? for one. */
final class NamePattern {
    private static final String EVERY = "all";

    private final String text;

    NamePattern(String text) {
        this.text = text.toLowerCase(Locale.ROOT).equals(EVERY) ? "*" : text;
    }

    /** Whether more than one name can fit. */
    boolean isPattern() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    boolean matches(String name) {
        return matches(0, name, 0);
    }

    private boolean matches(int at, String name, int from) {
        if (at == text.length()) {
            return from == name.length();
        }
        char c = text.charAt(at);
        if (c == '*') {
            return matches(at + 1, name, from) || (from < name.length() && matches(at, name, from + 1));
        }
        return from < name.length() && (c == '?' || c == name.charAt(from)) && matches(at + 1, name, from + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
