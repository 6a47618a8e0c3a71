// Ends calls whose threads were interrupted. No thread of Java can see that while it is inside the
// library, so one for all ledgers looks now and then, as long as a ledger is open.
package porto;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

final class Interrupts {
  private static final long EVERY_MS = 50;
  private static final Set<Owned> OPEN = ConcurrentHashMap.newKeySet();
  private static Thread watcher;

  private Interrupts() {}

  static synchronized void watch(Owned owned) {
    OPEN.add(owned);
    if (watcher == null) {
      watcher = new Thread(Interrupts::look, "porto-interrupts");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  static void forget(Owned owned) {
    OPEN.remove(owned);
  }

  /** True if there is nothing to look at any more; then the next ledger starts a thread. */
  private static synchronized boolean done() {
    if (OPEN.isEmpty()) {
      watcher = null;
      return true;
    }
    return false;
  }

  private static void look() {
    while (!done()) {
      try {
        Thread.sleep(EVERY_MS);
      } catch (InterruptedException ignored) {
        continue;  // nobody outside has this thread
      }
      OPEN.forEach(Owned::interruptIfCallerWas);
    }
  }
}
