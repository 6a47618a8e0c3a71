package porto;

/**
 * A call of porto that failed. It has changed nothing, unless {@link #committed()} says otherwise.
 * The four classes below this one say who acts; {@link #status()} says what is wrong.
 */
public abstract sealed class PortoException extends RuntimeException
    permits CallException, DataException, MachineException, InternalException {
  private static final long serialVersionUID = 1;

  /** What an error object of the library says. */
  record Detail(
      int code, String message, String where, long committed, int systemErrno, int sqliteCode) {
    Detail(Status status, String message, String where) {
      this(status.code(), message, where, 0, 0, 0);
    }

    String shown() {
      // Most messages of the library begin with the place.
      return where.isEmpty() || message.startsWith(where + ":")
          ? message : where + ": " + message;
    }
  }

  /** What is wrong. */
  private final Status status;

  /** Its number. */
  private final int code;

  /** The place. */
  private final String where;

  /** The number of the operating system, or 0. */
  private final int systemErrno;

  /** The code of SQLite, or 0. */
  private final int sqliteCode;

  /** How many events are stored. */
  private long committed;

  PortoException(Detail detail) {
    super(detail.shown());
    status = Status.of(detail.code());
    code = detail.code();
    where = detail.where();
    committed = detail.committed();
    systemErrno = detail.systemErrno();
    sqliteCode = detail.sqliteCode();
  }

  /** The exception of a status, by who acts. */
  static PortoException of(Detail detail) {
    if (detail.code() == Status.CANCELLED.code()) {
      return new CancelledException(detail);
    }
    return switch (detail.code() / -100) {
      case 1 -> new CallException(detail);
      case 2 -> new DataException(detail);
      case 3 -> new MachineException(detail);
      default -> new InternalException(detail);
    };
  }

  /** The exception of an error object of the library, which is freed. */
  static PortoException take(int status, long error) {
    try {
      int code = error == 0 ? status : Abi.porto_error_code(error);
      return of(new Detail(
          code,
          Utf8.text(Abi.porto_error_message(error)),
          Utf8.text(Abi.porto_error_where(error)),
          Abi.porto_error_committed(error),
          Abi.porto_error_system_errno(error),
          Abi.porto_error_sqlite_code(error)));
    } finally {
      Abi.porto_error_free(error);
    }
  }

  /**
   * What is wrong.
   *
   * @return one of those that are known, or {@link Status#OTHER}
   */
  public final Status status() {
    return status;
  }

  /**
   * The number of the status, also where it is of a newer library.
   *
   * @return a number below 0
   */
  public final int code() {
    return code;
  }

  /**
   * The stable name of the status, for logs and for programs in other languages.
   *
   * @return "not_found"; "unknown" where the library does not know it
   */
  public final String statusName() {
    return Utf8.text(Abi.porto_status_name(code));
  }

  /**
   * The place that is wrong.
   *
   * @return "file:line", the name of a parameter or a charge; empty if the call is the place
   */
  public final String where() {
    return where;
  }

  /**
   * How many events a stopped import, or recording in several batches, has stored. They stay, and
   * the same call again counts each once.
   *
   * @return 0 where nothing was stored
   */
  public final long committed() {
    return committed;
  }

  final void setCommitted(long events) {
    committed = events;
  }

  /**
   * The number of the operating system behind the failure, for logs and support.
   *
   * @return errno, or 0
   */
  public final int systemErrno() {
    return systemErrno;
  }

  /**
   * SQLite's extended result code behind the failure, for logs and support.
   *
   * @return the code, or 0
   */
  public final int sqliteCode() {
    return sqliteCode;
  }
}
