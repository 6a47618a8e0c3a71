// Beside the SQLite of the program on the same ledger: what is safe, and how many copies there are.
package porto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

final class SqliteTest extends Case {
  /** A number that SQL gives of a ledger file, read with the SQLite of the program. */
  private static long ask(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.getLong(1);
    }
  }

  private static boolean lacksDriver() {
    try {
      Class.forName("org.sqlite.JDBC");
      return false;
    } catch (ClassNotFoundException error) {
      System.out.println("skipped: no org.sqlite.JDBC (Debian: libxerial-sqlite-jdbc-java)");
      return true;
    }
  }

  /** The files of this process that hold an SQLite, by their names or by what is in them. */
  private static Set<Path> copies() throws IOException {
    Set<Path> found = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      String name = line.substring(line.indexOf('/') + 1);
      if (line.contains("/") && name.contains(".so")) {
        Path file = Path.of("/" + name);
        boolean may = name.contains("sqlite") || name.contains("porto");
        if (may && Files.isReadable(file) && holds(file)) {
          found.add(file.toRealPath());
        }
      }
    }
    return found;
  }

  private static boolean holds(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
        .contains("SQLite format 3");
  }

  @Test
  void howManyThereAre() throws Exception {
    if (lacksDriver()) {
      return;
    }
    ledger();
    equal(ask(file("other.db"), "SELECT 7"), 7L);
    Set<Path> found = copies();
    System.out.println("copies of SQLite in this process: " + found.size() + ": " + found);
    check(found.size() == 1 || found.size() == 2, found);
  }

  @Test
  void aCopyIsReadInThisProcess() throws Exception {
    if (lacksDriver()) {
      return;
    }
    Ledger ledger = ledger();
    ledger.usage().record(event(1, 5));
    ledger.backup(file("copy.db"));
    equal(ask(file("copy.db"), "SELECT quantity FROM v_usage_month"), 5L);
  }

  /**
   * Rule 10 of porto.h forbids it. What it does to locks is not seen by one process alone; all that
   * was acknowledged is in the file all the same.
   */
  @Test
  void theSameFileInThisProcessLosesNothingThatWasStored() throws Exception {
    if (lacksDriver()) {
      return;
    }
    try (Ledger ledger = ledger()) {
      for (int number = 0; number < 20; number++) {
        ledger.usage().record(event(number));
        equal(ask(file("porto.db"), "SELECT count(*) FROM v_usage_month"), 1L);
      }
    }
    Ledger again = closing(Ledger.open(file("porto.db")));
    equal(again.usage().totals().get(0).events(), 20L);
    check(again.verify().sound(), "verify");
  }
}
