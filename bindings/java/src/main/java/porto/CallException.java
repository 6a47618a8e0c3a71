package porto;

/** The call is wrong: fix the program (-1xx). */
public final class CallException extends PortoException {
  private static final long serialVersionUID = 1;

  CallException(Detail detail) {
    super(detail);
  }

  CallException(Status status, String message, String where) {
    this(new Detail(status, message, where));
  }
}
