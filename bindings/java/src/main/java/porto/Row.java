package porto;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row whose columns are known as the program runs only, such as one of a report. Cells have the
 * classes that {@link ColumnType} says; an absent cell is null.
 */
public final class Row {
  private final Map<String, Object> cells;

  Row(Map<String, Object> cells) {
    this.cells = Collections.unmodifiableMap(cells);
  }

  static Row of(java.util.List<Column> columns, Object[] values) {
    Map<String, Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      cells.put(columns.get(i).name(), values[i]);
    }
    return new Row(cells);
  }

  /**
   * All cells in the order of their columns.
   *
   * @return a map that does not change
   */
  public Map<String, Object> cells() {
    return cells;
  }

  /**
   * A cell.
   *
   * @param column the name of its column
   * @return what is in it, or null
   * @throws IllegalArgumentException if there is no such column
   */
  public Object get(String column) {
    Object cell = cells.get(column);
    if (cell == null && !cells.containsKey(column)) {
      throw new IllegalArgumentException("there is no column " + column);
    }
    return cell;
  }

  /**
   * A cell that is text.
   *
   * @param column the name of its column
   * @return the text, or null
   */
  public String text(String column) {
    return (String) get(column);
  }

  /**
   * A cell that is a whole number.
   *
   * @param column the name of its column
   * @return the number, or null
   */
  public Long integer(String column) {
    return (Long) get(column);
  }

  /**
   * A cell that is a number with decimals, an amount or a quantity.
   *
   * @param column the name of its column
   * @return the exact number, or null
   */
  public BigDecimal decimal(String column) {
    return (BigDecimal) get(column);
  }

  /**
   * A cell that is a time.
   *
   * @param column the name of its column
   * @return the time, or null
   */
  public Instant time(String column) {
    return (Instant) get(column);
  }

  /**
   * A cell that is a month.
   *
   * @param column the name of its column
   * @return the month, or null
   */
  public YearMonth month(String column) {
    return (YearMonth) get(column);
  }

  /**
   * A cell that is a day.
   *
   * @param column the name of its column
   * @return the day, or null
   */
  public LocalDate day(String column) {
    return (LocalDate) get(column);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row row && row.cells.equals(cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return "Row" + cells;
  }
}
