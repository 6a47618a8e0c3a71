// Callbacks: on the calling thread, reachable, and what they throw comes out of the call.
package porto;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

final class CallbacksTest extends Case {
  private static final String HEAD = "event_id,company,occurred_at,quantity\n";

  /** Rows without an end, or a failure after some. */
  private static class Line extends InputStream {
    private final int rows;
    private final IOException failure;
    private int row;
    private byte[] piece = HEAD.getBytes(StandardCharsets.US_ASCII);
    private int at;

    Line(int rows, IOException failure) {
      this.rows = rows;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (at == piece.length) {
        if (row == rows && failure != null) {
          throw failure;
        }
        if (row == rows) {
          return -1;
        }
        piece = ("e-" + row++ + ",bolag-17,2026-03-01T00:00:00Z,1\n")
            .getBytes(StandardCharsets.US_ASCII);
        at = 0;
      }
      return piece[at++];
    }
  }

  @Test
  void theSameExceptionComesOut() {
    Ledger ledger = ledger();
    List<Thread> threads = new ArrayList<>();
    RuntimeException stop = new IllegalCallerException("stop it");
    Progress throwing = (done, total) -> {
      threads.add(Thread.currentThread());
      throw stop;
    };
    RuntimeException carried = thrown(IllegalCallerException.class,
        () -> ledger.backup(file("copy.db"), throwing));
    check(carried == stop, carried);
    equal(threads, List.of(Thread.currentThread()));
    check(!Files.exists(file("copy.db")), "a copy");
    thrown(StackOverflowError.class, () -> ledger.verify(
        new VerifyOptions().onProgress((done, total) -> { throw new StackOverflowError(); })));
    check(ledger.verify().sound(), "verify");
  }

  @Test
  void anInputStreamIsReadToItsEnd() {
    Ledger ledger = ledger();
    MeteredUsage.Imported done = ledger.usage().importFrom(Input.of("line", new Line(5000, null)));
    equal(done.count("stored"), 5000L);
    check(done.complete(), done);
  }

