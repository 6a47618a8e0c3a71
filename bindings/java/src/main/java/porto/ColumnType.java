package porto;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.function.Function;

/** What the cells of a column are. */
public enum ColumnType {
  /** Any text: a {@link String}. */
  TEXT(text -> text),
  /** A whole number: a {@link Long}. */
  INTEGER(Long::valueOf),
  /** An exact number with any decimals: a {@link BigDecimal}. */
  DECIMAL(BigDecimal::new),
  /** An amount with the decimals of its currency: a {@link BigDecimal}. */
  MONEY(BigDecimal::new),
  /** A quantity with the decimals of its meter: a {@link BigDecimal}. */
  QUANTITY(BigDecimal::new),
  /** A time: an {@link Instant}. */
  TIME(Instant::parse),
  /** A month: a {@link YearMonth}. */
  MONTH(YearMonth::parse),
  /** A day: a {@link LocalDate}. */
  DAY(LocalDate::parse),
  /** Either of the two: a month stands for its first or its last day. */
  MONTH_OR_DAY(text -> text.length() == 7 ? YearMonth.parse(text) : LocalDate.parse(text));

  private final Function<String, Object> reader;

  ColumnType(Function<String, Object> reader) {
    this.reader = reader;
  }

  Object read(String text) {
    return reader.apply(text);
  }

  /** Of a porto_column_type; what a newer library has more is text. */
  static ColumnType of(int number) {
    return number < 1 || number > values().length ? TEXT : values()[number - 1];
  }
}
