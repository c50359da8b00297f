package io.natlens.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser. */
final class HtmlPageIT {
    private static final Path SAMPLES =
            Path.of("..", "sample-pcaps").toAbsolutePath().normalize();
    private static final String ROWS = "document.querySelectorAll('.flows tbody tr:not(.space)').length";

    private final Path folder;
    private Browser browser;

    @SuppressWarnings("NullAway.Init") // the browser is there before each test
    HtmlPageIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Tool.require("chromium");
        browser = new Browser(Files.createTempDirectory(folder, "profile"));
        browser.size(1280, 900);
    }

    @AfterEach
    void nothingWasComplainedOfAndNothingLeftTheFile() {
        if (browser != null) {
            browser.close();
            assertEquals(List.of(), browser.complaints());
            browser.requests()
                    .forEach(url -> assertTrue(url.equals("about:blank") || url.startsWith(folder.toUri() + ""), url));
        }
    }

    private Path page(String... captures) {
        Path page = folder.resolve("report.html");
        List<String> arguments = new ArrayList<>(List.of("report", "-o", page.toString()));
        arguments.addAll(List.of(captures));
        assertEquals(new Run(0, "", ""), Run.of(arguments.toArray(String[]::new)));
        return page;
    }

    private static String sample(String name) {
        return SAMPLES.resolve(name).toString();
    }

    private void filter(String words) throws InterruptedException {
        browser.evaluate("document.getElementById('filter').focus()");
        browser.evaluate("document.getElementById('filter').select()");
        browser.type(words);
    }

    private List<String> column(String kind) throws InterruptedException {
        List<String> cells = new ArrayList<>();
        browser.evaluate("Array.from(document.querySelectorAll('.flows tbody td." + kind
                        + "'), cell => cell.textContent)")
                .forEach(cell -> cells.add(cell.asText()));
        return cells;
    }

    @Test
    void theAnswerStandsAtTheTop() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "");

        assertEquals("4 flows: 2 with SNAT, 2 not translated", browser.text("#headline"));
        assertTrue(browser.text("#nics").contains("eth1"), browser.text("#nics"));
        assertEquals(4, browser.evaluate(ROWS).asInt());
    }

    @Test
    void flowsThatVanishInTheHostStandAtTheTopAndAreShownByTheirCode() throws InterruptedException {
        browser.open(page(sample("correlation/first/no-answer")), "");

        assertTrue(browser.text("#findings").contains("vanished 10 flows"), browser.text("#findings"));
        browser.evaluate("Array.from(document.querySelectorAll('#findings button'))"
                + ".find(button => button.textContent === 'vanished').click()");
        assertEquals("10 of 36 flows", browser.text("#count"));
        assertEquals(10, browser.evaluate(ROWS).asInt());
    }

    @Test
    void theTableIsFilteredByWhatIsTyped() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "");

        filter("8.8.8.8");
        assertEquals(List.of("3"), column("id"));
        assertEquals("1 of 4 flows", browser.text("#count"));
        filter("-snat");
        assertEquals(List.of("1", "2"), column("id"));
    }

    @Test
    void theTableIsSortedByAnyColumnAndBack() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "");

        browser.click(".flows th.destination button");
        assertEquals(List.of("3", "1", "2", "4"), column("id"));
        browser.click(".flows th.destination button");
        assertEquals(List.of("4", "2", "1", "3"), column("id"));
        assertEquals(
                "descending",
                browser.evaluate("document.querySelector('.flows th.destination').getAttribute('aria-sort')")
                        .asText());
    }

    @Test
    void printedTheTableHasFiveHundredRowsAndPlainHeaders() throws InterruptedException {
        browser.open(page(sample("correlation/first/many-connections")), "");

        browser.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertEquals(500, browser.evaluate(ROWS).asInt());
        assertEquals("Source", browser.text(".flows th.source"));
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('.flows th button').length")
                        .asInt());
        browser.evaluate("dispatchEvent(new Event('afterprint'))");
        assertTrue(browser.evaluate(ROWS).asInt() < 100);
        browser.click(".flows th.source button");
    }

    @Test
    void aLineOfTheMapShowsItsFlows() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "");

        browser.click("#map .edge[aria-label^=\"docker0 – eth1\"]");
        assertEquals(List.of("4"), column("id"));
        browser.click(".chip");
        assertEquals(4, browser.evaluate(ROWS).asInt());
    }

    @Test
    void theMapAndItsTableTellTheSame() throws InterruptedException {
        browser.open(page(sample("nested-bridges")), "");

        assertEquals(
                browser.evaluate("document.querySelectorAll('#map .edge').length"),
                browser.evaluate("document.querySelectorAll('#links tbody tr').length"));
        assertTrue(browser.text("#links").contains("docker0 – eth0"), browser.text("#links"));
    }

    @Test
    void interfacesOfAnAnyCaptureHaveTheirNames() throws InterruptedException {
        Path page = page(sample("correlation/first/any-sll2"), "--role", "any@if2=nic");

        browser.open(page, "");
        assertEquals(
                List.of(
                        "any@if13",
                        "any@if15",
                        "any@if2",
                        "any@if3",
                        "any@if4",
                        "any@if5",
                        "any@if7",
                        "any@if9",
                        "outside"),
                names("#map"));
        assertTrue(browser.text("#nics").contains("any@if2"), browser.text("#nics"));
        browser.open(page, "#flow=1");
        assertEquals(List.of("any@if2", "any@if4", "any@if7"), names("#flow .ladder"));
    }

    /** Of the capture points that are drawn there. */
    private List<String> names(String selector) throws InterruptedException {
        List<String> names = new ArrayList<>();
        browser.evaluate("Array.from(document.querySelector('" + selector
                        + "').querySelectorAll('.name'), name => name.textContent).sort()")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Boxes are tried a little smaller, since lines end at them. */
    @ParameterizedTest
    @CsvSource({
        "correlation/first/loss, 1280",
        "correlation/first/loss, 400",
        "correlation/first/hairpin, 1280",
        "correlation/first/hairpin, 400",
        "multi-nic-host, 1280",
        "nested-bridges, 1280",
        "nested-bridges, 400"
    })
    void linesOfTheMapGoByPointsAndTheirNumbersStandFree(String sample, int width) throws InterruptedException {
        browser.size(width, 900);
        browser.open(page(sample(sample)), "");

        assertEquals(
                "",
                browser.evaluate(
                                """
                        (() => {
                          const wrong = [];
                          const box = e => e.getBoundingClientRect();
                          const nodes = Array.from(document.querySelectorAll('#map .node'), box);
                          const inside = (p, r) => p.x > r.left + 2 && p.x < r.right - 2 && p.y > r.top + 2 && p.y < r.bottom - 2;
                          for (const line of document.querySelectorAll('#map .line')) {
                            const to = line.getScreenCTM();
                            for (let at = 0; at < line.getTotalLength(); at += 3) {
                              const point = line.getPointAtLength(at).matrixTransform(to);
                              if (nodes.some(node => inside(point, node))) {
                                wrong.push(line.parentNode.dataset.key + ' crosses a point');
                                break;
                              }
                            }
                          }
                          const labels = Array.from(document.querySelectorAll('#map .weight'));
                          const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
                          labels.forEach((label, i) => {
                            if (!labels.slice(i + 1).every(other => apart(box(label.lastChild), box(other.lastChild)))) {
                              wrong.push(label.textContent + ' stands on another');
                            }
                            if (!nodes.every(node => apart(box(label.lastChild), node))) {
                              wrong.push(label.textContent + ' stands on a point');
                            }
                          });
                          const last = Array.from(document.querySelectorAll('#map .edge')).at(-1);
                          if (labels.some(label => (label.compareDocumentPosition(last) & 2) === 0)) {
                            wrong.push('a line is drawn over a number');
                          }
                          return wrong.join(', ');
                        })()""")
                        .asText());
    }

    @Test
    void aFlowIsOpenedByItsAddressAndLeftByEscape() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "#flow=4");

        assertEquals("#4 icmp 172.17.0.2 → 10.1.1.5 id 25", browser.text("#flow h1"));
        assertEquals("10.1.1.4", browser.text("#flow .ladder .rewritten"));
        browser.press("Escape");
        browser.await("!document.getElementById('overview').hidden");
        assertEquals(4, browser.evaluate(ROWS).asInt());
    }

    @Test
    void theKeyboardFindsAndOpensAFlow() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "");

        browser.evaluate("document.querySelector('.flows tbody a').focus()");
        browser.press("ArrowDown");
        browser.press("End");
        browser.press("Enter");
        browser.await("document.querySelector('#flow h1') !== null");
        assertTrue(browser.text("#flow h1").startsWith("#4 "), browser.text("#flow h1"));
        assertEquals("flow", browser.evaluate("document.activeElement.id").asText());
    }

    @Test
    void packetsAreALadderAndOpenToLayersAndBytes() throws InterruptedException {
        browser.open(page(sample("published-port")), "#flow=1");

        assertEquals(
                10,
                browser.evaluate("document.querySelectorAll('.ladder .packet').length")
                        .asInt());
        assertEquals(
                30,
                browser.evaluate("document.querySelectorAll('.frame').length").asInt());
        browser.click(".frame summary");
        browser.await("document.querySelector('.tree') !== null");
        assertTrue(browser.text(".tree").contains("Internet Protocol Version 4"), browser.text(".tree"));
        browser.evaluate("Array.from(document.querySelectorAll('.tree .field')).find(field =>"
                + " field.textContent.startsWith('Source Address')).focus()");
        assertEquals(
                "cb007196",
                browser.evaluate("Array.from(document.querySelectorAll('.hex .marked'), b => b.textContent).join('')")
                        .asText());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void payloadIsThereWhenItWasAskedForAndOnlyThen(boolean asked) throws InterruptedException {
        browser.open(asked ? page(sample("published-port"), "--payload") : page(sample("published-port")), "#flow=1");

        browser.evaluate("document.querySelectorAll('.frame').forEach(frame => frame.open = true)");
        browser.await("document.querySelectorAll('.tree').length === 30");

        int headers = 14 + 20 + 32;
        assertEquals(
                asked ? headers + 291 : headers,
                browser.evaluate("document.querySelectorAll('.frame')[9].querySelectorAll('[data-byte]').length")
                        .asInt());
    }

    @Test
    void anAddressOfNoFlowSaysSo() throws InterruptedException {
        browser.open(page(sample("multi-nic-host")), "#flow=99");

        assertTrue(browser.text("#flow").startsWith("There is no flow 99"), browser.text("#flow"));
    }

    @Test
    void hostileNamesAreTextAndKeepTheLayout() throws IOException, InterruptedException {
        List<String> names = List.of(
                "<script>document.title='run'</script>",
                "\"><img src=x onerror=alert(1)>",
                "\u202Egnp.exe\u2028\u0000</script>",
                "<b onmouseover=alert(1)>web</b>'\":eth0",
                "n".repeat(10_000));
        String[] captures = new String[names.size()];
        for (int i = 0; i < captures.length; i++) {
            captures[i] = names.get(i).replace('=', '≡') + "=" + Captures.DOCKER0;
        }
        Path page = page(captures);

        browser.open(page, "");
        assertEquals("natlens report", browser.evaluate("document.title").asText());
        assertEquals(
                0, browser.evaluate("document.querySelectorAll('img').length").asInt());
        assertTrue(browser.text("#map").contains("<script>"), browser.text("#map"));
        assertFalse(browser.text("body").contains("\u202E"));
        assertNothingStandsOut();
        browser.open(page, "#flow=1");
        assertNothingStandsOut();
    }

    @Test
    void everyTableHasANameAndHeadersAndEveryControlAName() throws InterruptedException {
        Path page = page(sample("correlation/first/loss"));

        for (String fragment : List.of("", "#flow=1")) {
            browser.open(page, fragment);
            assertEquals(
                    "",
                    browser.evaluate(
                                    """
                            (() => {
                              const shown = selector => Array.from(document.querySelectorAll('main:not([hidden]) ' + selector));
                              const bare = shown('table').filter(table => table.querySelector('th[scope]') === null
                                || (table.caption === null && table.getAttribute('aria-label') === null));
                              const nameless = shown('button, a, [role=button], [tabindex="0"]').filter(control =>
                                control.textContent.trim() === '' && control.getAttribute('aria-label') === null);
                              return bare.concat(nameless).map(element => element.outerHTML.slice(0, 80)).join(', ');
                            })()""")
                            .asText());
        }
    }

    private void assertNothingStandsOut() throws InterruptedException {
        assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                .asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 400", "dark, 400"})
    void itFitsItsWindowAndItsTextStandsOut(String scheme, int width) throws InterruptedException {
        Path page = page(sample("published-port"));
        browser.prefer(scheme);
        browser.size(width, 900);

        for (String fragment : List.of("", "#flow=1")) {
            browser.open(page, fragment);
            assertNothingStandsOut();
            assertEquals("", lowContrast());
        }
    }

    /** Texts with less contrast than WCAG 2.2 asks for (1.4.3: 4.5 to 1), of those that stand on one plain colour. */
    private String lowContrast() throws InterruptedException {
        return browser.evaluate(
                        """
                (() => {
                  const channels = text => text.match(/[\\d.]+/g).map(Number);
                  const linear = c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4;
                  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
                  const ground = element => {
                    for (let e = element; e !== null; e = e.parentElement) {
                      const color = channels(getComputedStyle(e).backgroundColor);
                      if (color.length === 3 || color[3] === 1) return color;
                    }
                    return [255, 255, 255];
                  };
                  const low = [];
                  for (const element of document.querySelectorAll('body *')) {
                    const texts = Array.from(element.childNodes).some(n => n.nodeType === 3 && n.data.trim() !== '');
                    if (!texts || element.closest('script, style, noscript, title, [hidden], .off') !== null) continue;
                    const style = getComputedStyle(element);
                    const a = luminance(channels(element instanceof SVGElement ? style.fill : style.color));
                    const b = luminance(ground(element));
                    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                    if (ratio < 4.5) low.push(element.tagName + '.' + element.getAttribute('class') + ' ' + ratio.toFixed(2));
                  }
                  return low.join(', ');
                })()""")
                .asText();
    }
}
