// What the public classes with a handle have in common: they are closed by close(), or by the
// cleaner once nobody has them any more.
package porto;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

abstract sealed class Handle implements AutoCloseable
    permits Ledger, Rating, Recorder, Rows, Tariff {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Owned owned;
  private final Cleaner.Cleanable cleanable;

  Handle(Owned owned) {
    this.owned = owned;
    cleanable = CLEANER.register(this, owned);
  }

  final Owned owned() {
    return owned;
  }

  /**
   * Frees what the library holds. Closing again does nothing.
   *
   * @throws IllegalStateException while a call goes on
   */
  @Override
  public void close() {
    owned.close();
    cleanable.clean();  // which finds it closed, and is needed no more
    Reference.reachabilityFence(this);
  }

  /**
   * Whether it is closed.
   *
   * @return true once it is
   */
  public final boolean isClosed() {
    return owned.isClosed();
  }
}
