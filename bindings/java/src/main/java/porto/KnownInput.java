package porto;

/** Is told each input that was imported before. */
@FunctionalInterface
public interface KnownInput {
  /**
   * Takes what is known of an input.
   *
   * @param file the input
   * @param importNumber the import that had a file with the same bytes
   * @param what what follows from that
   */
  void known(String file, long importNumber, String what);
}
