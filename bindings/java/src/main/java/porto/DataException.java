package porto;

/** The data, or the order of things, is wrong: fix that (-2xx). */
public final class DataException extends PortoException {
  private static final long serialVersionUID = 1;

  DataException(Detail detail) {
    super(detail);
  }
}
