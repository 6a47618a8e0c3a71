// What calls take outside the heap they give back: also calls that fail, and results that nobody
// closes.
package porto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

final class MemoryTest extends Case {
  private static final long MOST_KILOBYTES = 12_000;

  /**
   * What is not given back is at least twice as much: 1 KB a call, 100 KB of events, 300 bytes a
   * result, 200 a failure. Another Java, whose heap has its whole size from the start, so that
   * only the rest can grow.
   */
  @Test
  void nativeMemoryIsGivenBack() throws Exception {
    ledger().close();
    Process child = java("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "porto.MemoryTest",
        file("porto.db").toString());
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    equal(child.waitFor(), 0);
    for (String line : said.lines().toList()) {
      check(Long.parseLong(line.split(" ")[0]) < MOST_KILOBYTES, said);
    }
    equal(said.lines().count(), 5L);
  }

  private static long residentKilobytes() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s*(\\d+).*", "$1"));
  }

  /** Says by how much memory grows while a body runs so often, once it has run for a while. */
  private static void grow(String name, int times, Body body) throws Exception {
    long before = 0;
    for (int turn = 0; turn < 2; turn++) {
      before = residentKilobytes();
      for (int i = 0; i < times; i++) {
        body.run();
      }
    }
    System.out.println(residentKilobytes() - before + " KB by " + name);
  }

  public static void main(String[] arguments) throws Exception {
    List<Event> events = IntStream.range(0, 1000).mapToObj(Case::event).toList();
    try (Ledger ledger = Ledger.open(Path.of(arguments[0]))) {
      grow("calls", 60_000, () -> ledger.monthOf(NOW));
      grow("events", 500, () -> ledger.usage().record(events));
      grow("results that nobody takes", 100_000, () -> ledger.usage().record(List.of()));
      grow("failures", 100_000, () ->
          thrown(DataException.class, () -> ledger.invoices().of(MARCH, "nobody")));
      grow("results that are not closed", 40_000, () -> ledger.companies().list());
    }
  }
}
