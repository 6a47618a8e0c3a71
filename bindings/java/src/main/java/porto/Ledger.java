package porto;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.function.BiConsumer;
import porto.table.ChangeRecord;
import porto.table.Copied;
import porto.table.Finding;
import porto.table.LedgerInfo;
import porto.table.Migrated;
import porto.table.Pruned;
import porto.table.StorageFact;
import porto.table.StorageLane;

/**
 * An open ledger: companies, tariffs, subscriptions, usage and closed months in one file.
 *
 * <pre>{@code
 * try (Ledger ledger = Ledger.open(Path.of("porto.db"))) {
 *   for (InvoiceLine line : ledger.invoices().of(YearMonth.of(2026, 3)).lines()) {
 *     System.out.println(line.company() + " " + line.netAmount() + " " + line.currency());
 *   }
 * }
 * }</pre>
 *
 * <p>One thread at a time uses a ledger; a second one, and a callback of a call that goes on, gets
 * an {@link IllegalStateException}. {@link #interrupt} is for any thread. Where the thread of a
 * call is interrupted, the call ends soon with {@link CancelledException}, and the thread stays
 * interrupted.
 */
public final class Ledger extends Handle {
  private Ledger(long address, Path path) {
    super(owned(address, path));
    Interrupts.watch(owned());
  }

  private static Owned owned(long address, Path path) {
    return new Owned(address, path == null ? "the ledger in memory" : "the ledger " + path,
        Abi::porto_ledger_close, Abi::porto_ledger_interrupt, true);
  }

  private interface Opening {
    int open(long path, long pathLength, long options, long out, long err);
  }

  private static Ledger open(Opening function, byte[] name, Path path, LedgerOptions options) {
    try (Call call = new Call()) {
      Scratch.Text bytes = call.bytes(name);
      Struct out = call.struct(Long.BYTES);
      call.check(function.open(bytes.address(), bytes.length(), options.struct(call).address(),
          out.address(), call.error()));
      return new Ledger(out.longNumber(), path);
    }
  }

  /**
   * Makes a new ledger file in SEK and the zone Europe/Stockholm, and opens it.
   *
   * @param path the file
   * @return the ledger, to be closed
   * @throws DataException {@link Status#LEDGER_EXISTS}
   */
  public static Ledger create(Path path) {
    return create(path, new LedgerOptions());
  }

  /**
   * Makes a new ledger file and opens it.
   *
   * @param path the file
   * @param options its zone, its currency and its rules
   * @return the ledger, to be closed
   * @throws DataException {@link Status#LEDGER_EXISTS}
   */
  public static Ledger create(Path path, LedgerOptions options) {
    return open(Abi::porto_ledger_create, Utf8.path(path), path, options);
  }

  /**
   * Makes a ledger in memory, which goes as it is closed.
   *
   * @param options its zone, its currency and its rules
   * @return the ledger, to be closed
   */
  public static Ledger inMemory(LedgerOptions options) {
    byte[] name = ":memory:".getBytes(StandardCharsets.US_ASCII);
    return open(Abi::porto_ledger_create, name, null, options);
  }

  /**
   * Opens a ledger file.
   *
   * @param path the file
   * @return the ledger, to be closed
   * @throws DataException {@link Status#NOT_FOUND}, {@link Status#NOT_A_LEDGER}
   */
  public static Ledger open(Path path) {
    return open(path, new LedgerOptions());
  }

  /**
   * Opens a ledger file.
   *
   * @param path the file
   * @param options whether it is read only, and how long calls wait
   * @return the ledger, to be closed
   * @throws DataException {@link Status#NOT_FOUND}, {@link Status#NOT_A_LEDGER}
   */
  public static Ledger open(Path path, LedgerOptions options) {
    return open(Abi::porto_ledger_open, Utf8.path(path), path, options);
  }

  /**
   * Ends the call that goes on, with {@link CancelledException}, from any thread. Of an import,
   * what was committed stays; of any other call nothing is changed.
   */
  public void interrupt() {
    owned().interrupt();
  }

  /** Its file. */
  @Override
  public String toString() {
    return owned().toString();
  }

  /**
   * The companies.
   *
   * @return a part of this ledger
   */
  public Companies companies() {
    return new Companies(this);
  }

  /**
   * What events count.
   *
   * @return a part of this ledger
   */
  public Meters meters() {
    return new Meters(this);
  }

  /**
   * The tariff documents.
   *
   * @return a part of this ledger
   */
  public Tariffs tariffs() {
    return new Tariffs(this);
  }

  /**
   * Which companies are on which tariffs.
   *
   * @return a part of this ledger
   */
  public Subscriptions subscriptions() {
    return new Subscriptions(this);
  }

  /**
   * Which companies have which sending domains.
   *
   * @return a part of this ledger
   */
  public Domains domains() {
    return new Domains(this);
  }

  /**
   * One-time lines.
   *
   * @return a part of this ledger
   */
  public Items items() {
    return new Items(this);
  }

  /**
   * What was used.
   *
   * @return a part of this ledger
   */
  public MeteredUsage usage() {
    return new MeteredUsage(this);
  }

