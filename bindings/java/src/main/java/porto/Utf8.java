// Texts as UTF-8, by hand: what has no UTF-8, a surrogate without its other half, is refused and
// not replaced; a NUL in a text is a byte like others.
package porto;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

final class Utf8 {
  private static final Charset PATHS = Charset.forName(System.getProperty("sun.jnu.encoding"));

  private static final String HALF_A_PAIR =
      "The text has half a surrogate pair, which is no character";

  private Utf8() {}

  /** How many bytes a text has at most. */
  static int most(String text) {
    return Math.multiplyExact(text.length(), 3);
  }

  /** Puts a text at a place, which has room for it, and gives where it ends. */
  static int put(ByteBuffer to, int start, String text, String where) {
    return put(to, start, text, where, true);
  }

  /** The same of a text of an event: half a pair becomes bytes that the library refuses. */
  static int putOfEvent(ByteBuffer to, int start, String text) {
    return put(to, start, text, null, false);
  }

  private static int put(ByteBuffer to, int start, String text, String where, boolean strict) {
    int at = start;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        to.put(at++, (byte) unit);
      } else if (unit < 0x800) {
        to.put(at++, (byte) (0xC0 | unit >> 6));
        to.put(at++, (byte) (0x80 | unit & 0x3F));
      } else if (isPair(text, i)) {
        at = putPair(to, at, text.codePointAt(i++));
      } else if (strict && Character.isSurrogate(unit)) {
        throw new CallException(Status.INVALID, HALF_A_PAIR, where);
      } else {
        to.put(at++, (byte) (0xE0 | unit >> 12));
        to.put(at++, (byte) (0x80 | unit >> 6 & 0x3F));
        to.put(at++, (byte) (0x80 | unit & 0x3F));
      }
    }
    return at;
  }

  private static boolean isPair(String text, int index) {
    return Character.isSurrogate(text.charAt(index))
        && Character.isSupplementaryCodePoint(text.codePointAt(index));
  }

  private static int putPair(ByteBuffer to, int at, int point) {
    to.put(at, (byte) (0xF0 | point >> 18));
    to.put(at + 1, (byte) (0x80 | point >> 12 & 0x3F));
    to.put(at + 2, (byte) (0x80 | point >> 6 & 0x3F));
    to.put(at + 3, (byte) (0x80 | point & 0x3F));
    return at + 4;
  }

  /**
   * The bytes of a path as the system takes them. A path that came from the system, from a list of
   * files, may have bytes that are no text. Java shows them as "?" or U+FFFD, and with those it
   * would name another file.
   */
  static byte[] path(Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new CallException(Status.INVALID,
          path + " is in no file system of the machine; copy it to a file", "path");
    }
    String name = path.toString();
    if (!samePath(name, path)) {
      throw new CallException(Status.INVALID, "The name " + name + " has bytes that are no text in "
          + PATHS + ", by which this Java reads names; rename the file, or use another locale",
          "path");
    }
    return name.getBytes(PATHS);
  }

  private static boolean samePath(String name, Path path) {
    try {
      return Path.of(name).equals(path);
    } catch (InvalidPathException noText) {
      return false;
    }
  }

  /** The bytes at an address. */
  static byte[] bytes(long address, long size) {
    return size == 0 ? new byte[0] : new Pointer(address).getByteArray(0, Math.toIntExact(size));
  }

  /** The text at an address, of so many bytes. */
  static String text(long address, long size) {
    return new String(bytes(address, size), StandardCharsets.UTF_8);
  }

  /** The text at an address that ends with a NUL; null for NULL. */
  static String text(long address) {
    return address == 0 ? null : new Pointer(address).getString(0, "UTF-8");
  }
}
