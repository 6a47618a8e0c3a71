package porto;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** How usage is imported; everything has a default. */
public final class ImportOptions {
  private boolean dryRun;
  private boolean byCompany;
  private String format;
  private String encoding;
  private String map;
  private Character delimiter;
  private int year;
  private ZoneId zone;
  private String signingKey;
  private String source;
  private String count;
  private List<String> companyFrom = List.of();
  private String company;
  private String quantityFrom;
  private Instant now;
  private long batchEvents;
  private Path rejectsPath;
  private By correct;
  BiConsumer<String, String> onFile;
  KnownInput onKnown;
  Consumer<RejectedLine> onRejected;
  Consumer<CorrectedLine> onCorrected;
  Progress onProgress;

  /** Nothing is chosen. */
  public ImportOptions() {}

  /**
   * Gives the same report, and stores nothing.
   *
   * @param wanted whether nothing is to be stored
   * @return this
   */
  public ImportOptions dryRun(boolean wanted) {
    dryRun = wanted;
    return this;
  }

  /**
   * Gives the report company_month rows too.
   *
   * @param wanted whether it has them
   * @return this
   */
  public ImportOptions byCompany(boolean wanted) {
    byCompany = wanted;
    return this;
  }

  /**
   * The format of the inputs.
   *
   * @param value "csv", "ndjson", "mailgun" ...; "auto", which is the default: from the content
   * @return this
   */
  public ImportOptions format(String value) {
    format = value;
    return this;
  }

  /**
   * Their encoding.
   *
   * @param value "utf-8", "windows-1252", "iso-8859-1", "utf-16", "excel"
   * @return this
   */
  public ImportOptions encoding(String value) {
    encoding = value;
    return this;
  }

  /**
   * A column map for CSV.
   *
   * @param value TOML, the short form on one line, or the name of one of {@link Porto#importMaps}
   * @return this
   */
  public ImportOptions map(String value) {
    map = value;
    return this;
  }

  /**
   * What is between columns of CSV.
   *
   * @param mark one ASCII character; a comma unless it is said
   * @return this
   */
  public ImportOptions delimiter(char mark) {
    delimiter = mark;
    return this;
  }

  /**
   * The year of the earliest line of logs whose times have none.
   *
   * @param value the year
   * @return this
   */
  public ImportOptions year(int value) {
    year = value;
    return this;
  }

  /**
   * The zone of times that have no offset.
   *
   * @param value the zone
   * @return this
   */
  public ImportOptions zone(ZoneId value) {
    zone = value;
    return this;
  }

  /**
   * The signing key of Mailgun webhooks, which are then verified.
   *
   * @param value the key
   * @return this
   */
  public ImportOptions signingKey(String value) {
    signingKey = value;
    return this;
  }

  /**
   * The source of rows that name none.
   *
   * @param value the source; "import", or the name of the format of a supplier, unless it is said
   * @return this
   */
  public ImportOptions source(String value) {
    source = value;
    return this;
  }

  /**
   * Which events of a supplier are usage. A source keeps to one.
   *
   * @param value "processed", "delivered", "accepted"; those that it bills for unless it is said
   * @return this
   */
  public ImportOptions count(String value) {
    count = value;
    return this;
  }

  /**
   * Where the events of a supplier name their company, tried in order.
   *
   * @param names members, "tag", "tag:PREFIX" or "domain"
   * @return this
   */
  public ImportOptions companyFrom(Collection<String> names) {
    companyFrom = List.copyOf(names);
    return this;
  }

  /**
   * The company of events that name none in those places.
   *
   * @param value its id
   * @return this
   */
  public ImportOptions company(String value) {
    company = value;
    return this;
  }

  /**
   * CloudEvents: the member with the quantity.
   *
   * @param value the member; the quantity is 1 unless it is said
   * @return this
   */
  public ImportOptions quantityFrom(String value) {
    quantityFrom = value;
    return this;
  }

  /**
   * The time of the call.
   *
   * @param time the time; that of the clock unless it is said
   * @return this
   */
  public ImportOptions now(Instant time) {
    now = time;
    return this;
  }

  /**
   * A transaction is committed once it has this many events, or earlier.
   *
   * @param value how many; 0: 500,000
   * @return this
   */
  public ImportOptions batchEvents(long value) {
    batchEvents = Values.count(value, "batchEvents");
    return this;
  }

