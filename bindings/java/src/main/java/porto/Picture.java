package porto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import porto.table.Notice;

/**
 * A picture, and what one must know to read it.
 *
 * @param svg the picture, SVG
 * @param notices what one must know
 */
public record Picture(String svg, Rows<Notice> notices) {
  /** Output that is kept in memory. */
  static final class Text {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Sink sink() {
      return bytes::writeBytes;
    }

    @Override
    public String toString() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
