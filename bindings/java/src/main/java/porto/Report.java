package porto;

import porto.table.Notice;
import porto.table.Task;

/**
 * Rows over months, and what belongs to them.
 *
 * @param <R> what a row is
 * @param rows the rows
 * @param notices what one must know to read them
 * @param tasks the companies that cannot be rated, whose lines are in no sum
 */
public record Report<R>(Rows<R> rows, Rows<Notice> notices, Rows<Task> tasks) {
  static <R> Report<R> of(Call call, int status, Class<R> type) {
    call.check(status);
    return new Report<>(call.take(0, type), call.take(1, Notice.class), call.take(2, Task.class));
  }
}
