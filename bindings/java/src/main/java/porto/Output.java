package porto;

/** How a format is written where it leaves a choice: {@code new Output().csv("excel-sv")}. */
public final class Output {
  private String csv;
  private Character delimiter;
  private Character decimalMark;
  private boolean byteOrderMark;
  private int tableWidth;

  /** Nothing is chosen. */
  public Output() {}

  /**
   * CSV: a ready dialect.
   *
   * @param dialect "plain" or "excel-sv"
   * @return this
   */
  public Output csv(String dialect) {
    csv = dialect;
    return this;
  }

  /**
   * CSV: what is between columns.
   *
   * @param mark an ASCII mark or a tab
   * @return this
   */
  public Output delimiter(char mark) {
    delimiter = mark;
    return this;
  }

  /**
   * CSV: the mark in decimals, amounts and quantities.
   *
   * @param mark '.' or ','
   * @return this
   */
  public Output decimalMark(char mark) {
    decimalMark = mark;
    return this;
  }

  /**
   * CSV: whether U+FEFF comes first.
   *
   * @param wanted whether it does
   * @return this
   */
  public Output byteOrderMark(boolean wanted) {
    byteOrderMark = wanted;
    return this;
  }

  /**
   * Tables: the characters that a line has room for.
   *
   * @param characters how many; 0: any number
   * @return this
   */
  public Output tableWidth(int characters) {
    tableWidth = Values.count(characters, "tableWidth");
    return this;
  }

  Struct struct(Call call) {
    return call.options(Abi.OutputOptions.SIZE)
        .set(Abi.OutputOptions.CSV, csv, "csv")
        .set(Abi.OutputOptions.DELIMITER, Values.mark(delimiter, "delimiter"))
        .set(Abi.OutputOptions.DECIMAL_MARK, Values.mark(decimalMark, "decimalMark"))
        .set(Abi.OutputOptions.BYTE_ORDER_MARK, byteOrderMark)
        .set(Abi.OutputOptions.TABLE_WIDTH, tableWidth);
  }
}
