// Texts, times and numbers are exact, and what is not is refused.
package porto;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import porto.table.RejectedEvent;

final class ValuesTest extends Case {
  @Test
  void utf8IsThatOfJava() {
    Random random = new Random(20261201);
    for (int turn = 0; turn < 20_000; turn++) {
      String text = random.ints(random.nextInt(12), 0, 0x110000)
          .filter(point -> point < 0xD800 || point > 0xDFFF)
          .map(point -> random.nextBoolean() ? point : point % 0x800)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
      ByteBuffer buffer = ByteBuffer.allocate(Utf8.most(text));
      int end = Utf8.put(buffer, 0, text, "text");
      byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
      equal(end, wanted.length);
      check(buffer.slice(0, end).equals(ByteBuffer.wrap(wanted)), text);
    }
  }

  @Test
  void textsThatAreNone() {
    Ledger ledger = ledger();
    for (String wrong : List.of(
        "a\0b", "", "a\nb", "x".repeat(256), "\ud800", "\udc00x", "a\ud83d")) {
      fails(Status.INVALID, () -> ledger.companies().add(Company.of(wrong, null)));
    }
    fails(Status.INVALID, () -> ledger.invoices().close(MARCH, NOW,
        new CloseOptions().except(List.of("bolag-17\0")).by(ANNA)));
    check(ledger.usage().totals().isEmpty(), "stored");
  }

  @Test
  void textsThatAreSome() {
    Ledger ledger = ledger();
    String id = "Å-\ud83d\ude00";
    check(ledger.companies().add(Company.of(id, "日本")), "there");
    check(!ledger.companies().add(Company.of(id, "日本")), "new");
    check(ledger.companies().list().stream().anyMatch(row -> row.company().equals(id)), id);
    // A NUL in a text of an event is the fault of the event alone.
    Recorded done = ledger.usage().record(List.of(event(1).withSource("a\0b"), event(2)));
    equal(done.outcomes(), List.of(Outcome.REJECTED, Outcome.STORED));
    equal(done.rejects().get(0).index(), 0L);
  }

  @Test
  void times() {
    equal(Values.micros(Instant.parse("2026-03-29T01:00:00.000001999Z")), 1774746000000001L);
    equal(Values.instant(1774746000000001L), Instant.parse("2026-03-29T01:00:00.000001Z"));
    equal(Values.micros(Instant.parse("1969-12-31T23:59:59.9999999Z")), -1L);
    equal(Values.instant(-1), Instant.parse("1969-12-31T23:59:59.999999Z"));
    fails(Status.BAD_TIME, () -> Values.micros(Instant.MAX));
    equal(Porto.parseTime("2026-04-01T00:05:00+02:00"), Instant.parse("2026-03-31T22:05:00Z"));
    fails(Status.BAD_TIME, () -> Porto.parseTime("2026-04-01T00:05:00"));
    fails(Status.INVALID, () -> Porto.parseMonth("2026-03\0"));
    equal(Porto.parseMonth("2026-03"), MARCH);
  }

  @Test
  void theHourThatComesTwice() {
    Ledger ledger = ledger();
    Instant last = Instant.parse("2026-10-31T23:00:00Z");
    equal(ledger.monthOf(last), YearMonth.of(2026, 11));
    equal(ledger.monthOf(last.minusNanos(1)), YearMonth.of(2026, 10));
  }

  @Test
  void theEndsOf64Bits() {
    Ledger ledger = ledger(new LedgerOptions().allowNegative(true));
    equal(ledger.usage().record(event(1, Long.MAX_VALUE)).stored(), 1L);
    equal(ledger.usage().totals().get(0).quantity(), new BigDecimal(Long.MAX_VALUE));
    fails(Status.OVERFLOW, () -> ledger.usage().record(event(2, 1)));
  }

  @Test
  void unitsOfMeters() {
    Ledger ledger = ledger();
    ledger.meters().add(new Meter("storage", 2));
    equal(ledger.meters().units("storage", new BigDecimal("2.5")), 250L);
    equal(ledger.meters().units("storage", new BigDecimal("-3")), -300L);
    thrown(ArithmeticException.class,
        () -> ledger.meters().units("storage", new BigDecimal("2.555")));
    fails(Status.NOT_FOUND, () -> ledger.meters().units("none", BigDecimal.ONE));
  }

  @Test
  void amountsWithAnExponent() {
    Ledger ledger = ledger();
    BigDecimal hundred = new BigDecimal("1E+2");
    equal(ledger.items().add(new Item(MARCH, "bolag-17", hundred, "Fee"), ANNA).rows().get(0)
        .amount(), new BigDecimal("100.00"));
  }

