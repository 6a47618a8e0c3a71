// Recording by a ledger or a recorder: one transaction, or any number of events batch by batch.
package porto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import porto.table.RejectedEvent;

final class Recording {
  /** porto_usage_record or porto_recorder_record. */
  interface Function {
    int record(long handle, long events, long count, long now, long options, long outcomes,
        long rejected, long err);
  }

  private Recording() {}

  static Recorded one(
      Handle handle, Function function, Collection<Event> events, Instant now) {
    return one(handle, function, new ArrayList<>(events), 0, now);
  }

  /** Events that nobody else has, and that begin with this number of what the caller gave. */
  private static Recorded one(
      Handle handle, Function function, List<Event> kept, long first, Instant now) {
    try (EventBlock block = new EventBlock(kept, first); Call call = new Call(handle)) {
      Struct outcomes = call.struct(Math.max(1, kept.size()) * Integer.BYTES);
      Struct options = call.options(Abi.RecordOptions.SIZE);
      int status = call.check(function.record(call.handle(), block.address(), kept.size(),
          Values.micros(Values.nowOr(now)), options.address(), outcomes.address(), call.out(),
          call.error()));
      return result(call, outcomes, kept.size(), status);
    }
  }

  private static Recorded result(Call call, Struct outcomes, int count, int status) {
    Outcome[] each = new Outcome[count];
    long[] counts = new long[4];
    for (int i = 0; i < count; i++) {
      int number = outcomes.number(i * Integer.BYTES);
      counts[number]++;
      each[i] = Outcome.of(number);
    }
    List<RejectedEvent> rejects = List.of();
    if (status == Abi.PORTO_REJECTS) {
      try (Rows<RejectedEvent> rows = call.take(0, RejectedEvent.class)) {
        rejects = rows.toList();
      }
    }
    List<Outcome> all = Collections.unmodifiableList(Arrays.asList(each));
    return new Recorded(counts[0], counts[1], counts[2], counts[3], rejects, all);
  }

  /** Batch by batch; what was stored before a failure stays, and the failure says how much. */
  static Recorded many(Handle handle, Function function, Iterator<Event> events, int batch,
      Instant now) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least one event");
    }
    long interruptions = handle.owned().interruptions();
    long[] counts = new long[4];
    List<RejectedEvent> rejects = new ArrayList<>();
    List<Event> next = new ArrayList<>();
    try {
      for (long first = 0; events.hasNext(); first += next.size()) {
        next.clear();
        while (next.size() < batch && events.hasNext()) {
          next.add(events.next());
        }
        if (handle.owned().interruptions() != interruptions
            || first > 0 && handle instanceof Ledger && Thread.currentThread().isInterrupted()) {
          throw stopped("It was interrupted between two batches");
        }
        add(counts, rejects, one(handle, function, next, first, now));
      }
    } catch (PortoException failure) {
      failure.setCommitted(counts[0]);
      throw failure;
    } catch (RuntimeException | Error failure) {  // of the stream, or of what became of the handle
      if (counts[0] > 0) {
        PortoException told = stopped("The recording was stopped");
        told.setCommitted(counts[0]);
        failure.addSuppressed(told);
      }
      throw failure;
    }
    return new Recorded(
        counts[0], counts[1], counts[2], counts[3], List.copyOf(rejects), List.of());
  }

  private static PortoException stopped(String message) {
    return PortoException.of(new PortoException.Detail(Status.CANCELLED, message, ""));
  }

  private static void add(long[] counts, List<RejectedEvent> rejects, Recorded done) {
    long before = Arrays.stream(counts).sum();
    for (RejectedEvent event : done.rejects()) {
      rejects.add(new RejectedEvent(
          event.index() + before, event.outcome(), event.reason(), event.kind()));
    }
    counts[0] += done.stored();
    counts[1] += done.duplicate();
    counts[2] += done.conflict();
    counts[3] += done.rejected();
  }
}
