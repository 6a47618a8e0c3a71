package porto;

import java.time.LocalDate;
import java.time.YearMonth;

/** Which stored events; what is not said does not restrict. */
public final class EventFilter {
  private String company;
  private String source;
  private String domain;
  private String meter;
  private YearMonth from;
  private YearMonth through;
  private LocalDate on;
  private boolean voided;
  private long importNumber;
  private long after;
  private long limit;

  /** Nothing is chosen. */
  public EventFilter() {}

  /**
   * Whose they are now.
   *
   * @param value the id of the company
   * @return this
   */
  public EventFilter company(String value) {
    company = value;
    return this;
  }

  /**
   * Of a source.
   *
   * @param value the source
   * @return this
   */
  public EventFilter source(String value) {
    source = value;
    return this;
  }

  /**
   * That named a sending domain.
   *
   * @param value the domain
   * @return this
   */
  public EventFilter domain(String value) {
    domain = value;
    return this;
  }

  /**
   * Of a meter.
   *
   * @param value its id
   * @return this
   */
  public EventFilter meter(String value) {
    meter = value;
    return this;
  }

  /**
   * From a month of the ledger's zone on.
   *
   * @param month the first month
   * @return this
   */
  public EventFilter from(YearMonth month) {
    from = month;
    return this;
  }

  /**
   * Through a month of the ledger's zone.
   *
   * @param month the last month
   * @return this
   */
  public EventFilter through(YearMonth month) {
    through = month;
    return this;
  }

  /**
   * Of a day, in place of months.
   *
   * @param day the day
   * @return this
   */
  public EventFilter on(LocalDate day) {
    on = day;
    return this;
  }

  /**
   * Only events that were voided, alone or with their import.
   *
   * @param wanted whether only they
   * @return this
   */
  public EventFilter voided(boolean wanted) {
    voided = wanted;
    return this;
  }

  /**
   * Of an import.
   *
   * @param value the number of the import
   * @return this
   */
  public EventFilter importNumber(long value) {
    importNumber = value;
    return this;
  }

  /**
   * Stored after an event.
   *
   * @param value the seq of that event
   * @return this
   */
  public EventFilter after(long value) {
    after = value;
    return this;
  }

  /**
   * The first so many.
   *
   * @param value how many; 0: 10,000 of a list, all that are written
   * @return this
   */
  public EventFilter limit(long value) {
    limit = value;
    return this;
  }

  Struct struct(Call call) {
    return call.options(Abi.EventFilter.SIZE)
        .set(Abi.EventFilter.COMPANY, company, "company")
        .set(Abi.EventFilter.SOURCE, source, "source")
        .set(Abi.EventFilter.DOMAIN, domain, "domain")
        .set(Abi.EventFilter.METER, meter, "meter")
        .set(Abi.EventFilter.FROM_YYYYMM, from)
        .set(Abi.EventFilter.THROUGH_YYYYMM, through)
        .set(Abi.EventFilter.DAY_YYYYMMDD, on)
        .set(Abi.EventFilter.VOIDED, voided)
        .set(Abi.EventFilter.IMPORT, importNumber)
        .set(Abi.EventFilter.AFTER, after)
        .set(Abi.EventFilter.LIMIT, limit);
  }
}
