package porto;

import java.time.Instant;
import java.time.YearMonth;
import porto.table.ChargeOutlook;
import porto.table.Notice;
import porto.table.OutlookTotal;
import porto.table.Simulated;
import porto.table.Task;

/** The running month, open tasks, other tariffs, and reports over months. */
public final class Outlook extends Section {
  Outlook(Ledger ledger) {
    super(ledger);
  }

  /**
   * How the charges of the running month stand, and where they lead.
   *
   * @param now the time of the call; null: that of the clock
   * @param company the id of a company; null: of all
   * @return the charges, by company and tariff
   */
  public Rows<ChargeOutlook> charges(Instant now, String company) {
    try (Call call = call()) {
      return rows(call, Abi.porto_outlook_charges(call.handle(),
          Values.micros(Values.nowOr(now)), options(call, company), call.out(), call.error()),
          ChargeOutlook.class);
    }
  }

  /**
   * The totals of each company in the order of the charges, then those of all.
   *
   * @param charges what {@link #charges} gave
   * @return the totals
   */
  public static Rows<OutlookTotal> totals(Rows<ChargeOutlook> charges) {
    return charges.given(Abi::porto_outlook_totals, OutlookTotal.class);
  }

  /**
   * What waits to be done.
   *
   * @param now the time of the call; null: that of the clock
   * @param company the id of a company; null: of all
   * @return the tasks
   */
  public Rows<Task> tasks(Instant now, String company) {
    try (Call call = call()) {
      return rows(call, Abi.porto_outlook_tasks(call.handle(), Values.micros(Values.nowOr(now)),
          options(call, company), call.out(), call.error()), Task.class);
    }
  }

  private static long options(Call call, String company) {
    return ofCompany(call, Abi.OutlookOptions.SIZE, Abi.OutlookOptions.COMPANY, company);
  }

  /**
   * Compares what months cost with what they would cost under another tariff.
   *
   * @param tariff the other tariff
   * @param options which months, and how
   * @return the costs
   */
  public Report<Simulated> simulate(Tariff tariff, SimulateOptions options) {
    try (Call call = call()) {
      long document = call.use(tariff);
      return Report.of(call, Abi.porto_outlook_simulate(call.handle(), document,
          options.struct(call).address(), call.out(), call.out(), call.out(), call.error()),
          Simulated.class);
    }
  }

  /**
   * The same month by month as a picture.
   *
   * @param tariff the other tariff
   * @param options which months
   * @return the picture
   */
  public Picture plotSimulation(Tariff tariff, SimulateOptions options) {
    Picture.Text text = new Picture.Text();
    try (Call call = call()) {
      long document = call.use(tariff);
      call.check(Abi.porto_outlook_plot(call.handle(), document, options.struct(call).address(),
          Upcalls.WRITE_FN, call.user(text.sink()), call.out(), call.error()));
      return new Picture(text.toString(), call.take(0, Notice.class));
    }
  }

  /**
   * Sums of what months were invoiced and of what was used.
   *
   * @param options which months, by what, and how
   * @return the sums; their columns depend on the options
   */
  public Report<Row> report(ReportOptions options) {
    try (Call call = call()) {
      return Report.of(call, Abi.porto_report(call.handle(), options.struct(call).address(),
          call.out(), call.out(), call.out(), call.error()), Row.class);
    }
  }

  /**
   * The sums of a report as a picture.
   *
   * @param options which months, by what, and how
   * @param language "sv" or "en"; null: the one that most tariffs have
   * @return the picture
   */
  public Picture plotReport(ReportOptions options, String language) {
    Picture.Text text = new Picture.Text();
    try (Call call = call()) {
      Scratch.Text words = call.text(language, "language");
      call.check(Abi.porto_report_plot(call.handle(), options.struct(call).address(),
          words.address(), words.length(), Upcalls.WRITE_FN, call.user(text.sink()), call.out(),
          call.error()));
      return new Picture(text.toString(), call.take(0, Notice.class));
    }
  }

  /**
   * A month of all companies as a page for the vendor.
   *
   * @param month the month
   * @param language "sv" or "en"; null: the one that most tariffs have
   * @return the page, HTML
   */
  public String monthPage(YearMonth month, String language) {
    Picture.Text text = new Picture.Text();
    try (Call call = call()) {
      long options = call.options(Abi.PageOptions.SIZE)
          .set(Abi.PageOptions.LANGUAGE, language, "language").address();
      call.check(Abi.porto_month_page(call.handle(), Values.yyyymm(month), options,
          Upcalls.WRITE_FN, call.user(text.sink()), call.error()));
      return text.toString();
    }
  }
}
