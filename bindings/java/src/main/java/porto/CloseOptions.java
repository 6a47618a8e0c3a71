package porto;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** How a month is closed. */
public final class CloseOptions {
  private boolean dryRun;
  private List<String> except = List.of();
  private By by = By.NOBODY;
  private Progress onProgress;

  /** Nothing is chosen. */
  public CloseOptions() {}

  /**
   * Does all of it and takes it back: nothing is changed.
   *
   * @param wanted whether nothing is to be changed
   * @return this
   */
  public CloseOptions dryRun(boolean wanted) {
    dryRun = wanted;
    return this;
  }

  /**
   * Leaves companies out, which the next close bills.
   *
   * @param names their ids
   * @return this
   */
  public CloseOptions except(Collection<String> names) {
    except = List.copyOf(names);
    return this;
  }

  /**
   * Who leaves them out, and why; when, if the call itself does not say that; and whether it is
   * only tried.
   *
   * @param value who and why
   * @return this
   */
  public CloseOptions by(By value) {
    by = value.only();
    return this;
  }

  /**
   * Is told how far it is, in subscriptions.
   *
   * @param listener takes how much is done
   * @return this
   */
  public CloseOptions onProgress(Progress listener) {
    onProgress = listener;
    return this;
  }

  /** The time of the call: what it says itself, or else what this does. */
  Instant now(Instant said) {
    return Values.nowOr(by.atOr(said));
  }

  Struct struct(Call call) {
    Struct options = call.options(Abi.CloseOptions.SIZE)
        .set(Abi.CloseOptions.DRY_RUN, dryRun || by.dryRun())
        .set(Abi.CloseOptions.EXCEPT, except, "except")
        .set(Abi.CloseOptions.ACTOR, by.actor(), "actor")
        .set(Abi.CloseOptions.REASON, by.reason(), "reason");
    call.progress(options, Abi.CloseOptions.ON_PROGRESS, onProgress);
    return options;
  }
}
