// Events as an array of porto_event: one block of native memory for the structs of a call and one
// for their texts, of which those that repeat (companies, meters, sources, domains) are there once.
package porto;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  EventBlock(List<Event> events) {
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
      set(at + Abi.Event.SOURCE, once(event.source(), i, "source"));
      set(at + Abi.Event.EVENT_ID, put(event.eventId(), i, "event_id"));
      set(at + Abi.Event.COMPANY, once(event.company(), i, "company"));
      set(at + Abi.Event.METER, once(event.meter(), i, "meter"));
      block.putLong(at + Abi.Event.OCCURRED_AT_UNIX_US, Values.micros(event.occurredAt()));
      block.putLong(at + Abi.Event.QUANTITY, event.quantity());
      set(at + Abi.Event.DOMAIN, once(event.domain(), i, "domain"));
      at += Abi.Event.SIZE;
    }
  }

  private void set(int at, Place text) {
    block.putLong(at, text.address());
    block.putLong(at + Long.BYTES, text.length());
  }

  private Place once(String text, int event, String member) {
    if (text == null) {
      return NONE;
    }
    Place place = repeated.get(text);
    if (place == NONE) {
      place = put(text, event, member);
      repeated.put(text, place);
    }
    return place;
  }

  private Place put(String text, int event, String member) {
    int start = used;
    try {
      used = Utf8.put(block, start, text, member);
    } catch (CallException failure) {
      throw new CallException(
          failure.status(), Utf8.HALF_A_PAIR, "events[" + event + "]." + member);
    }
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
