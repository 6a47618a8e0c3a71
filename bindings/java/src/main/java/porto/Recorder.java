package porto;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ledger file open for recording by any number of threads at once. Calls that come at the same
 * time are written in one transaction, which is much faster than one each.
 *
 * <p>Interrupting a thread does not end its call, since the library ends the calls of all threads
 * or none: {@link #interrupt} does that.
 */
public final class Recorder extends Handle {
  private static final int BATCH = 10_000;

  private Recorder(long address, Path path) {
    super(new Owned(address, "the recorder of " + path, Abi::porto_recorder_close,
        Abi::porto_recorder_interrupt, false));
  }

  /**
   * Opens a ledger file for recording.
   *
   * @param path the file
   * @return the recorder, to be closed
   */
  public static Recorder open(Path path) {
    return open(path, new LedgerOptions());
  }

  /**
   * Opens a ledger file for recording.
   *
   * @param path the file
   * @param options how long calls wait
   * @return the recorder, to be closed
   */
  public static Recorder open(Path path, LedgerOptions options) {
    try (Call call = new Call()) {
      Scratch.Text name = call.bytes(Utf8.path(path));
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_recorder_open(name.address(), name.length(),
          options.struct(call).address(), out.address(), call.error()));
      return new Recorder(out.longNumber(), path);
    }
  }

  /**
   * Records events in one transaction, at the time of the clock.
   *
   * @param events the events
   * @return what was stored, and what was not and why
   */
  public Recorded record(Collection<Event> events) {
    return record(events, null);
  }

  /**
   * Records one event, at the time of the clock.
   *
   * @param event the event
   * @return what became of it
   */
  public Recorded record(Event event) {
    return record(List.of(event), null);
  }

  /**
   * Records events in one transaction.
   *
   * @param events the events
   * @param now the time of the call; null: that of the clock
   * @return what was stored, and what was not and why
   */
  public Recorded record(Collection<Event> events, Instant now) {
    return Recording.one(this, Abi::porto_recorder_record, events, now);
  }

  /**
   * Records any number of events, a transaction for each 10,000.
   *
   * @param events the events
   * @return what was stored, and what was not and why; without the outcome of each
   */
  public Recorded recordAll(Stream<Event> events) {
    Iterator<Event> all = events.iterator();
    return Recording.many(this, Abi::porto_recorder_record, all, BATCH, null);
  }

  /** Ends all calls that go on, with {@link CancelledException}; nothing of them is stored. */
  public void interrupt() {
    owned().interrupt();
  }
}
