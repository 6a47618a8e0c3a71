// The native memory of one call: structs, texts and places for results, freed together.
package porto;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;

class Scratch implements AutoCloseable {
  private static final int FIRST_BLOCK = 1024;
  private static final byte[] ZEROS = new byte[FIRST_BLOCK];

  private long[] blocks = new long[4];
  private int blockCount;
  private ByteBuffer buffer;
  private long base;
  private int used;

  /** A text in native memory; 0 and 0 for null. */
  record Text(long address, long length) {}

  private static final Text NONE = new Text(0, 0);

  /** Memory of zeros, for a struct or a result. */
  Struct struct(int size) {
    int room = Math.addExact(size, Long.BYTES - 1) & -Long.BYTES;  // whole steps of the loop below
    int at = reserve(room);
    if (room <= ZEROS.length) {
      buffer.put(at, ZEROS, 0, room);
    } else {
      for (int i = 0; i < room; i += Long.BYTES) {
        buffer.putLong(at + i, 0);
      }
    }
    return new Struct(this, buffer, at, base + at);
  }

  /** An options struct: its size and the version of the header are set. */
  Struct options(int size) {
    return struct(size).set(0, size).set(Integer.BYTES, Abi.PORTO_VERSION_NUMBER);
  }

  /** An array of structs, each with its size. */
  Struct array(int size, int count) {
    Struct array = struct(Math.multiplyExact(size, count));
    for (int i = 0; i < count; i++) {
      array.set(i * size, size);
    }
    return array;
  }

  Text text(String text, String where) {
    if (text == null) {
      return NONE;
    }
    int at = reserve(Utf8.most(text) + 1);
    int end = Utf8.put(buffer, at, text, where);
    return ended(at, end);
  }

  Text bytes(byte[] bytes) {
    int at = reserve(Math.addExact(bytes.length, 1));
    buffer.put(at, bytes);
    return ended(at, at + bytes.length);
  }

  private Text ended(int at, int end) {
    buffer.put(end, (byte) 0);
    used = end + 1;
    return new Text(base + at, end - at);
  }

  /** An array of texts that end with a NUL; an address, 0 if there are none. */
  long texts(Collection<String> texts, String where) {
    if (texts.isEmpty()) {
      return 0;
    }
    Struct array = struct(Math.multiplyExact(Long.BYTES, texts.size()));
    int at = 0;
    for (String text : texts) {
      if (text.indexOf('\0') >= 0) {
        throw new CallException(Status.INVALID, "A text has a NUL in it", where);
      }
      array.set(at, text(text, where).address());
      at += Long.BYTES;
    }
    return array.address();
  }

  /** A place in the buffer that has room for so many bytes. */
  private int reserve(int size) {
    int at = Math.addExact(used, 7) & -8;
    if (buffer == null || size > buffer.capacity() - at) {
      grow(size);
      at = 0;
    }
    used = Math.addExact(at, size);
    return at;
  }

  private void grow(int size) {
    int room = Math.max(size, FIRST_BLOCK << Math.min(blockCount, 14));
    long block = Native.malloc(room);
    if (block == 0) {
      throw new OutOfMemoryError("no native memory for " + room + " bytes");
    }
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * blockCount);
    }
    blocks[blockCount++] = block;
    base = block;
    buffer = new Pointer(block).getByteBuffer(0, room).order(ByteOrder.nativeOrder());
  }

  /** Frees all of it. */
  @Override
  public void close() {
    for (int i = 0; i < blockCount; i++) {
      Native.free(blocks[i]);
    }
    blockCount = 0;
    buffer = null;
    used = 0;
  }
}
