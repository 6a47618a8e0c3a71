// What becomes of a handle: closed, forgotten, shared by threads, left open by a process that ends.
package porto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

final class HandlesTest extends Case {
  @Test
  void closed() {
    Ledger ledger = ledger();
    MeteredUsage usage = ledger.usage();
    ledger.close();
    ledger.close();
    ledger.interrupt();
    check(ledger.isClosed(), ledger);
    contains(thrown(IllegalStateException.class, () -> ledger.companies().list()).getMessage(),
        "porto.db is closed");
    thrown(IllegalStateException.class, () -> usage.record(event(1)));
    Tariff tariff = Tariff.parse(TARIFF);
    tariff.close();
    thrown(IllegalStateException.class, () -> tariff.rate(Usage.of(1)));
  }

  @Test
  void rowsNeedTheirLedgerNoMore() throws Exception {
    Ledger ledger = ledger();
    Rows<porto.table.CompanyRow> rows = ledger.companies().list();
    ledger.close();
    equal(rows.get(0).name(), "Eken Bostad AB");
    Owned forgotten = rows.owned();
    rows = null;
    collect(forgotten);
  }

  @Test
  void forgotten() throws Exception {
    Owned ledger = opened();
    collect(ledger);
    // An empty -wal is what a ledger leaves whose last user has closed it.
    equal(Files.size(file("porto.db-wal")), 0L);
    Ledger again = closing(Ledger.open(file("porto.db")));
    equal(again.usage().totals().get(0).quantity().intValueExact(), 5);
  }

  private Owned opened() {
    ledger().close();
    Ledger ledger = Ledger.open(file("porto.db"));
    ledger.usage().record(event(1, 5));
    return ledger.owned();
  }

  /** The parts of a ledger keep it: it is not collected in the middle of its use. */
  @Test
  void aPartKeepsItsLedger() throws Exception {
    ledger().close();
    MeteredUsage usage = Ledger.open(file("porto.db")).usage();
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);  // for the cleaner
    }
    equal(usage.record(event(1)).stored(), 1L);
  }

  /** Neither close() nor the cleaner takes a handle from a call that goes on. */
  @Test
  void noCallLosesItsHandle() {
    List<Long> closed = new ArrayList<>();
    List<Long> interrupted = new ArrayList<>();
    Owned owned = new Owned(7, "a handle", closed::add, interrupted::add, false);
    equal(owned.enter(), 7L);
    owned.enter();
    contains(thrown(IllegalStateException.class, owned::close).getMessage(), "in use");
    owned.run();
    owned.leave();
    equal(closed, List.of());
    owned.leave();
    equal(closed, List.of(7L));
    check(owned.isClosed(), owned);
    owned.close();
    equal(closed, List.of(7L));
    owned.interrupt();  // of what is closed: its memory may be that of another one by now
    equal(interrupted, List.of());
  }

  @Test
  void twoThreads() throws Exception {
    Ledger ledger = ledger();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    byte[] rows = "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-01T00:00:00Z,1\n"
        .getBytes(StandardCharsets.US_ASCII);
    InputStream slow = new java.io.ByteArrayInputStream(rows) {
      @Override
      public int read(byte[] to, int offset, int size) {
        inside.countDown();
        try {
          goOn.await();
        } catch (InterruptedException error) {
          throw new AssertionError(error);
        }
        return super.read(to, offset, size);
      }
    };
    Thread thread = new Thread(() -> ledger.usage().importFrom(Input.of("slow", slow)), "other");
    thread.start();
    inside.await();
    try {
      contains(thrown(IllegalStateException.class, () -> ledger.companies().list()).getMessage(),
          "in use by other");
      thrown(IllegalStateException.class, ledger::close);
    } finally {
      goOn.countDown();
      thread.join();
    }
    equal(ledger.imports().list().size(), 1);
  }

  @Test
  void aRecorderOfManyThreads() throws Exception {
    ledger().close();
    try (Recorder recorder = Recorder.open(file("porto.db"))) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int first = i;
        Thread thread = new Thread(() -> {
          for (int number = first; number < 80; number += 8) {
            recorder.record(event(number));
          }
        });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      Recorded again = recorder.recordAll(IntStream.range(0, 81).mapToObj(Case::event));
      equal(again.duplicate(), 80L);
      equal(again.stored(), 1L);
      equal(again.count(), 81L);
    }
  }

  @Test
  void aTariffOfManyThreads() throws Exception {
    try (Tariff tariff = Tariff.parse(TARIFF)) {
      List<Thread> threads = new ArrayList<>();
      List<Long> totals = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 4; i++) {
        Thread thread = new Thread(() -> {
          for (int turn = 0; turn < 200; turn++) {
            try (Rating rating = tariff.rate(Usage.of(40_000))) {
              totals.add(rating.totalMinor());
            }
          }
        });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      equal(totals.stream().filter(total -> total == 86_000).count(), 800L);
    }
  }

  /** What was acknowledged is there, however the process ends: exit, halt, or a kill. */
  @Test
  void aProcessThatEndsInTheMiddle() throws Exception {
    ledger().close();
    int first = 0;
    for (String how : List.of("exit", "halt", "kill")) {
      Process child = java("porto.HandlesTest", file("porto.db").toString(), how, "" + first);
      int acknowledged = 0;
      try (var lines = child.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          acknowledged = Integer.parseInt(line);
          if (how.equals("kill") && acknowledged == first + 20) {
            child.destroyForcibly();
          }
        }
      } catch (IOException closed) {
        // the process is gone
      }
      equal(child.waitFor(), how.equals("kill") ? 128 + 9 : 0);
      check(acknowledged >= first + 20, how + ": " + acknowledged);
      try (Ledger ledger = Ledger.open(file("porto.db"))) {
        List<Event> told = IntStream.rangeClosed(first + 1, acknowledged)
            .mapToObj(Case::event).toList();
        equal(ledger.usage().record(told).duplicate(), (long) told.size());
        check(ledger.verify().sound(), how);
      }
      first += 1000;
    }
  }

  /** Records events for ever, in a thread of its own, and ends in the middle. */
  public static void main(String[] arguments) throws Exception {
    Ledger ledger = Ledger.open(java.nio.file.Path.of(arguments[0]));
    int first = Integer.parseInt(arguments[2]);
    CountDownLatch enough = new CountDownLatch(20);
    Thread recording = new Thread(() -> {
      for (int number = first + 1; ; number++) {
        ledger.usage().record(event(number));
        System.out.println(number);
        enough.countDown();
      }
    });
    recording.setDaemon(true);
    recording.start();
    enough.await();
    switch (arguments[1]) {
      case "exit" -> System.exit(0);
      case "halt" -> Runtime.getRuntime().halt(0);
      default -> recording.join();
    }
  }
}
