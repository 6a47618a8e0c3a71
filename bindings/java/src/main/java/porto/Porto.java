package porto;

import java.time.Instant;
import java.time.YearMonth;
import porto.table.ImportMap;

/** What belongs to no ledger: versions, and times and months as porto reads them. */
public final class Porto {
  private Porto() {}

  /**
   * The version of the library that runs.
   *
   * @return "0.3.0"
   */
  public static String version() {
    return Utf8.text(Abi.porto_version_text());
  }

  /**
   * The version of the library that runs as a number.
   *
   * @return 300 for 0.3.0
   */
  public static int versionNumber() {
    return Abi.porto_version_number();
  }

  /**
   * What the library was built from: it belongs in a report of a bug.
   *
   * @return 64 hexadecimal digits
   */
  public static String sourceId() {
    return Utf8.text(Abi.porto_source_id());
  }

  /**
   * Reads a time in RFC 3339 with seconds and an offset, as imports do.
   *
   * @param text such as "2026-04-01T00:05:00+02:00"
   * @return the time
   * @throws CallException {@link Status#BAD_TIME}
   */
  public static Instant parseTime(String text) {
    try (Call call = new Call()) {
      Scratch.Text time = call.text(text, "text");
      Struct out = call.struct(Long.BYTES);
      call.check(
          Abi.porto_time_parse(time.address(), time.length(), out.address(), call.error()));
      return Values.instant(out.longNumber());
    }
  }

  /**
   * Reads a month, as imports do.
   *
   * @param text such as "2026-03"
   * @return the month
   * @throws CallException {@link Status#INVALID}
   */
  public static YearMonth parseMonth(String text) {
    try (Call call = new Call()) {
      Scratch.Text month = call.text(text, "text");
      Struct out = call.struct(Long.BYTES);
      call.check(
          Abi.porto_month_parse(month.address(), month.length(), out.address(), call.error()));
      return Values.month(out.number());
    }
  }

  /**
   * The column maps that are ready, whose names {@link ImportOptions#map} takes.
   *
   * @return their names, and what each is for
   */
  public static Rows<ImportMap> importMaps() {
    try (Call call = new Call()) {
      call.check(Abi.porto_import_maps(call.out(), call.error()));
      return call.take(0, ImportMap.class);
    }
  }
}
