package porto;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import porto.table.SubscriptionRow;

/** Which companies of a ledger are on which tariffs. */
public final class Subscriptions extends Section {
  Subscriptions(Ledger ledger) {
    super(ledger);
  }

  /**
   * Adds a subscription.
   *
   * @param subscription the subscription
   * @return what that changed
   */
  public Change add(Subscription subscription) {
    return add(List.of(subscription), By.NOBODY);
  }

  /**
   * Adds subscriptions: all or none.
   *
   * @param subscriptions the subscriptions
   * @param by who adds them, and why
   * @return what that changed
   */
  public Change add(Collection<Subscription> subscriptions, By by) {
    List<Subscription> kept = List.copyOf(subscriptions);
    try (Call call = call()) {
      long array = Subscription.array(call, kept).address();
      return change(call, Abi.porto_subscription_add(call.handle(), array, kept.size(),
          by.struct(call, By.May.ALLOW_FAR).address(), call.out(), call.error()));
    }
  }

  /**
   * Ends a subscription after a month.
   *
   * @param company the id of the company
   * @param tariff the id of the tariff
   * @param through the last month
   * @param by who ends it, and why
   * @return what that changed
   */
  public Change end(String company, String tariff, YearMonth through, By by) {
    return end(company, tariff, through.atEndOfMonth(), by);
  }

  /**
   * Ends a subscription after a day.
   *
   * @param company the id of the company
   * @param tariff the id of the tariff
   * @param through the last day
   * @param by who ends it, and why
   * @return what that changed
   */
  public Change end(String company, String tariff, LocalDate through, By by) {
    try (Call call = call()) {
      Scratch.Text who = call.text(company, "company");
      Scratch.Text which = call.text(tariff, "tariff");
      return change(call, Abi.porto_subscription_end(call.handle(), who.address(), who.length(),
          which.address(), which.length(), Values.yyyymmdd(through),
          by.struct(call, By.May.ALLOW_FAR).address(),
          call.out(), call.error()));
    }
  }

  /**
   * Removes a subscription as if it had never been.
   *
   * @param company the id of the company
   * @param tariff the id of the tariff
   * @param from its first day; null: the only one of the company to the tariff
   * @param by who removes it, and why
   * @return what that changed
   */
  public Change remove(String company, String tariff, LocalDate from, By by) {
    try (Call call = call()) {
      Scratch.Text who = call.text(company, "company");
      Scratch.Text which = call.text(tariff, "tariff");
      int first = from == null ? 0 : Values.yyyymmdd(from);
      return change(call, Abi.porto_subscription_remove(call.handle(), who.address(),
          who.length(), which.address(), which.length(), first,
          by.struct(call, By.May.SETTLE).address(),
          call.out(), call.error()));
    }
  }

  /**
   * All subscriptions.
   *
   * @return them, by company, tariff and beginning
   */
  public Rows<SubscriptionRow> list() {
    return list(Abi::porto_subscription_list, SubscriptionRow.class);
  }

  /** Which subscriptions of a month. */
  public enum Which {
    /** All of them. */
    ALL(null),
    /** Of companies that are on no tariff in the month before. */
    JOINED("joined"),
    /** Of companies that are on no tariff in the month after. */
    LEFT("left");

    private final String word;

    Which(String word) {
      this.word = word;
    }
  }

  /**
   * The subscriptions of a month, whole or in part.
   *
   * @param month the month
   * @param which which of them
   * @return them, by company, tariff and beginning
   */
  public Rows<SubscriptionRow> of(YearMonth month, Which which) {
    try (Call call = call()) {
      Scratch.Text word = call.text(which.word, "which");
      return rows(call, Abi.porto_subscription_of_month(call.handle(), Values.yyyymm(month),
          word.address(), word.length(), call.out(), call.error()), SubscriptionRow.class);
    }
  }
}
