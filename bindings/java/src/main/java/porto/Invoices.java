package porto;

import java.time.Instant;
import java.time.YearMonth;
import porto.table.Cause;
import porto.table.ClosedMonth;
import porto.table.InvoiceLine;
import porto.table.Task;
import porto.table.UsageTotal;

/** Invoices and closed months. */
public final class Invoices extends Section {
  Invoices(Ledger ledger) {
    super(ledger);
  }

  /**
   * The invoice of a month of all companies: as it would be now while the month is open, frozen
   * once it is closed.
   *
   * @param month the month
   * @return the invoice
   */
  public Invoice of(YearMonth month) {
    return of(month, null);
  }

  /**
   * The invoice of a month of a company.
   *
   * @param month the month
   * @param company the id of the company; null: of all
   * @return the invoice
   * @throws DataException {@link Status#NOT_FOUND}
   */
  public Invoice of(YearMonth month, String company) {
    try (Call call = call()) {
      Struct state = call.struct(Long.BYTES);
      long options = options(call, company);
      call.check(Abi.porto_invoice_show(call.handle(), Values.yyyymm(month), options, call.out(),
          call.out(), call.out(), state.address(), call.error()));
      return new Invoice(MonthState.of(state.number()), call.take(0, InvoiceLine.class),
          call.take(1, UsageTotal.class), call.take(2, Task.class));
    }
  }

  private static long options(Call call, String company) {
    return ofCompany(call, Abi.InvoiceOptions.SIZE, Abi.InvoiceOptions.COMPANY, company);
  }

  /**
   * Why there are adjustments on the invoice of a month.
   *
   * @param month the month
   * @param company the id of a company; null: of all
   * @return the adjustments, each with what caused it
   */
  public Rows<Cause> causes(YearMonth month, String company) {
    try (Call call = call()) {
      return rows(call, Abi.porto_invoice_causes(call.handle(), Values.yyyymm(month),
          options(call, company), call.out(), call.error()), Cause.class);
    }
  }

  /**
   * Freezes a month that is over by the clock, after all earlier ones.
   *
   * @param month the month
   * @return its lines
   */
  public Closed close(YearMonth month) {
    return close(month, null, new CloseOptions());
  }

  /**
   * Freezes a month that is over, after all earlier ones.
   *
   * @param month the month
   * @param now the time of the call
   * @return its lines
   */
  public Closed close(YearMonth month, Instant now) {
    return close(month, now, new CloseOptions());
  }

  /**
   * Freezes a month that is over, after all earlier ones.
   *
   * @param month the month
   * @param now the time of the call; null: that of {@code options}, or else of the clock
   * @param options how
   * @return its lines
   * @throws DataException {@link Status#MONTH_OPEN}, {@link Status#UNRATED}
   */
  public Closed close(YearMonth month, Instant now, CloseOptions options) {
    try (Call call = call()) {
      int status = call.check(Abi.porto_month_close(call.handle(), Values.yyyymm(month),
          Values.micros(options.now(now)), options.struct(call).address(), call.out(),
          call.out(), call.error()));
      return new Closed(status != Abi.PORTO_EXISTS, call.take(0, InvoiceLine.class),
          call.take(1, Task.class));
    }
  }

  /**
   * All closed months, with the hashes that prove them.
   *
   * @return them, by month
   */
  public Rows<ClosedMonth> closedMonths() {
    return list(Abi::porto_month_list, ClosedMonth.class);
  }
}