  @Test
  void manyEvents() {
    Ledger ledger = ledger();
    List<Event> events = IntStream.range(0, 2500).mapToObj(Case::event).toList();
    Recorded done = ledger.usage().recordAll(events.stream(), 1000, NOW);
    equal(done.stored(), 2500L);
    check(done.complete() && done.outcomes().isEmpty(), done);
    Stream<Event> andOneRefused = Stream.concat(events.stream(), Stream.of(event(9999, -1)));
    done = ledger.usage().recordAll(andOneRefused, 1000, NOW);
    equal(done.duplicate(), 2500L);
    equal(done.rejects().get(0).index(), 2500L);
    equal(ledger.usage().record(List.of()).count(), 0L);
    thrown(IllegalArgumentException.class,
        () -> ledger.usage().recordAll(events.stream(), 0, NOW));
  }

  /** Memory of a call of every size, so for outcomes of 1 to 3,000 events: zeros to its end. */
  @Test
  void memoryOfEverySize() {
    for (int size = 1; size <= 3000 * Integer.BYTES; size++) {
      try (Scratch scratch = new Scratch()) {
        scratch.struct(Long.BYTES);
        Struct made = scratch.struct(size);
        int last = (size - 1) & -Integer.BYTES;
        equal(made.number(last), 0);
        made.set(last, -1);
        equal(scratch.struct(Long.BYTES).longNumber(), 0L);
      }
    }
  }

  /** As many events as no power of two or even number is. */
  @Test
  void everyNumberOfEvents() {
    Ledger ledger = ledger();
    List<Event> events = IntStream.range(0, 10_513).mapToObj(Case::event).toList();
    for (int count : List.of(1, 2, 255, 256, 257, 511, 512, 513, 514, 515, 1023, 1025, 3001)) {
      equal(ledger.usage().record(events.subList(0, count), NOW).count(), (long) count);
    }
    Recorded done = ledger.usage().recordAll(events.stream());
    equal(done.count(), 10_513L);
    equal(done.duplicate(), 3001L);
    equal(ledger.usage().totals().get(0).events(), 10_513L);
  }

  /** Nothing is taken for 0, for all, or for nothing, because it is null. */
  @Test
  void nullIsNoQuantity() {
    BigDecimal none = null;
    thrown(NullPointerException.class, () -> Usage.of(none));
    thrown(NullPointerException.class, () -> Usage.none().and("messages", none));
    thrown(NullPointerException.class, () -> Usage.none().andEvents("messages", 0, (long[]) null));
    Item item = new Item(MARCH, "bolag-17", none, "Fee");
    thrown(NullPointerException.class, () -> ledger().items().add(item, ANNA));
    thrown(NullPointerException.class, () -> new VerifyOptions().expected(null));
    thrown(NullPointerException.class, () -> KeptDigest.of(null, "0".repeat(64)));
    thrown(NullPointerException.class, () -> Input.of("rows.csv", (byte[]) null));
    thrown(NullPointerException.class, () -> Input.of("rows.csv", (java.io.InputStream) null));
    thrown(NullPointerException.class, () -> Input.of((Path) null));
  }

  /** A wait of less than a millisecond is none of 10 seconds. */
  @Test
  void waits() throws Exception {
    equal(LedgerOptions.milliseconds(Duration.ofNanos(1)), 1L);
    equal(LedgerOptions.milliseconds(Duration.ofNanos(1_000_001)), 2L);
    equal(LedgerOptions.milliseconds(Duration.ofMillis(2)), 2L);
    equal(LedgerOptions.milliseconds(Duration.ZERO), -1L);
    for (Duration wrong : List.of(Duration.ofNanos(-1), Duration.ofMillis(-1),
        Duration.ofDays(25), Duration.ofSeconds(Long.MAX_VALUE))) {
      contains(thrown(IllegalArgumentException.class,
          () -> new LedgerOptions().busyTimeout(wrong)).getMessage(), wrong.toString());
    }
    Ledger ledger = ledger();
    Ledger other = closing(Ledger.open(file("porto.db"),
        new LedgerOptions().busyTimeout(Duration.ofNanos(1))));
    Instant start = Instant.now();
    ledger.invoices().close(MARCH, NOW, new CloseOptions().dryRun(true).onProgress(
        (done, total) -> fails(Status.BUSY, () -> other.usage().record(event(1)))));
    check(Duration.between(start, Instant.now()).toSeconds() < 8, "it waited");
  }

  /** What porto.h has no sign for, and where 0 would be the default. */
  @Test
  void numbersThatWouldBeOthers() {
    for (Body wrong : List.<Body>of(
        () -> new ImportOptions().batchEvents(-1), () -> new VerifyOptions().limit(-1),
        () -> new Output().tableWidth(-1))) {
      contains(thrown(IllegalArgumentException.class, wrong).getMessage(), "-1 is below 0");
    }
    Ledger ledger = ledger();
    contains(thrown(IllegalArgumentException.class, () -> ledger.companies().list()
        .toText(Format.CSV, new Output().delimiter('\0'))).getMessage(), "delimiter: NUL");
  }

