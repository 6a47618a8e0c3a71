// Events as an array of porto_event: one block of native memory for the structs of a call and one
// for their texts, of which those that repeat (companies, meters, sources, domains) are there once.
// What is wrong with an event is its own fault: the library refuses it, and stores the others.
package porto;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class EventBlock implements AutoCloseable {
  private record Place(long address, long length) {}

  private static final Place NONE = new Place(0, 0);

  private final long address;
  private final ByteBuffer block;
  private final Map<String, Place> repeated = new HashMap<>();
  private int used;

  /** Of events that begin with this number of what the caller gave. */
  EventBlock(List<Event> events, long first) {
    for (int i = 0; i < events.size(); i++) {
      refuseNull(events.get(i), first + i);
    }
    used = Math.multiplyExact(events.size(), Abi.Event.SIZE);
    int size = Math.addExact(used, room(events));
    address = Native.malloc(Math.max(1, size));
    if (address == 0) {
      throw new OutOfMemoryError("no native memory for " + events.size() + " events");
    }
    block = new Pointer(address).getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    try {
      fill(events);
    } catch (RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  private static void refuseNull(Event event, long number) {
    String what = event == null ? "" : event.eventId() == null ? ".eventId"
        : event.occurredAt() == null ? ".occurredAt" : null;
    if (what != null) {
      String where = "events[" + number + "]" + what;
      throw new CallException(Status.INVALID, "It is null; give it, or leave the event out", where);
    }
  }

  private int room(List<Event> events) {
    int room = 0;
    for (Event event : events) {
      room = Math.addExact(room, Utf8.most(event.eventId()));
      room = Math.addExact(room, first(event.source()));
      room = Math.addExact(room, first(event.company()));
      room = Math.addExact(room, first(event.meter()));
      room = Math.addExact(room, first(event.domain()));
    }
    return room;
  }

  /** The room that a text needs if it was not met before. */
  private int first(String text) {
    return text == null || repeated.put(text, NONE) != null ? 0 : Utf8.most(text);
  }

  private void fill(List<Event> events) {
    int at = 0;
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      block.putInt(at + Abi.Event.STRUCT_SIZE, Abi.Event.SIZE);
      block.putInt(at + Abi.Event.RESERVED, 0);
      set(at + Abi.Event.SOURCE, once(event.source()));
      set(at + Abi.Event.EVENT_ID, put(event.eventId()));
      set(at + Abi.Event.COMPANY, once(event.company()));
      set(at + Abi.Event.METER, once(event.meter()));
      block.putLong(at + Abi.Event.OCCURRED_AT_UNIX_US, micros(event.occurredAt()));
      block.putLong(at + Abi.Event.QUANTITY, event.quantity());
      set(at + Abi.Event.DOMAIN, once(event.domain()));
      at += Abi.Event.SIZE;
    }
  }

  /** A time beyond such numbers gets the last or the first of them, which are refused, too. */
  private static long micros(Instant time) {
    try {
      return Values.micros(time);
    } catch (CallException far) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private void set(int at, Place text) {
    block.putLong(at, text.address());
    block.putLong(at + Long.BYTES, text.length());
  }

  private Place once(String text) {
    if (text == null) {
      return NONE;
    }
    Place place = repeated.get(text);
    if (place == NONE) {
      place = put(text);
      repeated.put(text, place);
    }
    return place;
  }

  private Place put(String text) {
    int start = used;
    used = Utf8.putOfEvent(block, start, text);
    return new Place(address + start, used - start);
  }

  long address() {
    return address;
  }

  @Override
  public void close() {
    Native.free(address);
  }
}
