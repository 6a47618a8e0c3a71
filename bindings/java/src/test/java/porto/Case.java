// What the tests share: a folder of their own, a ledger, and what they check with.
package porto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

abstract class Case {
  /** The top of the tree, whose tariffs, header and table the tests read. */
  static final Path ROOT = Path.of(System.getProperty("porto.root")).toAbsolutePath();
  static final String TARIFF = read(ROOT.resolve("examples/tariffs/vitec-epost.toml"));
  static final YearMonth MARCH = YearMonth.of(2026, 3);
  static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");
  static final By ANNA = By.of("anna", "a test").withAt(NOW);

  private final Path folder;
  private final List<Handle> opened = new ArrayList<>();

  Case() {
    try {
      folder = Files.createTempDirectory("porto-java");
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  final Path file(String name) {
    return folder.resolve(name);
  }

  /** Has something closed at the end. */
  final <T extends Handle> T closing(T object) {
    opened.add(object);
    return object;
  }

  /** A ledger with a company on a tariff. */
  final Ledger ledger() {
    return ledger(new LedgerOptions());
  }

  final Ledger ledger(LedgerOptions options) {
    Ledger made = closing(Ledger.create(file("porto.db"), options));
    made.tariffs().add(TARIFF, "mail.toml", By.NOBODY);
    made.companies().add(Company.of("bolag-17", "Eken Bostad AB"));
    made.subscriptions().add(Subscription.of("bolag-17", "vitec-epost", MARCH));
    return made;
  }

  /** An event of March. */
  static Event event(int number, long quantity) {
    Instant at = Instant.parse("2026-03-02T00:00:00Z").plusSeconds(number);
    return Event.of("e-" + number, at, quantity, "bolag-17");
  }

  static Event event(int number) {
    return event(number, 1);
  }

  static void check(boolean right, Object what) {
    if (!right) {
      throw new AssertionError(what);
    }
  }

  static void equal(Object is, Object wanted) {
    if (!Objects.equals(is, wanted)) {
      throw new AssertionError("is " + is + ", wanted " + wanted);
    }
  }

  static void contains(String text, String part) {
    check(text.contains(part), "no \"" + part + "\" in: " + text);
  }

  /** A piece of code that may throw. */
  interface Body {
    void run() throws Exception;
  }

  /** What a piece of code throws, which must be of that class. */
  static <T extends Throwable> T thrown(Class<T> type, Body body) {
    try {
      body.run();
    } catch (Throwable failure) {
      if (type.isInstance(failure)) {
        return type.cast(failure);
      }
      throw new AssertionError("not " + type.getSimpleName() + " but", failure);
    }
    throw new AssertionError("no " + type.getSimpleName());
  }

  /** The failure of a piece of code, which must have that status. */
  static PortoException fails(Status status, Body body) {
    PortoException failure = thrown(PortoException.class, body);
    equal(failure.status(), status);
    return failure;
  }

  /** Collects garbage until a handle that nobody has any more is closed. */
  static void collect(Owned forgotten) throws InterruptedException {
    for (int i = 0; i < 100 && !forgotten.isClosed(); i++) {
      System.gc();
      Thread.sleep(50);
    }
    check(forgotten.isClosed(), forgotten + " is still open");
  }

  /** Another Java with this class path, and the arguments behind it. */
  static Process java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-Dporto.library=" + System.getProperty("porto.library"),
        "-Dporto.root=" + ROOT, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Closes what is open and removes the folder. */
  final void end() throws IOException {
    for (Handle object : opened) {
      object.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