  /** A name with a byte that is no text names no other file. */
  @Test
  void pathsThatAreNoText() throws Exception {
    Ledger ledger = ledger();
    equal(new ProcessBuilder("sh", "-c", "mkdir odd && : >\"$(printf 'odd/a\\345.csv')\"")
        .directory(file("").toFile()).start().waitFor(), 0);
    try (Stream<Path> files = Files.list(file("odd"))) {
      Path odd = files.findFirst().orElseThrow();
      for (Body body : List.<Body>of(() -> Ledger.create(odd), () -> Ledger.open(odd),
          () -> Recorder.open(odd), () -> ledger.backup(odd),
          () -> ledger.usage().importFrom(Input.of(odd)),
          () -> ledger.usage().importFrom(List.of(Input.of("a", new byte[0])),
              new ImportOptions().rejectsPath(odd)))) {
        contains(fails(Status.INVALID, body).getMessage(), "bytes that are no text");
      }
    }
    try (Stream<Path> files = Files.list(file("odd"))) {
      equal(files.count(), 1L);
    }
  }

  /** What cannot be of one event is refused of it alone, and its number is told. */
  @Test
  void eventsThatCannotBe() {
    Ledger ledger = ledger();
    List<Event> wrong = List.of(event(0).withSource("\ud800"), event(1).withMeter("a\udc00"),
        Event.of("\ud83d", NOW, 1, "bolag-17"), Event.of("id", NOW, 1, "\ud800\ud800"),
        event(2).withDomain("\udfff.example"), Event.of("id", Instant.MAX, 1, "bolag-17"),
        Event.of("id", Instant.MIN, 1, "bolag-17"));
    List<Event> events = new ArrayList<>(wrong);
    events.add(1, event(8));
    events.add(event(9));
    Recorded done = ledger.usage().record(events);
    equal(done.stored(), 2L);
    equal(done.rejects().stream().map(RejectedEvent::index).toList(),
        List.of(0L, 2L, 3L, 4L, 5L, 6L, 7L));
    done = ledger.usage().recordAll(events.stream(), 2, NOW);
    equal(done.duplicate(), 2L);
    equal(done.rejects().stream().map(RejectedEvent::index).toList(),
        List.of(0L, 2L, 3L, 4L, 5L, 6L, 7L));
    check(ledger.events().list(new EventFilter()).size() == 2, "stored");
  }

  /** A caller learns which event is null, or lacks what each must have, and what is stored. */
  @Test
  void eventsThatAreNotThere() {
    Ledger ledger = ledger();
    int stored = 0;
    for (Event wrong : Arrays.asList(
        null, Event.of(null, NOW, 1, "bolag-17"), Event.of("id", null, 1, "bolag-17"))) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        events.add(event(10 * stored + i));
      }
      events.add(wrong);
      PortoException failure = fails(Status.INVALID, () -> ledger.usage().record(events, NOW));
      check(failure.where().startsWith("events[3]"), failure);
      failure = fails(Status.INVALID, () -> ledger.usage().recordAll(events.stream(), 2, NOW));
      check(failure.where().startsWith("events[3]"), failure);
      equal(failure.committed(), 2L);
      stored += 2;
      equal(ledger.usage().totals().get(0).events(), (long) stored);
    }
  }

  /** What the stream throws comes out as it is, and says what is stored. */
  @Test
  void aStreamThatThrows() {
    Ledger ledger = ledger();
    RuntimeException stop = new IllegalCallerException("stop it");
    Stream<Event> events = IntStream.range(0, 9).mapToObj(number -> {
      if (number == 5) {
        throw stop;
      }
      return event(number);
    });
    check(thrown(IllegalCallerException.class,
        () -> ledger.usage().recordAll(events, 2, NOW)) == stop, stop);
    equal(((PortoException) stop.getSuppressed()[0]).committed(), 4L);
    // So does what another thread did to the ledger meanwhile.
    Stream<Event> closing = IntStream.range(10, 19).mapToObj(number -> {
      if (number == 15) {
        ledger.close();
      }
      return event(number);
    });
    Throwable closed = thrown(IllegalStateException.class,
        () -> ledger.usage().recordAll(closing, 2, NOW));
    equal(((PortoException) closed.getSuppressed()[0]).committed(), 4L);
  }

  @Test
  void whatABatchThatFailsLeaves() {
    Ledger ledger = ledger(new LedgerOptions().allowNegative(true));
    List<Event> events = List.of(event(1), event(2), event(3, Long.MAX_VALUE), event(4));
    PortoException failure = fails(Status.OVERFLOW,
        () -> ledger.usage().recordAll(events.stream(), 2, NOW));
    equal(failure.committed(), 2L);
    equal(ledger.usage().totals().get(0).events(), 2L);
  }
}
