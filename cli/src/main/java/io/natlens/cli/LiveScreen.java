package io.natlens.cli;

import io.natlens.explain.Verdict;
import io.natlens.live.LiveCapture;
import io.natlens.report.FlowRow;
import io.natlens.report.ReportContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** The full-screen table of {@code live}: draws it, and does what keys ask for, in a thread of its own. */
final class LiveScreen {
    private static final int MILLIS_BETWEEN_DRAWINGS = 500;
    private static final int ESCAPE = 27;
    private static final int BACKSPACE = 127;
    private static final int DELETE = 8;
    /** How long the rest of an escape sequence may take, in milliseconds. */
    private static final int SEQUENCE = 50;

    private static final int FRAME_LINES = 4;
    private static final String KEYS = "q end  s sort  / filter  p pause  ↑↓ select  Enter open  Esc back";
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    private final Terminal terminal;
    private final Display display;
    private final Attributes before;
    private final FlowTable table;
    private final LiveCapture capture;
    private final ReportContext context;
    private final Messages messages;
    private final Thread thread = new Thread(this::run, "natlens-screen");
    private final RateLine rates = new RateLine();

    private List<FlowTable.Entry> all = List.of();
    private List<FlowTable.Entry> shown = List.of();
    private FlowOrder order = FlowOrder.NEWS;
    private String filter = "";
    private boolean typing;
    private boolean paused;
    /** The number of the flow that is selected. */
    private long selected;

    private long opened;
    private volatile boolean ended;

    private LiveScreen(
            Terminal terminal, FlowTable table, LiveCapture capture, ReportContext context, Messages messages) {
        this.terminal = terminal;
        this.table = table;
        this.capture = capture;
        this.context = context;
        this.messages = messages;
        display = new Display(terminal, true);
        before = terminal.enterRawMode();
    }

    /** Takes the terminal; null where it can show no screen. */
    static @Nullable LiveScreen open(FlowTable table, LiveCapture capture, ReportContext context, Messages messages)
            throws IOException {
        Terminal terminal =
                TerminalBuilder.builder().system(true).nativeSignals(false).build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return null;
        }
        LiveScreen screen = new LiveScreen(terminal, table, capture, context, messages);
        messages.keep();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.puts(Capability.keypad_local);
        screen.thread.setDaemon(true);
        screen.thread.start();
        return screen;
    }

    /** Gives the terminal back as it was. */
    void close() throws IOException {
        ended = true;
        try {
            thread.join(2L * MILLIS_BETWEEN_DRAWINGS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.puts(Capability.exit_ca_mode);
        terminal.puts(Capability.cursor_visible);
        terminal.setAttributes(before);
        terminal.close();
        messages.release();
    }

    private void run() {
        NonBlockingReader keys = terminal.reader();
        try {
            while (!ended) {
                draw();
                int key = keys.read(MILLIS_BETWEEN_DRAWINGS);
                if (key >= 0) {
                    press(key, keys);
                }
            }
        } catch (IOException e) {
            // the terminal has gone away
            capture.stop();
        }
    }

    private void press(int key, NonBlockingReader keys) throws IOException {
        if (key == ESCAPE) {
            pressSequence(keys);
        } else if (typing) {
            type(key);
        } else {
            command(key);
        }
    }

    private void type(int key) {
        if (key == '\r' || key == '\n') {
            typing = false;
        } else if (key == BACKSPACE || key == DELETE) {
            filter = filter.isEmpty() ? "" : filter.substring(0, filter.length() - 1);
        } else if (key >= ' ') {
            filter += (char) key;
        }
    }

    private void command(int key) {
        switch (key) {
            case 'q' -> {
                ended = true;
                capture.stop();
            }
            case 's' -> order = order.next();
            case 'p', ' ' -> paused = !paused;
            case '/' -> {
                typing = true;
                filter = "";
            }
            case 'j' -> move(1);
            case 'k' -> move(-1);
            case '\r', '\n' -> opened = selected;
            default -> {}
        }
    }

    /** Moves the selection by so many rows; it stays with its flow when rows change their places. */
    private void move(int rows) {
        if (!shown.isEmpty()) {
            int to = Math.max(0, Math.min(selectedRow() + rows, shown.size() - 1));
            selected = shown.get(to).row().id();
        }
    }

    private int selectedRow() {
        for (int row = 0; row < shown.size(); row++) {
            if (shown.get(row).row().id() == selected) {
                return row;
            }
        }
        return 0;
    }

    /** A key that sends more than one character, or Escape itself. */
    private void pressSequence(NonBlockingReader keys) throws IOException {
        int bracket = keys.read(SEQUENCE);
        if (bracket != '[' && bracket != 'O') {
            opened = 0;
            typing = false;
            if (bracket >= 0) {
                press(bracket, keys);
            }
            return;
        }
        int page = Math.max(1, terminal.getSize().getRows() - FRAME_LINES);
        switch (keys.read(SEQUENCE)) {
            case 'A' -> move(-1);
            case 'B' -> move(1);
            case '5' -> move(-page);
            case '6' -> move(page);
            default -> {}
        }
    }

    private void draw() {
        Size size = terminal.getSize();
        int width = Math.max(20, size.getColumns());
        int height = Math.max(FRAME_LINES + 1, size.getRows());
        List<AttributedString> lines = new ArrayList<>();
        lines.add(line(rates.text(capture.statistics()), PLAIN.bold(), width));
        Verdict verdict = opened == 0 ? null : table.verdict(opened);
        if (verdict == null) {
            drawTable(lines, width, height - FRAME_LINES);
        } else {
            FlowRow.details(verdict, context).forEach(text -> lines.add(line(text, PLAIN, width)));
        }
        while (lines.size() < height - 2) {
            lines.add(AttributedString.EMPTY);
        }
        lines.subList(height - 2, lines.size()).clear();
        lines.add(line(messages.last(), PLAIN.faint(), width));
        lines.add(line(status(), PLAIN.inverse(), width));
        display.resize(Size.of(width, height));
        display.update(lines, -1);
    }

    private String status() {
        if (typing) {
            return "filter: " + filter + "_";
        }
        String with = filter.isEmpty() ? "" : "  filter: " + filter;
        return shown.size() + " flows by " + order.text() + with + (paused ? "  PAUSED" : "") + "   " + KEYS;
    }

    private void drawTable(List<AttributedString> lines, int width, int height) {
        if (!paused) {
            all = table.entries();
        }
        List<FlowTable.Entry> rows = new ArrayList<>(all);
        rows.removeIf(entry -> !matches(entry.row()));
        if (order.comparator() != null) {
            rows.sort(order.comparator());
        }
        shown = rows;
        move(0);
        FlowColumns columns = new FlowColumns(rows, width);
        lines.add(line(columns.heading(), PLAIN.underline(), width));
        int marked = selectedRow();
        int first = Math.max(0, marked - height + 1);
        for (int i = first; i < Math.min(rows.size(), first + height); i++) {
            AttributedStyle style = i == marked ? PLAIN.inverse() : PLAIN;
            lines.add(line(columns.text(rows.get(i)), style, width));
        }
    }

    private boolean matches(FlowRow row) {
        String text = row.protocol() + " " + row.original() + " " + row.translated() + " " + row.nat() + " " + row.nic()
                + " " + row.state();
        return text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }

    private static AttributedString line(String text, AttributedStyle style, int width) {
        String cut = text.length() > width ? text.substring(0, width - 1) + "…" : text;
        return new AttributedString(cut, style);
    }
}
