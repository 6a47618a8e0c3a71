package porto;

/** The work was stopped, by {@code interrupt()} or since its thread was interrupted. */
public final class CancelledException extends MachineException {
  private static final long serialVersionUID = 1;

  CancelledException(Detail detail) {
    super(detail);
  }
}
