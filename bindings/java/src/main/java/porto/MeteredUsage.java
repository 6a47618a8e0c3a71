package porto;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import porto.table.Effect;
import porto.table.ImportReportRow;
import porto.table.Reconciled;
import porto.table.ReportRow;
import porto.table.UnassignedUsage;
import porto.table.UsageTotal;

/** What was used: recording, importing, totals, and the counts of somebody else. */
public final class MeteredUsage extends Section {
  private static final int BATCH = 10_000;

  MeteredUsage(Ledger ledger) {
    super(ledger);
  }

  /**
   * Records one event, at the time of the clock.
   *
   * @param event the event
   * @return what became of it
   */
  public Recorded record(Event event) {
    return record(List.of(event), null);
  }

  /**
   * Records events in one transaction, at the time of the clock. The same events again count once.
   * An event that cannot be is refused by itself, {@link Outcome#REJECTED}; one that is null, or
   * has no id or time, is refused with all of the call, and the exception says which.
   *
   * @param events the events
   * @return what was stored, and what was not and why
   */
  public Recorded record(Collection<Event> events) {
    return record(events, null);
  }

  /**
   * Records events in one transaction.
   *
   * @param events the events
   * @param now the time of the call; null: that of the clock
   * @return what was stored, and what was not and why
   */
  public Recorded record(Collection<Event> events, Instant now) {
    return Recording.one(ledger(), Abi::porto_usage_record, events, now);
  }

  /**
   * Records any number of events, a transaction for each 10,000. What an exception leaves stored
   * {@link PortoException#committed} says, also of one that the stream throws, which has it as a
   * suppressed {@link CancelledException}; the same events again count once. {@link
   * Ledger#interrupt} and an interrupted thread end it between two transactions, too.
   *
   * @param events the events
   * @return what was stored, and what was not and why; without the outcome of each
   */
  public Recorded recordAll(Stream<Event> events) {
    return recordAll(events, BATCH, null);
  }

  /**
   * Records any number of events, batch by batch.
   *
   * @param events the events
   * @param batch how many events a transaction has
   * @param now the time of the call; null: that of the clock
   * @return what was stored, and what was not and why; without the outcome of each
   */
  public Recorded recordAll(Stream<Event> events, int batch, Instant now) {
    Iterator<Event> all = events.iterator();
    return Recording.many(ledger(), Abi::porto_usage_record, all, batch, now);
  }

  /**
   * What an import did.
   *
   * @param complete false: some rows were rejected or conflict
   * @param report what it did, in numbers
   * @param effect what the usage of closed months that was stored does to them
   */
  public record Imported(boolean complete, Rows<ImportReportRow> report, Rows<Effect> effect) {
    /**
     * A number of the report.
     *
     * @param entry "rows", "stored", "duplicate", "conflict", "rejected" ...
     * @return the sum of the rows with this entry
     */
    public long count(String entry) {
      return report.stream()
          .filter(row -> row.entry().equals(entry) && row.value() != null)
          .mapToLong(row -> row.value().longValueExact()).sum();
    }
  }

  /**
   * Imports usage events, batch by batch.
   *
   * @param inputs what is imported
   * @return what was stored, and what was not
   */
  public Imported importFrom(Input... inputs) {
    return importFrom(List.of(inputs), new ImportOptions());
  }

  /**
   * Imports usage events, batch by batch.
   *
   * @param inputs what is imported
   * @param options how
   * @return what was stored, and what was not
   */
  public Imported importFrom(List<Input> inputs, ImportOptions options) {
    try (Call call = call()) {
      long array = Input.array(call, inputs).address();
      int status = call.check(Abi.porto_usage_import(call.handle(), array, inputs.size(),
          options.struct(call).address(), call.out(), call.out(), call.error()));
      return new Imported(status == Abi.PORTO_OK, call.take(0, ImportReportRow.class),
          call.take(1, Effect.class));
    }
  }

  /**
   * Metered totals, by month, company and meter.
   *
   * @return them
   */
  public Rows<UsageTotal> totals() {
    return totals(null, null);
  }

  /**
   * Metered totals, by month, company and meter.
   *
   * @param month of a month; null: of all
   * @param company of a company; null: of all
   * @return them
   */
  public Rows<UsageTotal> totals(YearMonth month, String company) {
    try (Call call = call()) {
      long filter = call.options(Abi.UsageFilter.SIZE)
          .set(Abi.UsageFilter.MONTH_YYYYMM, month)
          .set(Abi.UsageFilter.COMPANY, company, "company")
          .address();
      return rows(call, Abi.porto_usage_list(call.handle(), filter, call.out(), call.error()),
          UsageTotal.class);
    }
  }

  /**
   * Usage of sending domains on days on which they belong to no company.
   *
   * @return it, by domain, month and meter
   */
  public Rows<UnassignedUsage> unassigned() {
    return list(Abi::porto_usage_unassigned, UnassignedUsage.class);
  }

  /**
   * The counts of somebody else beside what was metered.
   *
   * @param same whether none differs
   * @param rows what was compared
   * @param report what the comparison gave, in numbers
   */
  public record Reconciliation(boolean same, Rows<Reconciled> rows, Rows<ReportRow> report) {}

  /**
   * Compares metered usage with the counts of somebody else.
   *
   * @param counts CSV of monthly counts, or the JSON of Mailgun
   * @param options how
   * @return what differs
   */
  public Reconciliation reconcile(Input counts, ReconcileOptions options) {
    try (Call call = call()) {
      long input = Input.array(call, List.of(counts)).address();
      int status = call.check(Abi.porto_usage_reconcile(call.handle(), input,
          options.struct(call).address(), call.out(), call.out(), call.error()));
      return new Reconciliation(status == Abi.PORTO_OK, call.take(0, Reconciled.class),
          call.take(1, ReportRow.class));
    }
  }
}
