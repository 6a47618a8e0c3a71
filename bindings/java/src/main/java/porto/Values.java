// Months, days, times and numbers: between what Java has and what porto.h takes.
package porto;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

final class Values {
  private static final long MICROS = 1_000_000;

  private Values() {}

  static int yyyymm(YearMonth month) {
    return Math.addExact(Math.multiplyExact(month.getYear(), 100), month.getMonthValue());
  }

  static YearMonth month(int yyyymm) {
    return YearMonth.of(yyyymm / 100, yyyymm % 100);
  }

  static int yyyymmdd(LocalDate day) {
    return Math.addExact(Math.multiplyExact(yyyymm(YearMonth.from(day)), 100), day.getDayOfMonth());
  }

  /** Microseconds since 1970. What is finer is cut off, which moves no time into another month. */
  static long micros(Instant time) {
    try {
      long seconds = Math.multiplyExact(time.getEpochSecond(), MICROS);
      return Math.addExact(seconds, time.getNano() / 1000);
    } catch (ArithmeticException error) {
      throw new CallException(Status.BAD_TIME, time + " is outside 1970 to 2199", "time");
    }
  }

  static Instant instant(long micros) {
    long rest = Math.floorMod(micros, MICROS);
    return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), rest * 1000);
  }

  /** The time of a call: that of the clock unless it is given. The library reads no clock. */
  static Instant nowOr(Instant now) {
    return now == null ? Clock.systemUTC().instant() : now;
  }

  /** A number that the library has no sign for, which would become a large one. */
  static <N extends Number> N count(N number, String name) {
    if (number.longValue() < 0) {
      throw new IllegalArgumentException(name + ": " + number + " is below 0");
    }
    return number;
  }

  /** The digits of a number, without an exponent; null for null. */
  static String text(BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  /** One ASCII character as its number; 0 for null, the default, which no character may be. */
  static int mark(Character mark, String name) {
    if (mark != null && mark == 0) {
      throw new IllegalArgumentException(name + ": NUL is no mark; leave it out for the default");
    }
    return mark == null ? 0 : mark;
  }
}
