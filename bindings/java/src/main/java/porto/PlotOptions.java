package porto;

import java.math.BigDecimal;

/** What is drawn of a tariff. */
public final class PlotOptions {
  private String meter;
  private BigDecimal from;
  private BigDecimal to;

  /** Nothing is chosen. */
  public PlotOptions() {}

  /**
   * The meter.
   *
   * @param value its id; the only one that the tariff prices unless it is said
   * @return this
   */
  public PlotOptions meter(String value) {
    meter = value;
    return this;
  }

  /**
   * The least quantity.
   *
   * @param value the quantity; 0 unless it is said
   * @return this
   */
  public PlotOptions from(BigDecimal value) {
    from = value;
    return this;
  }

  /**
   * The largest quantity.
   *
   * @param value the quantity; so that all prices are seen unless it is said
   * @return this
   */
  public PlotOptions to(BigDecimal value) {
    to = value;
    return this;
  }

  Struct struct(Call call) {
    return call.options(Abi.PlotOptions.SIZE)
        .set(Abi.PlotOptions.METER, meter, "meter")
        .set(Abi.PlotOptions.FROM, Values.text(from), "from")
        .set(Abi.PlotOptions.TO, Values.text(to), "to");
  }
}
