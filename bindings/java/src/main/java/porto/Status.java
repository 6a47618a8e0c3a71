package porto;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a call failed. The hundreds of the code say who acts, as the class of the exception does. */
public enum Status {
  /** An argument is malformed: a month, an id. */
  INVALID(Abi.PORTO_E_INVALID),
  /** A text that is no exact decimal number. */
  BAD_NUMBER(Abi.PORTO_E_BAD_NUMBER),
  /** No time, or one outside 1970 to 2199. */
  BAD_TIME(Abi.PORTO_E_BAD_TIME),
  /** A number does not fit; nothing was wrapped or written. */
  OVERFLOW(Abi.PORTO_E_OVERFLOW),
  /** No such IANA time zone on this machine. */
  UNKNOWN_ZONE(Abi.PORTO_E_UNKNOWN_ZONE),
  /** No such ISO 4217 currency. */
  UNKNOWN_CURRENCY(Abi.PORTO_E_UNKNOWN_CURRENCY),
  /** No such company, tariff, month, file. */
  NOT_FOUND(Abi.PORTO_E_NOT_FOUND),
  /** The same identity is there with other content. */
  CONFLICT(Abi.PORTO_E_CONFLICT),
  /** A tariff document has mistakes, which the message lists. */
  BAD_TARIFF(Abi.PORTO_E_BAD_TARIFF),
  /** An input cannot be read as what it claims to be. */
  BAD_INPUT(Abi.PORTO_E_BAD_INPUT),
  /** The month is not over, or an earlier one is open. */
  MONTH_OPEN(Abi.PORTO_E_MONTH_OPEN),
  /** The change would touch a month that is closed. */
  MONTH_CLOSED(Abi.PORTO_E_MONTH_CLOSED),
  /** A ledger is there already. */
  LEDGER_EXISTS(Abi.PORTO_E_LEDGER_EXISTS),
  /** The file is no ledger of porto. */
  NOT_A_LEDGER(Abi.PORTO_E_NOT_A_LEDGER),
  /** The ledger was written by a newer porto. */
  NEWER_LEDGER(Abi.PORTO_E_NEWER_LEDGER),
  /** Usage below zero that the tariff does not price. */
  NEGATIVE_USAGE(Abi.PORTO_E_NEGATIVE_USAGE),
  /** Companies that cannot be rated, with the reasons. */
  UNRATED(Abi.PORTO_E_UNRATED),
  /** Reading or writing failed; whether a commit is done is known once the call was repeated. */
  IO(Abi.PORTO_E_IO),
  /** Another process writes to the ledger: try again. */
  BUSY(Abi.PORTO_E_BUSY),
  /** The disk is full. */
  FULL(Abi.PORTO_E_FULL),
  /** The ledger or its folder cannot be written. */
  READ_ONLY(Abi.PORTO_E_READ_ONLY),
  /** The file is damaged: restore a backup. */
  CORRUPT(Abi.PORTO_E_CORRUPT),
  /** An interrupt stopped the work. */
  CANCELLED(Abi.PORTO_E_CANCELLED),
  /** There was not enough memory outside the heap of Java. */
  OUT_OF_MEMORY(Abi.PORTO_E_OUT_OF_MEMORY),
  /** A fault of porto. */
  INTERNAL(Abi.PORTO_E_INTERNAL),
  /** One that only a newer library knows; its number is {@link PortoException#code}. */
  OTHER(0);

  private static final Map<Integer, Status> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Status::code, Function.identity()));

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /**
   * The number, as in porto.h.
   *
   * @return below 0; 0 for {@link #OTHER}
   */
  public int code() {
    return code;
  }

  static Status of(int code) {
    return BY_CODE.getOrDefault(code, OTHER);
  }
}
