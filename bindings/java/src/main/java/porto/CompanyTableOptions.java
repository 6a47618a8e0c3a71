package porto;

/** How a table of companies is read. */
public final class CompanyTableOptions {
  private Character delimiter;
  private boolean all;
  private String encoding;
  private String map;

  /** Nothing is chosen. */
  public CompanyTableOptions() {}

  /**
   * What is between columns of CSV.
   *
   * @param mark one ASCII character; a comma unless it is said
   * @return this
   */
  public CompanyTableOptions delimiter(char mark) {
    delimiter = mark;
    return this;
  }

  /**
   * Gives also what is the same, or only in the ledger.
   *
   * @param wanted whether it is given
   * @return this
   */
  public CompanyTableOptions all(boolean wanted) {
    all = wanted;
    return this;
  }

  /**
   * The encoding of the table.
   *
   * @param value as {@link ImportOptions#encoding}
   * @return this
   */
  public CompanyTableOptions encoding(String value) {
    encoding = value;
    return this;
  }

  /**
   * The columns of the table.
   *
   * @param value as {@link ImportOptions#map}
   * @return this
   */
  public CompanyTableOptions map(String value) {
    map = value;
    return this;
  }

  Struct struct(Call call) {
    return call.options(Abi.CompanyTable.SIZE)
        .set(Abi.CompanyTable.DELIMITER, Values.mark(delimiter, "delimiter"))
        .set(Abi.CompanyTable.ALL, all)
        .set(Abi.CompanyTable.ENCODING, encoding, "encoding")
        .set(Abi.CompanyTable.MAP, map, "map");
  }
}
