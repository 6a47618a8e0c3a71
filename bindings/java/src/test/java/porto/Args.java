// The arguments of a call of the table, by their names in porto.h.
package porto;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

record Args(Map<String, Object> members) {
  @SuppressWarnings("unchecked")
  static Args of(Object object) {
    return new Args(object == null ? Map.of() : (Map<String, Object>) object);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Object get(String name) {
    return members.get(name);
  }

  String text(String name) {
    return (String) members.get(name);
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  boolean flag(String name) {
    return has(name) && !text(name).equals("0");
  }

  long number(String name) {
    return Long.parseLong(text(name));
  }

  BigDecimal decimal(String name) {
    return new BigDecimal(text(name));
  }

  YearMonth month(String name) {
    return has(name) ? Porto.parseMonth(text(name)) : null;
  }

  LocalDate day(String name) {
    return has(name) ? LocalDate.parse(text(name)) : null;
  }

  Instant time(String name) {
    return has(name) ? Porto.parseTime(text(name)) : null;
  }

  Args object(String name) {
    return of(members.get(name));
  }

  List<Args> objects(String name) {
    return list(name).stream().map(Args::of).toList();
  }

  List<?> list(String name) {
    return has(name) ? (List<?>) members.get(name) : List.of();
  }

  /** porto_change_options as By. */
  By by() {
    return new By(text("actor"), text("reason"), time("at_unix_us"), flag("dry_run"),
        flag("allow_far"), flag("settle"));
  }
}
