// One case of the table: its folder, its handles, and its steps.
package porto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.zone.ZoneRulesException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

final class ConformanceRun {
  static final Args TABLE = table("table.json");

  private static final Set<String> MEMBERS = Set.of(
      "call", "args", "status", "where", "committed", "value", "state", "outcomes", "rows",
      "first_rows", "only", "thrown", "file", "path", "text", "offset", "hex", "forget", "fork",
      "steps", "interrupt", "process", "threads");

  /** What a callback of the table throws. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static Args table(String name) {
    return Args.of(Json.read(Case.read(Case.ROOT.resolve("tests/conformance").resolve(name))));
  }

  private final Path folder;
  private final Map<String, Handle> handles = new ConcurrentHashMap<>();
  private final ConformanceCalls calls = new ConformanceCalls(this);

  ConformanceRun(Path folder) {
    this.folder = folder;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  String document(Args args) {
    return TABLE.object("documents").text(args.text("toml"));
  }

  Handle handle(String name) {
    return handles.get(name);
  }

  void keep(String name, Handle handle) {
    handles.put(name, handle);
  }

  void closeAll() {
    handles.values().forEach(Handle::close);
  }

  void steps(List<?> steps) throws Exception {
    for (Object step : steps) {
      Args of = Args.of(step);
      for (String member : of.members().keySet()) {
        Case.check(MEMBERS.contains(member), "a step has no member " + member);
      }
      List<?> only = of.list("only");
      if (only.isEmpty() || only.contains("java") || only.contains("bindings")) {
        step(of);
      }
    }
  }

  private void step(Args step) throws Exception {
    if (step.has("call")) {
      call(step);
    } else if (step.has("file")) {
      file(step);
    } else if (step.has("interrupt")) {
      ((Ledger) handle(step.text("interrupt"))).interrupt();
    } else if (step.has("forget")) {
      Owned forgotten = handles.remove(step.text("forget")).owned();
      Case.collect(forgotten);
    } else if (step.has("process")) {
      process(step.list("process"));
    } else if (step.has("threads")) {
      threads(step);
    } else {
      throw new AssertionError("no such step: " + step);
    }
  }

  private void file(Args step) throws IOException {
    Path path = path(step.text("path"));
    switch (step.text("file")) {
      case "write" -> Files.writeString(path, step.text("text"));
      case "remove" -> Files.delete(path);
      case "absent" -> Case.check(!Files.exists(path), step);
      case "patch" -> {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
          byte[] bytes = HexFormat.of().parseHex(step.text("hex"));
          file.write(ByteBuffer.wrap(bytes), step.number("offset"));
        }
      }
      default -> throw new AssertionError(step);
    }
  }

  private void process(List<?> steps) throws Exception {
    Process child = Case.java("porto.ConformanceRun", folder.toString(), Json.write(steps));
    child.getInputStream().transferTo(System.out);
    Case.equal(child.waitFor(), 0);
  }

  /** The process of a step: it takes the steps and exits, without closing anything. */
  public static void main(String[] arguments) throws Exception {
    new ConformanceRun(Path.of(arguments[0])).steps((List<?>) Json.read(arguments[1]));
    Runtime.getRuntime().halt(0);
  }

  private void threads(Args step) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new java.util.ArrayList<>();
    for (int i = 0; i < step.number("threads"); i++) {
      String text = Json.write(step.list("steps")).replace("{thread}", Integer.toString(i));
      Thread thread = new Thread(() -> {
        try {
          steps((List<?>) Json.read(text));
        } catch (Throwable error) {
          failure.set(error);
        }
      });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }

  /** A callback that throws, or takes its steps the first time it is called. */
  private Runnable callback(Object what) {
    Queue<List<?>> left = new ArrayDeque<>();
    if (what instanceof List<?> steps) {
      left.add(steps);
    }
    return () -> {
      if ("throw".equals(what)) {
        throw new Thrown();
      }
      try {
        if (!left.isEmpty()) {
          steps(left.remove());
        }
      } catch (Exception failure) {
        throw new AssertionError(failure);
      }
    };
  }

  Progress progress(Args options) {
    if (!options.has("on_progress")) {
      return null;
    }
    Runnable run = callback(options.get("on_progress"));
    return (done, total) -> run.run();
  }

