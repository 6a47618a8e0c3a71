package porto;

/** What can still change about a month's invoice. */
public enum MonthState {
  /** Its lines are a preview. */
  OPEN(Abi.PORTO_MONTH_OPEN),
  /** They are frozen. */
  CLOSED(Abi.PORTO_MONTH_CLOSED),
  /** They are frozen, and the events behind them are removed. */
  PRUNED(Abi.PORTO_MONTH_PRUNED),
  /** One that only a newer library knows. */
  OTHER(0);

  private final int number;

  MonthState(int number) {
    this.number = number;
  }

  static MonthState of(int number) {
    for (MonthState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    return OTHER;
  }
}
