package porto;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What is imported, or compared with. The same bytes give the same result whatever they are in. */
public abstract sealed class Input {
  private final String name;

  private Input(String name) {
    this.name = name;
  }

  /**
   * A file, which is read in a thread of the library while events are stored.
   *
   * @param path the file
   * @return it
   */
  public static Input of(Path path) {
    return new File(Objects.requireNonNull(path, "path"));
  }

  /**
   * Bytes in memory.
   *
   * @param name what reports and the import log call them
   * @param bytes the bytes
   * @return them
   */
  public static Input of(String name, byte[] bytes) {
    return new Bytes(
        Objects.requireNonNull(name, "name"), Objects.requireNonNull(bytes, "bytes"));
  }

  /**
   * A stream, which is read to its end on the thread that makes the call, and stays open. What one
   * read gives is taken at once, so events of a line that goes on do not wait for more. What it
   * throws stops the call; an {@link java.io.IOException} comes out of it as an {@link
   * java.io.UncheckedIOException}.
   *
   * @param name what reports and the import log call it
   * @param stream the stream
   * @return it
   */
  public static Input of(String name, InputStream stream) {
    return new Stream(
        Objects.requireNonNull(name, "name"), Objects.requireNonNull(stream, "stream"));
  }

  /**
   * An open descriptor of the process, such as a pipe: it is read from where it is to its end in a
   * thread of the library, and left open. {@code interrupt()} ends also a call that waits for it.
   *
   * @param name what reports and the import log call it
   * @param descriptor its number
   * @return it
   */
  public static Input ofDescriptor(String name, int descriptor) {
    return new Descriptor(Objects.requireNonNull(name), descriptor);
  }

  abstract void fill(Call call, Struct input);

  static Struct array(Call call, List<Input> inputs) {
    Struct array = call.array(Abi.Input.SIZE, inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Struct input = array.at(i * Abi.Input.SIZE);
      input.set(Abi.Input.NAME, inputs.get(i).name, "name");
      inputs.get(i).fill(call, input);
    }
    return array;
  }

  private static final class File extends Input {
    private final Path path;

    File(Path path) {
      super(null);  // the library calls it by its path
      this.path = path;
    }

    @Override
    void fill(Call call, Struct input) {
      input.set(Abi.Input.PATH, call.bytes(Utf8.path(path)));
    }
  }

  private static final class Bytes extends Input {
    private final byte[] bytes;

    Bytes(String name, byte[] bytes) {
      super(name);
      this.bytes = bytes;
    }

    @Override
    void fill(Call call, Struct input) {
      Scratch.Text text = call.bytes(bytes);
      input.set(Abi.Input.BYTES, text.address()).set(Abi.Input.BYTE_COUNT, text.length());
    }
  }

  private static final class Stream extends Input {
    private static final int ENOUGH = 1 << 16;

    private final InputStream stream;

    Stream(String name, InputStream stream) {
      super(name);
      this.stream = stream;
    }

    @Override
    void fill(Call call, Struct input) {
      byte[] buffer = new byte[ENOUGH];
      Upcalls.Reader reader = (to, size) -> {
        int asked = Math.min(size, ENOUGH);
        int count;
        do {  // none for now is not the end
          count = stream.read(buffer, 0, asked);
        } while (count == 0);
        if (count < -1 || count > asked) {  // what it gave is not what it says
          throw new IllegalStateException("The stream " + stream.getClass().getName() + " gave "
              + count + " bytes where 1 to " + asked + ", or -1 at its end, are right: mend it");
        }
        to.write(0, buffer, 0, Math.max(count, 0));
        return Math.max(count, 0);
      };
      input.set(Abi.Input.READ, Upcalls.READ_FN).set(Abi.Input.USER, call.user(reader));
    }
  }

  private static final class Descriptor extends Input {
    private final int descriptor;

    Descriptor(String name, int descriptor) {
      super(name);
      this.descriptor = descriptor;
    }

    @Override
    void fill(Call call, Struct input) {
      input.set(Abi.Input.FROM_DESCRIPTOR, true).set(Abi.Input.DESCRIPTOR, descriptor);
    }
  }
}
