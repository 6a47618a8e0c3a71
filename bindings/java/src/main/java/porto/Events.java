package porto;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import porto.table.Corrected;
import porto.table.StoredEvent;

/** The stored events of a ledger. None is ever changed: what is wrong is voided, and stays. */
public final class Events extends Section {
  private static final String SOURCE = "import";

  Events(Ledger ledger) {
    super(ledger);
  }

  /**
   * An event of the source "import".
   *
   * @param eventId its id
   * @return it as it is stored
   * @throws DataException {@link Status#NOT_FOUND}
   */
  public StoredEvent get(String eventId) {
    return get(SOURCE, eventId);
  }

  /**
   * An event.
   *
   * @param source its source
   * @param eventId its id
   * @return it as it is stored
   * @throws DataException {@link Status#NOT_FOUND}
   */
  public StoredEvent get(String source, String eventId) {
    try (Call call = call()) {
      Scratch.Text from = call.text(source, "source");
      Scratch.Text id = call.text(eventId, "event_id");
      int status = Abi.porto_event_show(call.handle(), from.address(), from.length(),
          id.address(), id.length(), call.out(), call.error());
      return rows(call, status, StoredEvent.class).get(0);
    }
  }

  /**
   * Events in the order in which they were stored, at most 10,000 unless the filter has a limit;
   * the next ones come after the seq of the last.
   *
   * @param filter which
   * @return them
   */
  public Rows<StoredEvent> list(EventFilter filter) {
    try (Call call = call()) {
      return rows(call, Abi.porto_event_list(call.handle(), filter.struct(call).address(),
          call.out(), call.error()), StoredEvent.class);
    }
  }

  /**
   * Writes events as they are read, any number of them.
   *
   * @param filter which
   * @param format the format
   * @param output how it is written where the format leaves a choice
   * @param to takes the bytes, which are UTF-8; it stays open
   * @throws IOException that of the stream
   */
  public void write(EventFilter filter, Format format, Output output, OutputStream to)
      throws IOException {
    try (Call call = call()) {
      call.check(Abi.porto_event_write(call.handle(), filter.struct(call).address(),
          format.number(), output.struct(call).address(), Upcalls.WRITE_FN,
          call.user((Sink) to::write), call.error()));
    } catch (UncheckedIOException carried) {
      throw carried.getCause();
    }
  }

  /**
   * Takes an event of the source "import" out of what is counted.
   *
   * @param eventId its id
   * @param by who does it, why, and when (the time of the clock unless it is said)
   * @return the event, and what that changed
   */
  public ChangeWith<StoredEvent> cancel(String eventId, By by) {
    return cancel(SOURCE, eventId, by);
  }

  /**
   * Takes an event out of what is counted. It stays, with who voided it and why.
   *
   * @param source its source
   * @param eventId its id
   * @param by who does it, why, and when (the time of the clock unless it is said)
   * @return the event, and what that changed
   */
  public ChangeWith<StoredEvent> cancel(String source, String eventId, By by) {
    try (Call call = call()) {
      long what = what(call, source, eventId, by);
      int status = Abi.porto_event_void(
          call.handle(), what, tried(call, by), call.out(), call.out(), call.error());
      return changeWith(call, status, StoredEvent.class);
    }
  }

  /**
   * Corrects the quantity of an event of the source "import".
   *
   * @param eventId its id
   * @param quantity the right quantity, in the meter's smallest unit
   * @param by who does it, why, and when (the time of the clock unless it is said)
   * @return the event in its place, and what that changed
   */
  public ChangeWith<Corrected> correct(String eventId, long quantity, By by) {
    return correct(SOURCE, eventId, quantity, by);
  }

  /**
   * Voids an event and stores a replacement with another quantity.
   *
   * @param source its source
   * @param eventId its id
   * @param quantity the right quantity, in the meter's smallest unit
   * @param by who does it, why, and when (the time of the clock unless it is said)
   * @return the event in its place, and what that changed
   */
  public ChangeWith<Corrected> correct(String source, String eventId, long quantity, By by) {
    try (Call call = call()) {
      long what = what(call, source, eventId, by);
      int status = Abi.porto_event_correct(call.handle(), what, quantity, tried(call, by),
          call.out(), call.out(), call.error());
      return changeWith(call, status, Corrected.class);
    }
  }

  private static long what(Call call, String source, String eventId, By by) {
    return call.array(Abi.Void.SIZE, 1)
        .set(Abi.Void.SOURCE, source, "source")
        .set(Abi.Void.EVENT_ID, eventId, "event_id")
        .set(Abi.Void.ACTOR, by.actor(), "actor")
        .set(Abi.Void.REASON, by.reason(), "reason")
        .set(Abi.Void.VOIDED_AT_UNIX_US, Values.nowOr(by.at()))
        .address();
  }

  /** Who, why and when are in {@code what}: beside it only the trial may be said. */
  private static long tried(Call call, By by) {
    return call.options(Abi.ChangeOptions.SIZE)
        .set(Abi.ChangeOptions.DRY_RUN, by.only().dryRun())
        .address();
  }
}
