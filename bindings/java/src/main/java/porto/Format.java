package porto;

/** How results are written. */
public enum Format {
  /** Aligned columns for people. */
  TABLE(Abi.PORTO_FORMAT_TABLE),
  /** RFC 4180 with a header, comma and LF, or as {@link Output} says. */
  CSV(Abi.PORTO_FORMAT_CSV),
  /** An array of objects; numbers as strings, absent cells null. */
  JSON(Abi.PORTO_FORMAT_JSON),
  /** A page with a table, without scripts or outside resources. */
  HTML(Abi.PORTO_FORMAT_HTML);

  private final int number;

  Format(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /**
   * The format with a name.
   *
   * @param name "table", "csv", "json" or "html"
   * @return the format
   * @throws CallException {@link Status#INVALID}: there is none
   */
  public static Format parse(String name) {
    try (Call call = new Call()) {
      Scratch.Text text = call.text(name, "name");
      Struct out = call.struct(Long.BYTES);
      call.check(
          Abi.porto_format_parse(text.address(), text.length(), out.address(), call.error()));
      return of(out.number(), name);
    }
  }

  private static Format of(int number, String name) {
    for (Format format : values()) {
      if (format.number == number) {
        return format;
      }
    }
    throw new CallException(Status.INVALID, name + " is newer than these classes", "name");
  }

  /** Its name, "csv". */
  @Override
  public String toString() {
    return Utf8.text(Abi.porto_format_name(number));
  }
}
