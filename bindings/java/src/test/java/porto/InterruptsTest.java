// Calls that are ended: by interrupt(), and by interrupting their threads.
package porto;

import com.sun.jna.Function;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class InterruptsTest extends Case {
  private static final Duration SOON = Duration.ofSeconds(8);

  /** A pipe into which nothing more is written: whoever reads it waits. */
  private static int pipe() {
    int[] ends = new int[2];
    equal(Function.getFunction("c", "pipe").invokeInt(new Object[] {ends}), 0);
    byte[] head = "event_id,company,occurred_at,quantity\n".getBytes(StandardCharsets.US_ASCII);
    Object[] arguments = {ends[1], head, (long) head.length};
    Function.getFunction("c", "write").invokeLong(arguments);
    return ends[0];
  }

  /** Runs a body in a thread, has it stopped, and gives what it threw. */
  private static Throwable stopped(Body body, java.util.function.Consumer<Thread> stop)
      throws Exception {
    Throwable[] thrown = new Throwable[1];
    boolean[] interrupted = new boolean[1];
    Thread thread = new Thread(() -> {
      try {
        body.run();
      } catch (Throwable failure) {
        thrown[0] = failure;
        interrupted[0] = Thread.currentThread().isInterrupted();
      }
    });
    Instant start = Instant.now();
    thread.start();
    Thread.sleep(300);
    check(thread.isAlive(), thrown[0]);
    stop.accept(thread);
    thread.join(20_000);
    check(!thread.isAlive(), "it goes on");
    check(Duration.between(start, Instant.now()).compareTo(SOON) < 0, "late");
    if (thrown[0] instanceof CancelledException) {
      thrown[0].addSuppressed(new Exception(interrupted[0] ? "interrupted" : "not interrupted"));
    }
    return thrown[0];
  }

  private static String mark(Throwable thrown) {
    check(thrown instanceof CancelledException, thrown);
    return thrown.getSuppressed()[0].getMessage();
  }

  @Test
  void interruptFromAnotherThread() throws Exception {
    Ledger ledger = ledger();
    Input pipe = Input.ofDescriptor("pipe", pipe());
    Throwable thrown = stopped(() -> ledger.usage().importFrom(pipe), thread -> ledger.interrupt());
    equal(mark(thrown), "not interrupted");
    equal(ledger.usage().record(event(1)).stored(), 1L);
  }

  @Test
  void anInterruptedThreadThatWaitsForAPipe() throws Exception {
    Ledger ledger = ledger();
    Input pipe = Input.ofDescriptor("pipe", pipe());
    equal(mark(stopped(() -> ledger.usage().importFrom(pipe), Thread::interrupt)), "interrupted");
    equal(ledger.usage().record(event(1)).stored(), 1L);
  }

  @Test
  void anInterruptedThreadThatWaitsForAnotherWriter() throws Exception {
    Ledger ledger = ledger();
    Ledger other = closing(Ledger.open(file("porto.db")));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread holder = new Thread(() -> other.invoices().close(MARCH, NOW,
        new CloseOptions().dryRun(true).onProgress((done, total) -> {
          held.countDown();
          try {
            release.await();
          } catch (InterruptedException error) {
            throw new AssertionError(error);
          }
        })));
    holder.start();
    held.await();
    try {
      equal(mark(stopped(() -> ledger.usage().record(event(1)), Thread::interrupt)),
          "interrupted");
    } finally {
      release.countDown();
      holder.join();
    }
    equal(ledger.usage().record(event(1)).stored(), 1L);
  }

  @Test
  void aFutureThatIsCancelled() throws Exception {
    Ledger ledger = ledger();
    Input pipe = Input.ofDescriptor("pipe", pipe());
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<?> future = pool.submit(() -> ledger.usage().importFrom(pipe));
    Thread.sleep(300);
    future.cancel(true);
    pool.shutdown();
    check(pool.awaitTermination(8, TimeUnit.SECONDS), "it goes on");
    equal(ledger.usage().record(event(1)).stored(), 1L);
  }

  /** recordAll is one call, also between two of its batches. */
  @Test
  void betweenTwoBatches() {
    Ledger ledger = ledger();
    Recorder recorder = closing(Recorder.open(file("porto.db")));
    stopsAfterTwo(at -> ledger.usage().recordAll(events(0, at, ledger::interrupt), 2, NOW));
    stopsAfterTwo(at -> ledger.usage().recordAll(
        events(10, at, Thread.currentThread()::interrupt), 2, NOW));
    check(Thread.interrupted(), "no longer interrupted");
    equal(ledger.usage().totals().get(0).events(), 4L);
    Stream<Event> many = events(20_000, 15_000, recorder::interrupt);
    equal(thrown(CancelledException.class, () -> recorder.recordAll(many)).committed(), 10_000L);
    // What was before a call, and an interrupted thread, are nothing to a recorder.
    Thread.currentThread().interrupt();
    equal(recorder.recordAll(events(20_000, -1, null)).stored(), 10_000L);
    check(Thread.interrupted(), "no longer interrupted");
    equal(ledger.usage().recordAll(events(0, -1, null), 2, NOW).stored(), 6L);
  }

  private static void stopsAfterTwo(java.util.function.IntConsumer recording) {
    equal(thrown(CancelledException.class, () -> recording.accept(3)).committed(), 2L);
  }

  /** Events of which one stops something as it is made: 8, or twice 10,000. */
  private static Stream<Event> events(int first, int at, Runnable stop) {
    return IntStream.range(0, first == 20_000 ? 20_000 : 8).mapToObj(number -> {
      if (number == at) {
        stop.run();
      }
      return event(first + number);
    });
  }

  /** An interrupt of before does not end a call that has done its work in no time. */
  @Test
  void aShortCallOfAnInterruptedThread() throws ExecutionException {
    Ledger ledger = ledger();
    Thread.currentThread().interrupt();
    equal(ledger.companies().list().size(), 1);
    check(Thread.interrupted(), "no longer interrupted");
  }

  @Test
  void aRecorder() throws Exception {
    ledger().close();
    try (Ledger other = Ledger.open(file("porto.db"));
        Recorder recorder = Recorder.open(file("porto.db"))) {
      other.invoices().close(MARCH, NOW,
          new CloseOptions().dryRun(true).onProgress((done, total) -> {
            try {
              equal(mark(stopped(() -> recorder.record(event(1)), t -> recorder.interrupt())),
                  "not interrupted");
            } catch (Exception failure) {
              throw new AssertionError(failure);
            }
          }));
      equal(recorder.record(event(1)).stored(), 1L);
    }
  }
}
