package porto;

import java.time.YearMonth;

/** What is compared with another tariff. */
public final class SimulateOptions {
  private final YearMonth from;
  private final YearMonth through;
  private String insteadOf;
  private String by;
  private Progress onProgress;

  /**
   * Of some months.
   *
   * @param from the first month
   * @param through the last month, which is included
   */
  public SimulateOptions(YearMonth from, YearMonth through) {
    this.from = from;
    this.through = through;
  }

  /**
   * The tariff that is replaced.
   *
   * @param value its id; that of the document unless it is said
   * @return this
   */
  public SimulateOptions insteadOf(String value) {
    insteadOf = value;
    return this;
  }

  /**
   * What a row is of.
   *
   * @param value "month-and-company", which is the default, "month", "company" or "nothing"
   * @return this
   */
  public SimulateOptions by(String value) {
    by = value;
    return this;
  }

  /**
   * Is told how far it is, in months.
   *
   * @param listener takes how much is done
   * @return this
   */
  public SimulateOptions onProgress(Progress listener) {
    onProgress = listener;
    return this;
  }

  Struct struct(Call call) {
    Struct options = call.options(Abi.SimulateOptions.SIZE)
        .set(Abi.SimulateOptions.FROM_YYYYMM, from)
        .set(Abi.SimulateOptions.THROUGH_YYYYMM, through)
        .set(Abi.SimulateOptions.INSTEAD_OF, insteadOf, "insteadOf")
        .set(Abi.SimulateOptions.BY, by, "by");
    call.progress(options, Abi.SimulateOptions.ON_PROGRESS, onProgress);
    return options;
  }
}
