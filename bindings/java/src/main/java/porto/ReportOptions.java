package porto;

import java.time.YearMonth;

/** What is summed up, and how. */
public final class ReportOptions {
  private final YearMonth from;
  private final YearMonth through;
  private String by;
  private String company;
  private String tariff;
  private String pivot;
  private String measure;
  private String compare;
  private String sort;
  private boolean descending;
  private long limit;
  private boolean byUsageMonth;

  /**
   * Of some months.
   *
   * @param from the first month
   * @param through the last month, which is included
   */
  public ReportOptions(YearMonth from, YearMonth through) {
    this.from = from;
    this.through = through;
  }

  /**
   * What a row is of.
   *
   * @param value a list of "month", "company", "tariff", "charge", "meter" and "domain", such as
   *     "month,company"; "month" unless it is said
   * @return this
   */
  public ReportOptions by(String value) {
    by = value;
    return this;
  }

  /**
   * Only of a company.
   *
   * @param value its id
   * @return this
   */
  public ReportOptions company(String value) {
    company = value;
    return this;
  }

  /**
   * Only of a tariff.
   *
   * @param value its id
   * @return this
   */
  public ReportOptions tariff(String value) {
    tariff = value;
    return this;
  }

  /**
   * One of the keys whose values become columns.
   *
   * @param value the key
   * @return this
   */
  public ReportOptions pivot(String value) {
    pivot = value;
    return this;
  }

  /**
   * What the cells of a pivot or the bars of a picture are.
   *
   * @param value "amount", which is the default, or "quantity"
   * @return this
   */
  public ReportOptions measure(String value) {
    measure = value;
    return this;
  }

  /**
   * With which months they are compared.
   *
   * @param value "previous" or "year"
   * @return this
   */
  public ReportOptions compare(String value) {
    compare = value;
    return this;
  }

  /**
   * By what rows are sorted.
   *
   * @param value "amount", "quantity", "difference" or one of the keys
   * @return this
   */
  public ReportOptions sort(String value) {
    sort = value;
    return this;
  }

  /**
   * The largest first.
   *
   * @param wanted whether they are
   * @return this
   */
  public ReportOptions descending(boolean wanted) {
    descending = wanted;
    return this;
  }

  /**
   * The first so many rows, and the rest as one.
   *
   * @param value how many; 0: all
   * @return this
   */
  public ReportOptions limit(long value) {
    limit = value;
    return this;
  }

  /**
   * Puts adjustments in the month whose usage they settle.
   *
   * @param wanted whether they are there
   * @return this
   */
  public ReportOptions byUsageMonth(boolean wanted) {
    byUsageMonth = wanted;
    return this;
  }

  Struct struct(Call call) {
    return call.options(Abi.ReportOptions.SIZE)
        .set(Abi.ReportOptions.FROM_YYYYMM, from)
        .set(Abi.ReportOptions.THROUGH_YYYYMM, through)
        .set(Abi.ReportOptions.BY, by, "by")
        .set(Abi.ReportOptions.COMPANY, company, "company")
        .set(Abi.ReportOptions.TARIFF, tariff, "tariff")
        .set(Abi.ReportOptions.PIVOT, pivot, "pivot")
        .set(Abi.ReportOptions.MEASURE, measure, "measure")
        .set(Abi.ReportOptions.COMPARE, compare, "compare")
        .set(Abi.ReportOptions.SORT, sort, "sort")
        .set(Abi.ReportOptions.DESCENDING, descending)
        .set(Abi.ReportOptions.LIMIT, limit)
        .set(Abi.ReportOptions.BY_USAGE_MONTH, byUsageMonth);
  }
}
