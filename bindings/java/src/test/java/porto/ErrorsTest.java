// Failures: who acts, what is wrong, and where.
package porto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class ErrorsTest extends Case {
  @Test
  void aConstantForEveryStatusOfTheHeader() {
    Set<Integer> header = Pattern.compile("PORTO_E_\\w+ = (-\\d+)")
        .matcher(read(ROOT.resolve("include/porto/porto.h"))).results()
        .map(found -> Integer.valueOf(found.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> known = Stream.of(Status.values()).filter(status -> status != Status.OTHER)
        .map(Status::code).collect(Collectors.toCollection(TreeSet::new));
    equal(known, header);
    for (int code : header) {
      PortoException failure = PortoException.of(
          new PortoException.Detail(code, "x", "", 0, 0, 0));
      Class<?> group = List.of(CallException.class, DataException.class, MachineException.class,
          InternalException.class).get(code / -100 - 1);
      check(group.isInstance(failure), code);
    }
    PortoException later = PortoException.of(
        new PortoException.Detail(-299, "x", "", 0, 0, 0));
    equal(later.status(), Status.OTHER);
    equal(later.code(), -299);
    check(later instanceof DataException, later);
  }

  @Test
  void whatAnErrorSays() {
    Ledger ledger = ledger();
    PortoException failure =
        fails(Status.NOT_FOUND, () -> ledger.invoices().of(MARCH, "nobody"));
    contains(failure.getMessage(), "nobody");
    failure = fails(Status.BAD_TARIFF,
        () -> ledger.tariffs().add("id = 7", "bad.toml", By.NOBODY));
    contains(failure.getMessage(), "bad.toml:1");
    check(failure instanceof DataException, failure);
    fails(Status.MONTH_OPEN,
        () -> ledger.invoices().close(MARCH.plusMonths(1), NOW, new CloseOptions()));
    failure = fails(Status.INVALID,
        () -> ledger.outlook().report(new ReportOptions(MARCH, MARCH).sort("price")));
    equal(failure.where(), "options.sort");
    check(failure.getMessage().lastIndexOf("options.sort:") == 0, failure.getMessage());
    failure = fails(Status.INVALID,
        () -> ledger.companies().add(Company.of("x".repeat(70_000), null)));
    check(failure.getMessage().lastIndexOf(failure.where() + ":") == 0, failure.getMessage());
    failure = fails(Status.NOT_FOUND, () -> ledger.imports().get(7));
    check(failure.getMessage().startsWith("import: there is no import 7"), failure.getMessage());
  }

  @Test
  void ofTheMachine() throws IOException {
    fails(Status.NOT_FOUND, () -> Ledger.open(file("none.db")));
    Files.writeString(file("text.db"), "no ledger, but long enough to be read ".repeat(100));
    fails(Status.NOT_A_LEDGER, () -> Ledger.open(file("text.db")));
    ledger();
    fails(Status.LEDGER_EXISTS, () -> Ledger.create(file("porto.db")));
    Ledger reader = closing(
        Ledger.open(file("porto.db"), new LedgerOptions().readOnly(true)));
    PortoException failure =
        fails(Status.READ_ONLY, () -> reader.companies().add(Company.of("x", null)));
    check(failure instanceof MachineException, failure);
    failure = fails(Status.IO, () -> reader.usage().importFrom(Input.of(file("none.csv"))));
    equal(failure.systemErrno(), 2);
  }

  @Test
  void withoutALibrary() throws Exception {
    Process child = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
        "-Dporto.library=/none/libporto.so.0", "-Dporto.root=" + ROOT, "-cp",
        System.getProperty("java.class.path"), "porto.ErrorsTest")
        .redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes());
    check(child.waitFor() != 0, said);
    contains(said, "The library of porto cannot be loaded");
    contains(said, "-Dporto.library=");
  }

  /** A relative path is one, and a name is looked for by the loader. */
  @Test
  void placesOfTheLibrary() throws Exception {
    Path library = Path.of(System.getProperty("porto.library")).toAbsolutePath();
    Files.createSymbolicLink(file("libporto.so.0"), library);
    for (String said : List.of("./libporto.so.0", "libporto.so.0")) {
      ProcessBuilder child = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
          "-Dporto.library=" + said, "-Dporto.root=" + ROOT, "-cp",
          System.getProperty("java.class.path"), "porto.ErrorsTest").redirectErrorStream(true);
      child.directory(file("").toFile());
      child.environment().put("LD_LIBRARY_PATH", file("").toString());
      Process running = child.start();
      equal(new String(running.getInputStream().readAllBytes()), Porto.version() + "\n");
      equal(running.waitFor(), 0);
    }
  }

  public static void main(String[] arguments) {
    System.out.println(Porto.version());
  }
}
