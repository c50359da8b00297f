package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of 100,000 flows in a browser. */
final class LargePageIT {
    private static final int FLOWS = 100_000;
    private static final long MOST_BYTES = 30_000_000;
    private static final double MOST_MILLIS = 3000;
    private static final int OPENINGS = 3;
    private static final int MOST_ROWS = 100;
    private static final String ROWS = "document.querySelectorAll('.flows tbody tr:not(.space)').length";
    private static final String LAST = "Array.from(document.querySelectorAll('.flows tbody td.id')).at(-1).textContent";

    @Test
    void aPageOfManyFlowsOpensSoonAndStaysSmooth(@TempDir Path folder) throws IOException, InterruptedException {
        Tool.require("chromium");
        Path captures = Files.createDirectory(folder.resolve("captures"));
        ManyFlows.write(captures, FLOWS);
        Path page = folder.resolve("report.html");
        assertEquals(new Run(0, "", ""), Run.of("report", "-o", page.toString(), captures.toString()));
        assertTrue(
                Files.size(page) < MOST_BYTES, () -> "bytes: " + page.toFile().length());

        try (Browser browser = new Browser(Files.createDirectory(folder.resolve("profile")))) {
            browser.size(1280, 900);
            assertTrue(opensWithin(browser, page, MOST_MILLIS));
            assertEquals("100 000 flows", count(browser));
            assertScrolls(browser);
            assertFiltersAndSorts(browser);
            assertEquals(List.of(), browser.complaints());
        }
    }

    /** Whether the page is ready so soon after navigation began, by the browser's clock; others may be at work, so once of a few. */
    private static boolean opensWithin(Browser browser, Path page, double millis) throws InterruptedException {
        for (int i = 0; i < OPENINGS; i++) {
            browser.open(page, "");
            if (browser.evaluate("performance.now()").asDouble() < millis) {
                return true;
            }
        }
        return false;
    }

    private static void assertScrolls(Browser browser) throws InterruptedException {
        assertFewRows(browser);
        browser.evaluate("document.getElementById('flows').scrollTop = 1e9");
        browser.await(LAST + " === '100000'");
        assertFewRows(browser);
    }

    private static void assertFiltersAndSorts(Browser browser) throws InterruptedException {
        browser.evaluate("document.getElementById('filter').focus()");
        browser.type("198.51.0.9 :53");
        assertEquals("12 of 100 000 flows", count(browser));
        assertFewRows(browser);
        browser.evaluate("document.getElementById('filter').select()");
        browser.type("unreplied");
        assertEquals("11 112 of 100 000 flows", count(browser));
        browser.click(".flows th.id button");
        assertEquals("100000", browser.text(".flows tbody td.id"));
        assertFewRows(browser);
    }

    /** With a plain blank where the page has a narrow one. */
    private static String count(Browser browser) throws InterruptedException {
        return browser.text("#count").replace('\u202F', ' ');
    }

    private static void assertFewRows(Browser browser) throws InterruptedException {
        int rows = browser.evaluate(ROWS).asInt();
        assertTrue(rows > 0 && rows < MOST_ROWS, "rows: " + rows);
    }
}
