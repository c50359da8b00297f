package io.natlens.report;

/** How a terminal shows a piece of text: SGR parameters (ECMA-48 section 8.3.117). */
enum Style {
    PLAIN(""),
    HEADING("1"),
    /** What NAT changed. */
    REWRITTEN("1;33"),
    NIC("1;36"),
    FAINT("2"),
    WARNING("31");

    private final String parameters;

    Style(String parameters) {
        this.parameters = parameters;
    }

    void append(StringBuilder out, String text, boolean color) {
        if (color && this != PLAIN && !text.isEmpty()) {
            out.append("\033[").append(parameters).append('m').append(text).append("\033[0m");
        } else {
            out.append(text);
        }
    }
}