  /** None for now is not the end; a number that no read can give is refused. */
  @Test
  void whatAStreamSaysOfItself() {
    Ledger ledger = ledger();
    InputStream slow = new Line(3, null) {
      private boolean asked;

      @Override
      public int read(byte[] to, int offset, int size) throws IOException {
        asked = !asked;
        return asked ? 0 : super.read(to, offset, Math.min(size, 10));
      }
    };
    equal(ledger.usage().importFrom(Input.of("slow", slow)).count("stored"), 3L);
    for (int wrong : new int[] {1, 7, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      InputStream liar = new InputStream() {
        @Override
        public int read() {
          throw new AssertionError("a byte at a time");
        }

        @Override
        public int read(byte[] to, int offset, int size) {
          return wrong < 0 ? wrong : Math.max(size + wrong, wrong);
        }
      };
      contains(thrown(IllegalStateException.class,
          () -> ledger.usage().importFrom(Input.of("liar", liar))).getMessage(), "are right");
    }
  }

  @Test
  void aStoppedImportSaysWhatIsStored() {
    Ledger ledger = ledger();
    IOException dead = new IOException("the line is dead");
    ImportOptions options = new ImportOptions().batchEvents(1000);
    UncheckedIOException carried = thrown(UncheckedIOException.class, () -> ledger.usage()
        .importFrom(List.of(Input.of("line", new Line(20_000, dead))), options));
    check(carried.getCause() == dead, carried);
    long stored = ledger.usage().totals().get(0).events();
    check(stored > 0, "nothing is stored");
    CancelledException told = (CancelledException) carried.getSuppressed()[0];
    equal(told.committed(), stored);
    equal(ledger.usage().importFrom(Input.of("line", new Line(20_000, null))).count("stored"),
        20_000 - stored);
  }

  @Test
  void anOutputStreamThatFails() {
    Ledger ledger = ledger();
    IOException full = new IOException("no room");
    OutputStream failing = new OutputStream() {
      @Override
      public void write(int unit) throws IOException {
        throw full;
      }
    };
    check(thrown(IOException.class, () -> ledger.companies().list()
        .write(Format.CSV, new Output(), failing)) == full, full);
    ledger.usage().record(event(1));
    check(thrown(IOException.class, () -> ledger.events()
        .write(new EventFilter(), Format.JSON, new Output(), failing)) == full, full);
  }

  @Test
  void callbacksAreNotCollected() throws Exception {
    Ledger ledger = ledger();
    List<String> told = new ArrayList<>();
    String bad = HEAD + "a,bolag-17,2026-03-01,1\n";
    ImportOptions options = new ImportOptions()
        .onFile((file, format) -> {
          System.gc();
          told.add("file " + file + " " + format);
        })
        .onRejected(line -> {
          System.gc();
          told.add(line.outcome() + " " + line.line() + " "
              + new String(line.row(), StandardCharsets.UTF_8));
        })
        .onKnown((file, number, what) -> told.add("known " + file + " " + number))
        .onProgress((done, total) -> System.gc());
    Input input = Input.of("bad.csv", bad.getBytes(StandardCharsets.US_ASCII));
    List<String> each = List.of("file bad.csv csv", "REJECTED 2 a,bolag-17,2026-03-01,1");
    for (int turn = 1; turn <= 3; turn++) {
      told.clear();
      check(!ledger.usage().importFrom(List.of(input), options).complete(), "complete");
      check(told.containsAll(each), told);
      equal(told.contains("known bad.csv " + (turn - 1)), turn > 1);
      contains(ledger.companies().list().toText(Format.CSV), "bolag-17");
      long[] pages = new long[1];
      ledger.backup(file("copy-" + turn), (done, total) -> pages[0] = done);
      check(pages[0] > 0, pages[0]);
      collectGarbage();
    }
  }

  /** A call that has ended keeps nothing of its callbacks. */
  @Test
  void callbacksAreForgotten() throws Exception {
    Ledger ledger = ledger();
    WeakReference<Progress> ended = withCallbacks(ledger);
    for (int i = 0; i < 100 && ended.get() != null; i++) {
      collectGarbage();
    }
    check(ended.get() == null, "a callback is kept");
  }

  private static WeakReference<Progress> withCallbacks(Ledger ledger) {
    Object[] told = new Object[1];
    Progress progress = (done, total) -> told[0] = done;
    ledger.verify(new VerifyOptions().onProgress(progress));
    check(told[0] != null, "not called");
    return new WeakReference<>(progress);
  }

  private static void collectGarbage() throws InterruptedException {
    System.gc();
    Thread.sleep(50);  // for those who clean up after it
  }

  @Test
  void corrections() throws IOException {
    Ledger ledger = ledger();
    ledger.usage().record(event(1, 7));
    List<CorrectedLine> corrected = new ArrayList<>();
    String other = "e-1,bolag-17,2026-03-03T00:00:01Z,9\n";
    String row = HEAD + "e-1,bolag-17,2026-03-02T00:00:01Z,9\n" + other;
    ImportOptions options = new ImportOptions().correct(ANNA).now(NOW)
        .onCorrected(corrected::add).rejectsPath(file("rejects.csv"));
    Input input = Input.of("right.csv", row.getBytes(StandardCharsets.US_ASCII));
    equal(ledger.usage().importFrom(List.of(input), options).count("corrected"), 1L);
    equal(corrected,
        List.of(new CorrectedLine("right.csv", 2, "e-1", "e-1/correction-1", "7", "9")));
    contains(Files.readString(file("rejects.csv")), other);
  }

  /** What goes wrong before a callback has its call stops the library: 0 is the end, or go on. */
  @Test
  void nothingLostIsTakenForTheEnd() {
    Object[] nobody = {-7L, 0L, 16L};
    equal(Function.getFunction(new Pointer(Upcalls.READ_FN)).invokeLong(nobody), -1L);
    for (long function : new long[] {Upcalls.WRITE_FN, Upcalls.PROGRESS_FN,
        Upcalls.STATEMENT_FN, Upcalls.BOOKS_FILE_FN, Upcalls.FILE_FN, Upcalls.KNOWN_FN,
        Upcalls.REJECTED_FN, Upcalls.CORRECTED_FN, Upcalls.IMPORT_PROGRESS_FN}) {
      Object[] zeros = {-7L, 0L, 0L, 0L, 0L, 0L, 0L};
      equal(Function.getFunction(new Pointer(function)).invokeInt(zeros), -1);
    }
  }

  @Test
  void callsFromCallbacksAreRefused() {
    Ledger ledger = ledger();
    Progress calling = (done, total) -> ledger.companies().list();
    contains(thrown(IllegalStateException.class,
        () -> ledger.verify(new VerifyOptions().onProgress(calling))).getMessage(), "callback");
    Progress closing = (done, total) -> ledger.close();
    thrown(IllegalStateException.class,
        () -> ledger.verify(new VerifyOptions().onProgress(closing)));
    equal(ledger.companies().list().size(), 1);
  }
}