  /**
   * The import log.
   *
   * @return a part of this ledger
   */
  public Imports imports() {
    return new Imports(this);
  }

  /**
   * The stored events.
   *
   * @return a part of this ledger
   */
  public Events events() {
    return new Events(this);
  }

  /**
   * Invoices and closed months.
   *
   * @return a part of this ledger
   */
  public Invoices invoices() {
    return new Invoices(this);
  }

  /**
   * Exports for accounting systems.
   *
   * @return a part of this ledger
   */
  public Books books() {
    return new Books(this);
  }

  /**
   * The running month, open tasks, other tariffs, reports.
   *
   * @return a part of this ledger
   */
  public Outlook outlook() {
    return new Outlook(this);
  }

  /**
   * Its zone, currency, versions and rules.
   *
   * @return one row
   */
  public LedgerInfo info() {
    try (Call call = new Call(this)) {
      int status = Abi.porto_ledger_info(call.handle(), call.out(), call.error());
      return Section.rows(call, status, LedgerInfo.class).get(0);
    }
  }

  /**
   * Where a ledger is stored, and how that is.
   *
   * @param facts what is known of its file or server
   * @param lanes its lanes
   */
  public record Storage(Rows<StorageFact> facts, Rows<StorageLane> lanes) {}

  /**
   * Where it is stored, and how that is: its file or server, sizes, lanes, standbys.
   *
   * @return two tables
   */
  public Storage storage() {
    try (Call call = new Call(this)) {
      call.check(
          Abi.porto_ledger_storage(call.handle(), call.out(), call.out(), call.error()));
      return new Storage(call.take(0, StorageFact.class), call.take(1, StorageLane.class));
    }
  }

