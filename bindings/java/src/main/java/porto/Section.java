// What the sections of a ledger have in common: how they call the library.
package porto;

abstract class Section {
  private final Ledger ledger;

  Section(Ledger ledger) {
    this.ledger = ledger;
  }

  final Ledger ledger() {
    return ledger;
  }

  final Call call() {
    return new Call(ledger);
  }

  /** A function that has no more than a ledger and gives rows. */
  interface Listing {
    int list(long ledger, long out, long err);
  }

  final <R> Rows<R> list(Listing function, Class<R> type) {
    try (Call call = call()) {
      call.check(function.list(call.handle(), call.out(), call.error()));
      return call.take(0, type);
    }
  }

  /** The rows of a call that has ended well. */
  static <R> Rows<R> rows(Call call, int status, Class<R> type) {
    call.check(status);
    return call.take(0, type);
  }

  /** A change that gives its effect alone. */
  static Change change(Call call, int status) {
    boolean changed = call.check(status) != Abi.PORTO_EXISTS;
    return new Change(changed, call.take(0, porto.table.Effect.class));
  }

  /** A change that gives rows, and its effect. */
  static <R> ChangeWith<R> changeWith(Call call, int status, Class<R> type) {
    boolean changed = call.check(status) != Abi.PORTO_EXISTS;
    return new ChangeWith<>(
        changed, call.take(1, porto.table.Effect.class), call.take(0, type));
  }

  /** Which records of a list that grows for ever. */
  static long listOptions(Call call, long after, long limit) {
    return call.options(Abi.ListOptions.SIZE)
        .set(Abi.ListOptions.AFTER, after)
        .set(Abi.ListOptions.LIMIT, limit)
        .address();
  }

  /** The only member of the options of several functions: a company, or all. */
  static long ofCompany(Call call, int size, int member, String company) {
    return call.options(size).set(member, company, "company").address();
  }
}
