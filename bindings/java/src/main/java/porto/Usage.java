package porto;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a company used in a month, to be rated: {@code Usage.of("messages", 40000).and("storage",
 * new BigDecimal("2.5"))}. A meter that is not named was not used.
 */
public final class Usage {
  private record Used(String meter, String quantity, long[] values, int decimals) {}

  private final List<Used> meters;
  private final int shareDays;
  private final int shareOf;

  private Usage(List<Used> meters, int shareDays, int shareOf) {
    this.meters = meters;
    this.shareDays = shareDays;
    this.shareOf = shareOf;
  }

  /**
   * Nothing.
   *
   * @return usage of no meter
   */
  public static Usage none() {
    return new Usage(List.of(), 0, 0);
  }

  /**
   * So much of the only meter that the tariff prices.
   *
   * @param quantity how much
   * @return the usage
   */
  public static Usage of(long quantity) {
    return none().and(null, quantity);
  }

  /**
   * So much of the only meter that the tariff prices.
   *
   * @param quantity how much
   * @return the usage
   */
  public static Usage of(BigDecimal quantity) {
    return none().and(null, quantity);
  }

  /**
   * So much of a meter.
   *
   * @param meter the id of the meter
   * @param quantity how much
   * @return the usage
   */
  public static Usage of(String meter, long quantity) {
    return none().and(meter, quantity);
  }

  /**
   * And so much of a meter.
   *
   * @param meter the id of the meter; null: the only one that the tariff prices
   * @param quantity how much
   * @return all of it
   */
  public Usage and(String meter, long quantity) {
    return with(new Used(meter, Long.toString(quantity), null, 0));
  }

  /**
   * And so much of a meter.
   *
   * @param meter the id of the meter; null: the only one that the tariff prices
   * @param quantity how much
   * @return all of it
   */
  public Usage and(String meter, BigDecimal quantity) {
    Objects.requireNonNull(quantity, "quantity");
    return with(new Used(meter, Values.text(quantity), null, 0));
  }

  /**
   * And what single events used of a meter, for a charge that prices each one.
   *
   * @param meter the id of the meter; null: the only one that the tariff prices
   * @param decimals of the values: 250 with 2 is 2.50
   * @param values what each event used
   * @return all of it
   */
  public Usage andEvents(String meter, int decimals, long... values) {
    return with(new Used(meter, null, values.clone(), decimals));
  }

  /**
   * The same in a part of the month, by a tariff that prorates.
   *
   * @param days how many days
   * @param of of so many
   * @return the usage of that part
   */
  public Usage share(int days, int of) {
    return new Usage(meters, days, of);
  }

  private Usage with(Used used) {
    List<Used> more = new ArrayList<>(meters);
    more.add(used);
    return new Usage(more, shareDays, shareOf);
  }

  /** An array of porto_usage. */
  static Struct array(Call call, List<Usage> usages) {
    Struct array = call.array(Abi.Usage.SIZE, usages.size());
    for (int i = 0; i < usages.size(); i++) {
      usages.get(i).fill(call, array.at(i * Abi.Usage.SIZE));
    }
    return array;
  }

  private void fill(Call call, Struct usage) {
    Struct array = call.array(Abi.MeterUsage.SIZE, meters.size());
    for (int i = 0; i < meters.size(); i++) {
      fill(call, array.at(i * Abi.MeterUsage.SIZE), meters.get(i));
    }
    usage.set(Abi.Usage.METERS, array.address())
        .set(Abi.Usage.METER_COUNT, (long) meters.size())
        .set(Abi.Usage.SHARE_DAYS, shareDays)
        .set(Abi.Usage.SHARE_OF, shareOf);
  }

  private static void fill(Call call, Struct meter, Used used) {
    meter.set(Abi.MeterUsage.METER, used.meter, "meter")
        .set(Abi.MeterUsage.QUANTITY_TEXT, used.quantity, "quantity")
        .set(Abi.MeterUsage.DECIMALS, used.decimals);
    if (used.values != null) {
      Struct values = call.struct(Math.multiplyExact(Long.BYTES, used.values.length));
      for (int i = 0; i < used.values.length; i++) {
        values.set(i * Long.BYTES, used.values[i]);
      }
      meter.set(Abi.MeterUsage.VALUES, values.address())
          .set(Abi.MeterUsage.VALUE_COUNT, (long) used.values.length);
    }
  }
}
