package porto;

import java.time.ZoneId;

/** How usage is compared with the counts of somebody else. */
public final class ReconcileOptions {
  private Character delimiter;
  private boolean onlyDiffers;
  private String encoding;
  private String map;
  private String company;
  private String meter;
  private String by;
  private ZoneId zone;
  private String metric;

  /** Nothing is chosen. */
  public ReconcileOptions() {}

  /**
   * What is between columns of CSV.
   *
   * @param mark one ASCII character; a comma unless it is said
   * @return this
   */
  public ReconcileOptions delimiter(char mark) {
    delimiter = mark;
    return this;
  }

  /**
   * Leaves out rows that are the same.
   *
   * @param wanted whether they are left out
   * @return this
   */
  public ReconcileOptions onlyDiffers(boolean wanted) {
    onlyDiffers = wanted;
    return this;
  }

  /**
   * The encoding of the input.
   *
   * @param value as {@link ImportOptions#encoding}
   * @return this
   */
  public ReconcileOptions encoding(String value) {
    encoding = value;
    return this;
  }

  /**
   * The columns of the input.
   *
   * @param value as {@link ImportOptions#map}
   * @return this
   */
  public ReconcileOptions map(String value) {
    map = value;
    return this;
  }

  /**
   * The company of a file that names none.
   *
   * @param value its id
   * @return this
   */
  public ReconcileOptions company(String value) {
    company = value;
    return this;
  }

  /**
   * The meter that is compared.
   *
   * @param value its id; "messages" unless it is said
   * @return this
   */
  public ReconcileOptions meter(String value) {
    meter = value;
    return this;
  }

  /**
   * By what the counts are compared.
   *
   * @param value "company", "domain" or "total"; what the file names unless it is said
   * @return this
   */
  public ReconcileOptions by(String value) {
    by = value;
    return this;
  }

  /**
   * The zone of their months.
   *
   * @param value the zone; that of the ledger unless it is said
   * @return this
   */
  public ReconcileOptions zone(ZoneId value) {
    zone = value;
    return this;
  }

  /**
   * The number of Mailgun's JSON.
   *
   * @param value "delivered_count", "delivered.total" ...
   * @return this
   */
  public ReconcileOptions metric(String value) {
    metric = value;
    return this;
  }

  Struct struct(Call call) {
    return call.options(Abi.ReconcileOptions.SIZE)
        .set(Abi.ReconcileOptions.DELIMITER, Values.mark(delimiter, "delimiter"))
        .set(Abi.ReconcileOptions.ONLY_DIFFERS, onlyDiffers)
        .set(Abi.ReconcileOptions.ENCODING, encoding, "encoding")
        .set(Abi.ReconcileOptions.MAP, map, "map")
        .set(Abi.ReconcileOptions.COMPANY, company, "company")
        .set(Abi.ReconcileOptions.METER, meter, "meter")
        .set(Abi.ReconcileOptions.BY, by, "by")
        .set(Abi.ReconcileOptions.ZONE, zone == null ? null : zone.getId(), "zone")
        .set(Abi.ReconcileOptions.METRIC, metric, "metric");
  }
}
