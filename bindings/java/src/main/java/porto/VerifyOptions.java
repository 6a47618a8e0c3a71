package porto;

import java.util.List;

/** How a ledger is verified. */
public final class VerifyOptions {
  private int limit;
  private List<KeptDigest> expected = List.of();
  private Progress onProgress;

  /** Nothing is chosen. */
  public VerifyOptions() {}

  /**
   * The most differences that are told.
   *
   * @param value how many; 0: 100
   * @return this
   */
  public VerifyOptions limit(int value) {
    limit = Values.count(value, "limit");
    return this;
  }

  /**
   * Digests that were kept elsewhere, which the ledger must have.
   *
   * @param value the digests
   * @return this
   */
  public VerifyOptions expected(List<KeptDigest> value) {
    expected = List.copyOf(value);
    return this;
  }

  /**
   * Is told how far it is, in events.
   *
   * @param listener takes how much is done
   * @return this
   */
  public VerifyOptions onProgress(Progress listener) {
    onProgress = listener;
    return this;
  }

  Struct struct(Call call) {
    Struct options = call.options(Abi.VerifyOptions.SIZE)
        .set(Abi.VerifyOptions.LIMIT, limit);
    if (!expected.isEmpty()) {
      options.set(Abi.VerifyOptions.EXPECTED, KeptDigest.array(call, expected).address())
          .set(Abi.VerifyOptions.EXPECTED_COUNT, (long) expected.size());
    }
    call.progress(options, Abi.VerifyOptions.ON_PROGRESS, onProgress);
    return options;
  }
}
