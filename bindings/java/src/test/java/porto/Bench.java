// What the binding costs beside the C calls that it makes, in one run; a measurement, never a test.
//
//     bindings/java/run-test build/java Bench build/lib/libporto.so .
package porto;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import porto.table.StoredEvent;

final class Bench {
  private static final int COUNT = 200_000;
  private static final int ROUNDS = 5;
  private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Bench() {}

  /** Nanoseconds of the processor that a body takes on this thread. */
  private static long timed(Case.Body body) throws Exception {
    long before = THREADS.getCurrentThreadCpuTime();
    body.run();
    return THREADS.getCurrentThreadCpuTime() - before;
  }

  private static void nanoseconds(String name, int times, Case.Body body) throws Exception {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long spent = timed(() -> {
        for (int i = 0; i < times; i++) {
          body.run();
        }
      });
      best = Math.min(best, spent / times);
    }
    System.out.printf("%-42s %,9d ns%n", name, best);
  }

  private static Ledger ledger(Path file) {
    Ledger made = Ledger.create(file);
    made.companies().add(Company.of("bolag-17", null));
    return made;
  }

  private static List<List<Event>> batches(int size) {
    Instant start = NOW.minusSeconds(20 * 86_400);
    List<List<Event>> batches = new ArrayList<>();
    for (int first = 0; first < COUNT; first += size) {
      List<Event> batch = new ArrayList<>(size);
      for (int i = first; i < first + size; i++) {
        batch.add(Event.of(String.format("id-%08d", i), start.plusMillis(i), 1, "bolag-17"));
      }
      batches.add(batch);
    }
    return batches;
  }

  /** The C calls alone, with arrays that are made before. */
  private static void inC(Ledger ledger, List<EventBlock> blocks, int size) {
    for (EventBlock block : blocks) {
      try (Call call = new Call(ledger)) {
        Struct outcomes = call.struct(size * Integer.BYTES);
        call.check(Abi.porto_usage_record(call.handle(), block.address(), size,
            Values.micros(NOW), 0, outcomes.address(), 0, call.error()));
      }
    }
  }

  private static void bulk(Path folder, int size) throws Exception {
    List<List<Event>> batches = batches(size);
    List<EventBlock> blocks = batches.stream().map(batch -> new EventBlock(batch, 0)).toList();
    long c = Long.MAX_VALUE;
    long java = Long.MAX_VALUE;
    long packing = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      packing = Math.min(packing,
          timed(() -> batches.forEach(batch -> new EventBlock(batch, 0).close())));
      try (Ledger made = ledger(folder.resolve("c-" + size + "-" + round))) {
        c = Math.min(c, timed(() -> inC(made, blocks, size)));
      }
      try (Ledger made = ledger(folder.resolve("java-" + size + "-" + round))) {
        java = Math.min(java,
            timed(() -> batches.forEach(batch -> made.usage().record(batch, NOW))));
      }
    }
    blocks.forEach(EventBlock::close);
    System.out.printf("events a second of processor, arrays of %,d: C %,d, Java %,d%n", size,
        COUNT * 1_000_000_000L / c, COUNT * 1_000_000_000L / java);
    System.out.printf("  Java takes %d %% of the time of C; packing alone: %d ns an event%n",
        100 * java / c, packing / COUNT);
  }

  private static void calls(Path folder) throws Exception {
    try (Ledger made = Ledger.open(folder.resolve("java-1000-0"));
        Tariff tariff = Tariff.parse(Case.TARIFF)) {
      nanoseconds("an empty method, for comparison", 1_000_000, () -> { });
      nanoseconds("porto_version_number()", 200_000, Abi::porto_version_number);
      nanoseconds("porto_ledger_month_of(), the C call", 100_000, monthOf(made));
      nanoseconds("Ledger.monthOf()", 100_000, () -> made.monthOf(NOW));
      nanoseconds("Ledger.meters().list()", 5_000, () -> made.meters().list().close());
      nanoseconds("Tariff.rate(), and its total", 5_000, () -> {
        try (Rating rating = tariff.rate(Usage.of(40_000))) {
          rating.totalMinor();
        }
      });
      nanoseconds("a progress callback, made and forgotten", 20_000, () -> {
        try (Call call = new Call()) {
          call.user((Progress) (done, total) -> { });
        }
      });
      long reading = Long.MAX_VALUE;
      long cells = 0;
      for (int round = 0; round < ROUNDS; round++) {
        try (Rows<StoredEvent> rows = made.events().list(new EventFilter().limit(10_000))) {
          reading = Math.min(reading, timed(rows::toList));
          cells = (long) rows.size() * rows.columns().size();
        }
      }
      System.out.printf("reading a cell, with its conversion        %,9d ns%n", reading / cells);
    }
  }

  /** The call alone, with memory that is made before. */
  private static Case.Body monthOf(Ledger ledger) {
    Scratch scratch = new Scratch();
    long month = scratch.struct(Long.BYTES).address();
    long error = scratch.struct(Long.BYTES).address();
    long handle = ledger.owned().enter();
    ledger.owned().leave();
    long now = Values.micros(NOW);
    return () -> Abi.porto_ledger_month_of(handle, now, month, error);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("porto-bench");
    try {
      bulk(folder, 1_000);
      bulk(folder, 10_000);
      calls(folder);
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException error) {
        System.err.println(error);
      }
    }
  }
}
