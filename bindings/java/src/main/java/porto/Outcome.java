package porto;

/** What recording an event did. */
public enum Outcome {
  /** Counted, on disk. */
  STORED(Abi.PORTO_STORED),
  /** The same identity is there with the same content; nothing changed. */
  DUPLICATE(Abi.PORTO_DUPLICATE),
  /** The same identity is there with other content; nothing changed. */
  CONFLICT(Abi.PORTO_CONFLICT),
  /** Malformed, or its month is closed; nothing changed. */
  REJECTED(Abi.PORTO_REJECTED);

  private static final Outcome[] ALL = values();

  Outcome(int number) {
    if (number != ordinal()) {
      throw new AssertionError(this);
    }
  }

  static Outcome of(int number) {
    return ALL[number];
  }
}
