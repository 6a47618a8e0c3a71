// A struct, an array of structs or a place for a result, in the native memory of a call. Where a
// member is says the class Abi; the length of a text follows the text there.
package porto;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;

final class Struct {
  private final Scratch scratch;
  private final ByteBuffer buffer;
  private final int start;
  private final long address;

  Struct(Scratch scratch, ByteBuffer buffer, int start, long address) {
    this.scratch = scratch;
    this.buffer = buffer;
    this.start = start;
    this.address = address;
  }

  long address() {
    return address;
  }

  /** The struct at an offset: an element of an array. */
  Struct at(int offset) {
    return new Struct(scratch, buffer, start + offset, address + offset);
  }

  int number() {
    return buffer.getInt(start);
  }

  int number(int offset) {
    return buffer.getInt(start + offset);
  }

  long longNumber() {
    return buffer.getLong(start);
  }

  void copyTo(int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = buffer.getInt(start + i * Integer.BYTES);
    }
  }

  Struct set(int offset, int value) {
    buffer.putInt(start + offset, value);
    return this;
  }

  Struct set(int offset, long value) {
    buffer.putLong(start + offset, value);
    return this;
  }

  Struct set(int offset, boolean value) {
    return set(offset, value ? 1 : 0);
  }

  /** A text and its length; null leaves the default. */
  Struct set(int offset, String text, String where) {
    return text == null ? this : set(offset, scratch.text(text, where));
  }

  Struct set(int offset, Scratch.Text text) {
    return set(offset, text.address()).set(offset + Long.BYTES, text.length());
  }

  /** An array of texts and their count. */
  Struct set(int offset, Collection<String> texts, String where) {
    long count = texts.size();
    return set(offset, scratch.texts(texts, where)).set(offset + Long.BYTES, count);
  }

  Struct set(int offset, YearMonth month) {
    return set(offset, month == null ? 0 : Values.yyyymm(month));
  }

  Struct set(int offset, LocalDate day) {
    return set(offset, day == null ? 0 : Values.yyyymmdd(day));
  }

  Struct set(int offset, Instant time) {
    return set(offset, time == null ? 0L : Values.micros(time));
  }
}
