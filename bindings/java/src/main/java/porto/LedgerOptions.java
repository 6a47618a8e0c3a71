package porto;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;

/** How a ledger is created or opened. */
public final class LedgerOptions {
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);
  private static final Duration ALMOST_A_MILLISECOND = Duration.ofNanos(999_999);

  private ZoneId zone;
  private Currency currency;
  private String late;
  private int futureDays;
  private boolean allowNegative;
  private YearMonth firstMonth;
  private boolean readOnly;
  private Duration busyTimeout;

  /** Nothing is chosen. */
  public LedgerOptions() {}

  /**
   * Create: the zone by whose clocks months begin and end.
   *
   * @param value the zone; Europe/Stockholm unless it is said
   * @return this
   */
  public LedgerOptions zone(ZoneId value) {
    zone = value;
    return this;
  }

  /**
   * Create: the currency of its invoices.
   *
   * @param value the currency; SEK unless it is said
   * @return this
   */
  public LedgerOptions currency(Currency value) {
    currency = value;
    return this;
  }

  /**
   * Create: what becomes of usage of closed months.
   *
   * @param value "adjust", which is the default: the next close settles it; or "refuse"
   * @return this
   */
  public LedgerOptions late(String value) {
    late = value;
    return this;
  }

  /**
   * Create: how far ahead an event may be.
   *
   * @param value days, 1 to 36500; 0: any
   * @return this
   */
  public LedgerOptions futureDays(int value) {
    futureDays = value;
    return this;
  }

  /**
   * Create: whether quantities may be negative.
   *
   * @param wanted whether they may
   * @return this
   */
  public LedgerOptions allowNegative(boolean wanted) {
    allowNegative = wanted;
    return this;
  }

  /**
   * Create: events before a month are refused.
   *
   * @param month the month
   * @return this
   */
  public LedgerOptions firstMonth(YearMonth month) {
    firstMonth = month;
    return this;
  }

  /**
   * Open: whether nothing is written, neither to the file nor beside it.
   *
   * @param wanted whether it is for reading alone
   * @return this
   */
  public LedgerOptions readOnly(boolean wanted) {
    readOnly = wanted;
    return this;
  }

  /**
   * How long each call waits for another process that writes; 10 seconds unless it is said.
   *
   * @param value how long, to the next whole millisecond, 24 days at most; {@link Duration#ZERO}:
   *     not at all; null: not said
   * @return this
   */
  public LedgerOptions busyTimeout(Duration value) {
    if (value != null && (value.isNegative() || value.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("busyTimeout: " + value
          + " is no time to wait; say Duration.ZERO, not to wait at all, to " + LONGEST);
    }
    busyTimeout = value;
    return this;
  }

  Struct struct(Call call) {
    Struct options = call.options(Abi.LedgerOptions.SIZE)
        .set(Abi.LedgerOptions.ZONE, zone == null ? null : zone.getId(), "zone")
        .set(Abi.LedgerOptions.CURRENCY, Objects.toString(currency, null), "currency")
        .set(Abi.LedgerOptions.LATE, late, "late")
        .set(Abi.LedgerOptions.FUTURE_DAYS, futureDays)
        .set(Abi.LedgerOptions.ALLOW_NEGATIVE, allowNegative)
        .set(Abi.LedgerOptions.FIRST_MONTH_YYYYMM, firstMonth)
        .set(Abi.LedgerOptions.READ_ONLY, readOnly);
    if (busyTimeout != null) {
      options.set(Abi.LedgerOptions.BUSY_TIMEOUT_MS, milliseconds(busyTimeout));
    }
    return options;
  }

  /** Rounded up: 0 is the default of the library, and a wait of less is one. */
  static long milliseconds(Duration wait) {
    return wait.isZero() ? Abi.PORTO_NO_WAIT : wait.plus(ALMOST_A_MILLISECOND).toMillis();
  }
}
