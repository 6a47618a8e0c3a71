package porto;

/** A fault of porto: report it, with {@link Porto#sourceId()} (-4xx). */
public final class InternalException extends PortoException {
  private static final long serialVersionUID = 1;

  InternalException(Detail detail) {
    super(detail);
  }
}