  /** What is written to, which calls the callback of the table for each piece. */
  OutputStream output(Args args, ByteArrayOutputStream kept) {
    Runnable run = callback(args.get("write"));
    return new OutputStream() {
      @Override
      public void write(int unit) {
        throw new AssertionError("a byte at a time");
      }

      @Override
      public void write(byte[] from, int offset, int size) {
        kept.write(from, offset, size);
        run.run();
      }
    };
  }

  Input input(Args input) {
    if (input.has("path")) {
      return Input.of(path(input.text("path")));
    }
    if (input.has("bytes")) {
      return Input.of(input.text("name"), input.text("bytes").getBytes(StandardCharsets.UTF_8));
    }
    Queue<byte[]> pieces = new ArrayDeque<>();
    input.list("read").forEach(
        piece -> pieces.add(((String) piece).getBytes(StandardCharsets.UTF_8)));
    Runnable end = callback(input.get("then"));
    return Input.of(input.text("name"), new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("a byte at a time");
      }

      @Override
      public int read(byte[] to, int offset, int size) {
        byte[] piece = pieces.poll();
        if (piece == null) {
          end.run();
          return -1;
        }
        System.arraycopy(piece, 0, to, offset, piece.length);
        return piece.length;
      }
    });
  }

  private void call(Args step) throws Exception {
    ConformanceCalls.Result result = new ConformanceCalls.Result();
    String status;
    String where = null;
    String committed = null;
    boolean thrown = false;
    try {
      result = calls.call(step.text("call"), step.object("args"));
      status = result.status;
    } catch (PortoException failure) {
      status = failure.statusName();
      where = failure.where();
      committed = Long.toString(failure.committed());
    } catch (IllegalStateException closedOrInUse) {
      status = "invalid_argument";
    } catch (ZoneRulesException noZone) {
      status = "unknown_zone";
    } catch (IllegalArgumentException noCurrency) {
      status = "unknown_currency";
    } catch (Thrown carried) {
      status = "cancelled";
      thrown = true;
    }
    Case.check(thrown == step.has("thrown"), (thrown ? "thrown" : "not thrown") + ": " + step);
    Case.check(status.equals(step.text("status")), status + " of " + step);
    compare(step, "where", where);
    compare(step, "committed", committed);
    compare(step, "value", result.value);
    compare(step, "state", result.state);
    if (step.has("outcomes")) {
      Case.equal(result.outcomes, step.list("outcomes"));
    }
    for (Map.Entry<String, Object> table : step.object("rows").members().entrySet()) {
      List<?> rows = result.rows.get(table.getKey());
      Case.check(rows != null, "no rows " + table.getKey() + ": " + step);
      compareRows(step, rows, Args.of(table.getValue()));
    }
  }

  private static void compare(Args step, String name, String is) {
    if (step.has(name)) {
      Case.check(step.text(name).equals(is), name + " is " + is + ": " + step);
    }
  }

  private static void compareRows(Args step, List<?> rows, Args wanted) throws Exception {
    List<?> expected = wanted.list("rows");
    Case.check(rows.size() == expected.size()
        || step.has("first_rows") && rows.size() > expected.size(), rows + " of " + step);
    for (int i = 0; i < expected.size(); i++) {
      List<?> texts = (List<?>) expected.get(i);
      Case.equal(texts.size(), wanted.list("columns").size());
      for (int k = 0; k < texts.size(); k++) {
        String column = (String) wanted.list("columns").get(k);
        Object cell = cell(rows.get(i), column);
        Case.check(same(cell, (String) texts.get(k), column), column + " of " + rows + ": " + step);
      }
    }
  }

  private static Object cell(Object row, String column) throws ReflectiveOperationException {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      if (RowReader.columnName(component.getName()).equals(column)) {
        return component.getAccessor().invoke(row);
      }
    }
    throw new AssertionError("no column " + column);
  }

  /** Whether a cell of Java is what the library says as text. */
  private static boolean same(Object cell, String text, String column) {
    if (cell == null || text == null) {
      return cell == null && text == null;
    }
    if (cell instanceof BigDecimal number) {
      return number.toPlainString().equals(text);
    }
    if (cell instanceof LocalDate day && text.length() == "2026-03".length()) {
      YearMonth month = YearMonth.parse(text);
      return day.equals(column.equals("from") ? month.atDay(1) : month.atEndOfMonth());
    }
    return cell instanceof Instant
        ? cell.equals(Instant.parse(text)) : cell.toString().equals(text);
  }
}