  /**
   * A new file for refused and conflicting rows.
   *
   * @param file the file
   * @return this
   */
  public ImportOptions rejectsPath(Path file) {
    rejectsPath = file;
    return this;
  }

  /**
   * Rows that differ in quantity alone from the stored event correct it.
   *
   * @param value by whom, and why; when, if {@link #now} is left out; and whether the whole import
   *     is only tried
   * @return this
   */
  public ImportOptions correct(By value) {
    correct = value.only();
    return this;
  }

  /**
   * Is told each input and its format, before the first row is stored.
   *
   * @param value takes the name and the format
   * @return this
   */
  public ImportOptions onFile(BiConsumer<String, String> value) {
    onFile = value;
    return this;
  }

  /**
   * Is told each input that was imported before.
   *
   * @param value takes what is known
   * @return this
   */
  public ImportOptions onKnown(KnownInput value) {
    onKnown = value;
    return this;
  }

  /**
   * Is told each refused or conflicting row.
   *
   * @param value takes the row
   * @return this
   */
  public ImportOptions onRejected(Consumer<RejectedLine> value) {
    onRejected = value;
    return this;
  }

  /**
   * Is told each row that corrected an event.
   *
   * @param value takes the row
   * @return this
   */
  public ImportOptions onCorrected(Consumer<CorrectedLine> value) {
    onCorrected = value;
    return this;
  }

  /**
   * Is told how far the import is, in bytes.
   *
   * @param value takes how much is done
   * @return this
   */
  public ImportOptions onProgress(Progress value) {
    onProgress = value;
    return this;
  }

  Struct struct(Call call) {
    Struct options = call.options(Abi.ImportOptions.SIZE)
        .set(Abi.ImportOptions.DRY_RUN, dryRun || correct != null && correct.dryRun())
        .set(Abi.ImportOptions.BY_COMPANY, byCompany)
        .set(Abi.ImportOptions.FORMAT, format, "format")
        .set(Abi.ImportOptions.ENCODING, encoding, "encoding")
        .set(Abi.ImportOptions.MAP, map, "map")
        .set(Abi.ImportOptions.DELIMITER, Values.mark(delimiter, "delimiter"))
        .set(Abi.ImportOptions.YEAR, year)
        .set(Abi.ImportOptions.ZONE, zone == null ? null : zone.getId(), "zone")
        .set(Abi.ImportOptions.SIGNING_KEY, signingKey, "signingKey")
        .set(Abi.ImportOptions.SOURCE, source, "source")
        .set(Abi.ImportOptions.COUNT, count, "count")
        .set(Abi.ImportOptions.COMPANY_FROM, companyFrom, "companyFrom")
        .set(Abi.ImportOptions.COMPANY, company, "company")
        .set(Abi.ImportOptions.QUANTITY_FROM, quantityFrom, "quantityFrom")
        .set(Abi.ImportOptions.BATCH_EVENTS, batchEvents);
    if (rejectsPath != null) {
      options.set(Abi.ImportOptions.REJECTS_PATH, call.bytes(Utf8.path(rejectsPath)));
    }
    Instant time = correct == null ? now : correct.atOr(now);
    options.set(Abi.ImportOptions.NOW_UNIX_US, Values.nowOr(time));
    if (correct != null) {
      options.set(Abi.ImportOptions.CORRECT, true)
          .set(Abi.ImportOptions.ACTOR, correct.actor(), "actor")
          .set(Abi.ImportOptions.REASON, correct.reason(), "reason");
    }
    callbacks(options);
    return options.set(Abi.ImportOptions.USER, call.user(this));
  }

  private void callbacks(Struct options) {
    options.set(Abi.ImportOptions.ON_FILE, onFile == null ? 0 : Upcalls.FILE_FN)
        .set(Abi.ImportOptions.ON_KNOWN, onKnown == null ? 0 : Upcalls.KNOWN_FN)
        .set(Abi.ImportOptions.ON_REJECTED, onRejected == null ? 0 : Upcalls.REJECTED_FN)
        .set(Abi.ImportOptions.ON_CORRECTED, onCorrected == null ? 0 : Upcalls.CORRECTED_FN)
        .set(Abi.ImportOptions.ON_PROGRESS, onProgress == null ? 0 : Upcalls.IMPORT_PROGRESS_FN);
  }
}