  /**
   * The month in which a time lies, by the clocks of the ledger's zone.
   *
   * @param time the time
   * @return the month
   * @throws CallException {@link Status#BAD_TIME}: before 1970, after 2199
   */
  public YearMonth monthOf(Instant time) {
    try (Call call = new Call(this)) {
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_ledger_month_of(
          call.handle(), Values.micros(time), out.address(), call.error()));
      return Values.month(out.number());
    }
  }

  /**
   * The changes that are kept: of subscriptions, domains, tariffs, items and companies.
   *
   * @param after only those with a higher number
   * @param limit the first so many; 0: all
   * @return them, from the first to the last
   */
  public Rows<ChangeRecord> changes(long after, long limit) {
    try (Call call = new Call(this)) {
      return Section.rows(call, Abi.porto_change_list(call.handle(),
          Section.listOptions(call, after, limit), call.out(), call.error()), ChangeRecord.class);
    }
  }

  /**
   * What was verified.
   *
   * @param sound whether nothing differs
   * @param findings what differs, what was checked, and the digests to keep elsewhere
   */
  public record Verification(boolean sound, Rows<Finding> findings) {}

  /**
   * Checks everything that is stored.
   *
   * @return what was found
   */
  public Verification verify() {
    return verify(new VerifyOptions());
  }

  /**
   * Checks everything that is stored, and all of it with digests that were kept elsewhere.
   *
   * @param options the digests, and how much is told
   * @return what was found
   */
  public Verification verify(VerifyOptions options) {
    try (Call call = new Call(this)) {
      int status = call.check(Abi.porto_ledger_verify(
          call.handle(), options.struct(call).address(), call.out(), call.error()));
      return new Verification(status == Abi.PORTO_OK, call.take(0, Finding.class));
    }
  }

  /**
   * A company's month with everything its lines were computed from.
   *
   * @param month the month
   * @param company the id of the company
   * @param format {@link Format#HTML} for the customer, {@link Format#JSON}, {@link Format#CSV}
   * @param output how it is written where the format leaves a choice
   * @return the statement
   */
  public String statement(YearMonth month, String company, Format format, Output output) {
    Picture.Text text = new Picture.Text();
    try (Call call = new Call(this)) {
      Scratch.Text who = call.text(company, "company");
      long options = call.options(Abi.StatementOptions.SIZE).address();
      call.check(Abi.porto_ledger_statement(call.handle(), Values.yyyymm(month), who.address(),
          who.length(), options, format.number(), output.struct(call).address(),
          Upcalls.WRITE_FN, call.user(text.sink()), call.error()));
      return text.toString();
    }
  }

  /**
   * The statements of all companies with lines or usage in a month, as of one moment.
   *
   * @param month the month
   * @param format as {@link #statement}
   * @param output how it is written where the format leaves a choice
   * @param take takes the id of each company and its statement; what it throws stops the work
   */
  public void statements(
      YearMonth month, Format format, Output output, BiConsumer<String, String> take) {
    Upcalls.BytesTaker taker =
        (company, bytes) -> take.accept(company, new String(bytes, StandardCharsets.UTF_8));
    try (Call call = new Call(this)) {
      long options = call.options(Abi.StatementOptions.SIZE).address();
      call.check(Abi.porto_ledger_statements(call.handle(), Values.yyyymm(month), options,
          format.number(), output.struct(call).address(), Upcalls.STATEMENT_FN,
          call.user(taker), call.error()));
    }
  }

  /**
   * Removes the events of all months before one; totals, lines and hashes stay.
   *
   * @param before the first month whose events stay
   * @param now the time of the call; null: that of the clock
   * @param progress is told how far it is, in events; null: nobody
   * @return what was removed
   */
  public Pruned prune(YearMonth before, Instant now, Progress progress) {
    try (Call call = new Call(this)) {
      Struct options = call.options(Abi.PruneOptions.SIZE);
      call.progress(options, Abi.PruneOptions.ON_PROGRESS, progress);
      int status = Abi.porto_ledger_prune(call.handle(), Values.yyyymm(before),
          Values.micros(Values.nowOr(now)), options.address(), call.out(), call.error());
      return Section.rows(call, status, Pruned.class).get(0);
    }
  }

  /**
   * Copies the ledger, as it is at one moment, to a new file.
   *
   * @param file the new file
   * @throws DataException {@link Status#LEDGER_EXISTS}
   */
  public void backup(Path file) {
    backup(file, null);
  }

  /**
   * Copies the ledger, as it is at one moment, to a new file.
   *
   * @param file the new file
   * @param progress is told how far it is, in pages; null: nobody
   * @throws DataException {@link Status#LEDGER_EXISTS}
   */
  public void backup(Path file, Progress progress) {
    try (Call call = new Call(this)) {
      Scratch.Text name = call.bytes(Utf8.path(file));
      Struct options = call.options(Abi.BackupOptions.SIZE);
      call.progress(options, Abi.BackupOptions.ON_PROGRESS, progress);
      call.check(Abi.porto_ledger_backup(
          call.handle(), name.address(), name.length(), options.address(), call.error()));
    }
  }

  /**
   * A copy of a ledger.
   *
   * @param copied how much it has
   * @param verification what verifying it found; no finding if it was not verified
   */
  public record LedgerCopy(Copied copied, Verification verification) {}

  /**
   * Makes a copy of a ledger where there is none yet, as it is at one moment, and verifies it.
   *
   * @param from the ledger: the path of a file or the URL of a server
   * @param to the same of the copy
   * @param verify whether it is verified
   * @param progress is told how far it is, in events; null: nobody
   * @return what was copied
   * @throws DataException {@link Status#LEDGER_EXISTS}, {@link Status#NOT_FOUND}
   */
  public static LedgerCopy copy(String from, String to, boolean verify, Progress progress) {
    return copy(from, to, verify, null, 0, progress);
  }

  /**
   * The same.
   *
   * @param from the ledger
   * @param to the copy
   * @param verify whether it is verified
   * @param busyTimeout how long to wait for another process that writes; null: 10 seconds
   * @param limit how many findings there are at most; 0: as many as verifying gives
   * @param progress is told how far it is, in events; null: nobody
   * @return what was copied
   */
  public static LedgerCopy copy(String from, String to, boolean verify, Duration busyTimeout,
      int limit, Progress progress) {
    try (Call call = new Call()) {
      Scratch.Text source = call.text(from, "from");
      Scratch.Text target = call.text(to, "to");
      Struct options = call.options(Abi.CopyOptions.SIZE)
          .set(Abi.CopyOptions.SKIP_VERIFY, verify ? 0 : 1)
          .set(Abi.CopyOptions.LIMIT, limit);
      if (busyTimeout != null) {
        options.set(Abi.CopyOptions.BUSY_TIMEOUT_MS, LedgerOptions.milliseconds(busyTimeout));
      }
      call.progress(options, Abi.CopyOptions.ON_PROGRESS, progress);
      int status = call.check(Abi.porto_ledger_copy(source.address(), source.length(),
          target.address(), target.length(), options.address(), call.out(), call.out(),
          call.error()));
      try (Rows<Copied> copied = call.take(0, Copied.class)) {
        Copied counts = copied.get(0);
        return new LedgerCopy(counts,
            new Verification(status == Abi.PORTO_OK, call.take(1, Finding.class)));
      }
    }
  }

  /**
   * Brings the tables of a ledger to the version of the library, as their owner: of one on a server
   * nothing else does.
   *
   * @param ledger the path of a file or the URL of a server
   * @return the versions
   * @throws MachineException {@link Status#READ_ONLY}: the tables belong to another role
   */
  public static Migrated migrate(String ledger) {
    return migrate(ledger, null);
  }

  /**
   * The same.
   *
   * @param ledger the path of a file or the URL of a server
   * @param busyTimeout how long to wait for another process that writes; null: 10 seconds
   * @return the versions
   */
  public static Migrated migrate(String ledger, Duration busyTimeout) {
    try (Call call = new Call()) {
      Scratch.Text path = call.text(ledger, "ledger");
      Struct options = call.options(Abi.MigrateOptions.SIZE);
      if (busyTimeout != null) {
        options.set(Abi.MigrateOptions.BUSY_TIMEOUT_MS, LedgerOptions.milliseconds(busyTimeout));
      }
      int status = Abi.porto_ledger_migrate(
          path.address(), path.length(), options.address(), call.out(), call.error());
      try (Rows<Migrated> versions = Section.rows(call, status, Migrated.class)) {
        return versions.get(0);
      }
    }
  }
}
