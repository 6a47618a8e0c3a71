package porto;

import java.time.Instant;
import java.time.LocalDate;

/** How a closed month is exported to the vendor's accounting system. */
public final class BooksOptions {
  private String books;
  private String fileName;
  private Instant now;
  private LocalDate issued;
  private boolean dryRun;
  private boolean allowFar;

  /** Nothing is chosen. */
  public BooksOptions() {}

  /**
   * The text of the books file, TOML.
   *
   * @param value the text; an empty one unless it is said
   * @return this
   */
  public BooksOptions books(String value) {
    books = value;
    return this;
  }

  /**
   * What messages call the books file.
   *
   * @param value the name; "books.toml" unless it is said
   * @return this
   */
  public BooksOptions fileName(String value) {
    fileName = value;
    return this;
  }

  /**
   * The time of the call.
   *
   * @param time the time; that of the clock unless it is said
   * @return this
   */
  public BooksOptions now(Instant time) {
    now = time;
    return this;
  }

  /**
   * The date of invoices that get their number now.
   *
   * @param day the day; that of the call unless it is said
   * @return this
   */
  public BooksOptions issued(LocalDate day) {
    issued = day;
    return this;
  }

  /**
   * Gives numbers as an export would, then takes them back.
   *
   * @param wanted whether they are taken back
   * @return this
   */
  public BooksOptions dryRun(boolean wanted) {
    dryRun = wanted;
    return this;
  }

  /**
   * Whether the date is meant, though it is years ahead.
   *
   * @param wanted whether it is
   * @return this
   */
  public BooksOptions allowFar(boolean wanted) {
    allowFar = wanted;
    return this;
  }

  Struct struct(Call call) {
    Struct options = call.options(Abi.BooksOptions.SIZE)
        .set(Abi.BooksOptions.BOOKS, books, "books")
        .set(Abi.BooksOptions.FILE_NAME, fileName, "fileName")
        .set(Abi.BooksOptions.ISSUED_YYYYMMDD, issued)
        .set(Abi.BooksOptions.DRY_RUN, dryRun)
        .set(Abi.BooksOptions.ALLOW_FAR, allowFar);
    options.set(Abi.BooksOptions.NOW_UNIX_US, Values.nowOr(now));
    return options;
  }
}
