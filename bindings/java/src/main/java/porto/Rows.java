package porto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A result: rows with names. It is a snapshot, which needs its ledger no more and may be used by
 * any thread. Rows become objects when they are first asked for.
 *
 * <p>{@link #close} frees the memory of the library early; else that goes with the object. Rows
 * that were read stay with whoever has them.
 *
 * @param <R> what a row is: a record of {@link porto.table}, or {@link Row}
 */
public final class Rows<R> extends Handle implements Iterable<R> {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final Class<R> type;
  private final List<Column> columns;
  private final long count;
  private List<R> rows;

  Rows(long address, Class<R> type) {
    super(new Owned(address, "a result", Abi::porto_rows_close, null, true));
    this.type = type;
    int width = Abi.porto_rows_column_count(address);
    List<Column> made = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      String name = Utf8.text(Abi.porto_rows_column_name(address, i));
      made.add(new Column(name, ColumnType.of(Abi.porto_rows_column_type(address, i))));
    }
    columns = List.copyOf(made);
    count = Abi.porto_rows_count(address);
  }

  /**
   * The columns.
   *
   * @return their names and types, in order
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * How many rows there are.
   *
   * @return the number
   */
  public int size() {
    return Math.toIntExact(count);
  }

  /**
   * Whether there are none.
   *
   * @return true if there are none
   */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * A row.
   *
   * @param index its number, from 0
   * @return the row
   * @throws IndexOutOfBoundsException if there is none
   */
  public R get(int index) {
    return toList().get(index);
  }

  /**
   * All rows.
   *
   * @return a list that does not change
   * @throws IllegalStateException if the result is closed
   */
  public synchronized List<R> toList() {
    if (isClosed()) {
      throw new IllegalStateException("a result is closed");
    }
    if (rows == null) {
      rows = List.copyOf(read());
    }
    return rows;
  }

  /**
   * The rows from the first to the last.
   *
   * @return a stream
   */
  public Stream<R> stream() {
    return toList().stream();
  }

  /** The rows from the first to the last. */
  @Override
  public Iterator<R> iterator() {
    return toList().iterator();
  }

  private interface CellReader<T> {
    T read(Call call, int column, Struct place);
  }

  /** What a function gives of each row. */
  private <T> List<T> each(java.util.function.BiFunction<Call, Struct, T> reader) {
    try (Call call = new Call(this)) {
      List<T> made = new ArrayList<>(size());
      Struct place = call.struct(Long.BYTES);
      Abi.porto_rows_rewind(call.handle());
      while (call.check(Abi.porto_rows_next(call.handle(), call.error())) == Abi.PORTO_OK) {
        made.add(reader.apply(call, place));
      }
      return made;
    }
  }

  private List<R> read() {
    RowReader<R> reader = new RowReader<>(type, columns);
    return each((call, place) -> {
      Object[] cells = new Object[columns.size()];
      for (int i = 0; i < cells.length; i++) {
        long text = Abi.porto_rows_text(call.handle(), i, place.address());
        cells[i] = text == 0 ? null
            : columns.get(i).type().read(Utf8.text(text, place.longNumber()));
      }
      return reader.read(cells);
    });
  }

  /**
   * A column as the whole numbers that the library takes: 86000 for 860.00 SEK, 202603 for a month,
   * microseconds since 1970 for a time.
   *
   * @param column the name of the column
   * @return a number of each row; none where the cell is absent
   * @throws CallException {@link Status#BAD_NUMBER} for a column of decimals or of words
   * @throws DataException {@link Status#NOT_FOUND}: there is no such column
   */
  public synchronized List<OptionalLong> integers(String column) {
    return numbers(column, (call, index, place) -> {
      int status = Abi.porto_rows_int64(call.handle(), index, place.address(), call.error());
      return present(call, status) ? OptionalLong.of(place.longNumber()) : OptionalLong.empty();
    });
  }

  /**
   * How many digits of each number of {@link #integers} are decimals.
   *
   * @param column the name of the column
   * @return a number of each row; none where the cell is absent
   */
  public synchronized List<OptionalInt> decimals(String column) {
    return numbers(column, (call, index, place) -> {
      int status = Abi.porto_rows_decimals(call.handle(), index, place.address(), call.error());
      return present(call, status) ? OptionalInt.of(place.number()) : OptionalInt.empty();
    });
  }

  private <T> List<T> numbers(String column, CellReader<T> reader) {
    int index = columnIndex(column);
    return each((call, place) -> reader.read(call, index, place));
  }

  private static boolean present(Call call, int status) {
    try {
      call.check(status);
      return true;
    } catch (DataException absent) {
      return false;
    }
  }

  private int columnIndex(String column) {
    try (Call call = new Call(this)) {
      Scratch.Text name = call.text(Objects.requireNonNull(column), "column");
      Struct index = call.struct(Long.BYTES);
      call.check(Abi.porto_rows_find_column(
          call.handle(), name.address(), name.length(), index.address(), call.error()));
      return index.number();
    }
  }

  /**
   * Cells as tables show them to people: times by the clocks of the ledger's zone.
   *
   * @return the cells of each row; null where one is absent
   */
  public synchronized List<List<String>> shown() {
    return each((call, place) -> {
      List<String> cells = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        cells.add(Utf8.text(Abi.porto_rows_shown(call.handle(), i, 0)));
      }
      return cells;
    });
  }

  /**
   * The rows whose cell of a column is a text.
   *
   * @param column the name of the column
   * @param is the text; null: whose cell is absent
   * @return these rows
   * @throws CallException {@link Status#INVALID}: there is no such column
   */
  public synchronized Rows<R> where(String column, String is) {
    try (Call call = new Call(this)) {
      Scratch.Text name = call.text(Objects.requireNonNull(column), "column");
      Scratch.Text text = call.text(is, "is");
      call.check(Abi.porto_rows_where(call.handle(), name.address(), name.length(),
          text.address(), text.length(), call.out(), call.error()));
      return call.take(0, type);
    }
  }

  /** What a function makes of all rows. */
  synchronized <T> Rows<T> given(Section.Listing function, Class<T> made) {
    try (Call call = new Call(this)) {
      call.check(function.list(call.handle(), call.out(), call.error()));
      return call.take(0, made);
    }
  }

  /**
   * Writes all rows.
   *
   * @param format the format
   * @param output how it is written where the format leaves a choice
   * @param to takes the bytes, which are UTF-8; it stays open
   * @throws IOException that of the stream
   */
  public synchronized void write(Format format, Output output, OutputStream to)
      throws IOException {
    try (Call call = new Call(this)) {
      Abi.porto_rows_rewind(call.handle());
      Struct options = output.struct(call);
      long user = call.user((Sink) to::write);
      call.check(Abi.porto_rows_write(call.handle(), format.number(), options.address(),
          Upcalls.WRITE_FN, user, call.error()));
    } catch (UncheckedIOException carried) {
      throw carried.getCause();
    }
  }

  /**
   * All rows in a format.
   *
   * @param format the format
   * @return the text
   */
  public String toText(Format format) {
    return toText(format, new Output());
  }

  /**
   * All rows in a format.
   *
   * @param format the format
   * @param output how it is written where the format leaves a choice
   * @return the text
   */
  public String toText(Format format, Output output) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(format, output, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Writes several results with the same columns as if they were one.
   *
   * @param results the results, each of them once
   * @param format the format
   * @param output how it is written where the format leaves a choice
   * @param to takes the bytes, which are UTF-8; it stays open
   * @throws IOException that of the stream
   */
  public static void writeJoined(
      List<? extends Rows<?>> results, Format format, Output output, OutputStream to)
      throws IOException {
    List<Rows<?>> ordered = new ArrayList<>(results);
    ordered.sort(Comparator.comparingLong(rows -> rows.number));
    writeAlone(ordered, 0, results, format, output, to);
  }

  /** Waits until no other thread uses them, in one order for all threads: none waits for ever. */
  private static void writeAlone(List<Rows<?>> ordered, int at,
      List<? extends Rows<?>> results, Format format, Output output, OutputStream to)
      throws IOException {
    if (at == ordered.size()) {
      writeOwn(results, format, output, to);
      return;
    }
    synchronized (ordered.get(at)) {
      writeAlone(ordered, at + 1, results, format, output, to);
    }
  }

  private static void writeOwn(
      List<? extends Rows<?>> results, Format format, Output output, OutputStream to)
      throws IOException {
    try (Call call = new Call()) {
      Struct array = call.struct(Math.max(1, results.size()) * Long.BYTES);
      int at = 0;
      for (Rows<?> rows : results) {
        long address = call.use(rows);
        Abi.porto_rows_rewind(address);
        array.set(at, address);
        at += Long.BYTES;
      }
      Struct options = output.struct(call);
      call.check(Abi.porto_rows_write_joined(array.address(), results.size(), format.number(),
          options.address(), Upcalls.WRITE_FN, call.user((Sink) to::write), call.error()));
    } catch (UncheckedIOException carried) {
      throw carried.getCause();
    }
  }

  /** The class of its rows, and how many there are. */
  @Override
  public String toString() {
    return "Rows<" + type.getSimpleName() + ">[" + count + "]";
  }
}
