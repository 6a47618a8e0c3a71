package porto;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * A company is on a tariff from a day through a day. A day inside a month needs a tariff that
 * prorates by days.
 *
 * @param company the id of the company
 * @param tariff the id of the tariff
 * @param from the first day
 * @param through the last day; null: no end is set
 */
public record Subscription(String company, String tariff, LocalDate from, LocalDate through) {
  /**
   * From the beginning of a month on.
   *
   * @param company the id of the company
   * @param tariff the id of the tariff
   * @param from the first month
   * @return the subscription, which has no end
   */
  public static Subscription of(String company, String tariff, YearMonth from) {
    return new Subscription(company, tariff, from.atDay(1), null);
  }

  /**
   * Whole months.
   *
   * @param company the id of the company
   * @param tariff the id of the tariff
   * @param from the first month
   * @param through the last month
   * @return the subscription
   */
  public static Subscription of(
      String company, String tariff, YearMonth from, YearMonth through) {
    return new Subscription(company, tariff, from.atDay(1), through.atEndOfMonth());
  }

  static Struct array(Call call, List<Subscription> subscriptions) {
    Struct array = call.array(Abi.Subscription.SIZE, subscriptions.size());
    for (int i = 0; i < subscriptions.size(); i++) {
      Subscription one = subscriptions.get(i);
      array.at(i * Abi.Subscription.SIZE)
          .set(Abi.Subscription.COMPANY, one.company, "company")
          .set(Abi.Subscription.TARIFF, one.tariff, "tariff")
          .set(Abi.Subscription.FROM, one.from)
          .set(Abi.Subscription.THROUGH, one.through);
    }
    return array;
  }
}
