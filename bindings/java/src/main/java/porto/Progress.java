package porto;

/** Is told now and then how much of a long work is done, on the thread that made the call. */
@FunctionalInterface
public interface Progress {
  /**
   * Takes how much is done. What it throws stops the work, and is thrown by the call.
   *
   * @param done how much is done
   * @param total how much there is in all; 0: that is not known
   */
  void done(long done, long total);
}
