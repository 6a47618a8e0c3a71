// A handle of the library: who uses it, and its end. It knows nothing of the object that the
// program holds, so that the cleaner can close it once that object is gone.
package porto;

import java.util.function.LongConsumer;

final class Owned implements Runnable {
  private final String name;
  private final LongConsumer closer;
  private final LongConsumer interrupter;
  private final boolean exclusive;
  private long address;
  private int calls;
  private Thread caller;
  private boolean forgotten;
  private long interruptions;

  /** An exclusive one is used by one thread at a time. */
  Owned(
      long address, String name, LongConsumer closer, LongConsumer interrupter, boolean exclusive) {
    this.address = address;
    this.name = name;
    this.closer = closer;
    this.interrupter = interrupter;
    this.exclusive = exclusive;
  }

  /** Begins a call; gives the handle, which is not closed before the call has ended. */
  synchronized long enter() {
    if (address == 0) {
      throw new IllegalStateException(name + " is closed");
    }
    if (exclusive && calls > 0) {
      throw new IllegalStateException(caller == Thread.currentThread()
          ? name + " is in use by the call that this callback is of"
          : name + " is in use by " + caller.getName() + ": one thread at a time uses it");
    }
    calls++;
    caller = Thread.currentThread();
    return address;
  }

  synchronized void leave() {
    calls--;
    caller = null;
    if (forgotten) {
      run();
    }
  }

  synchronized boolean isClosed() {
    return address == 0;
  }

  /** Closes it, once. No call begins between the look at the calls and the end. */
  synchronized void close() {
    if (calls > 0) {
      throw new IllegalStateException(name + " is in use by a call that goes on");
    }
    run();
  }

  /** Ends the calls that go on. Closing waits until this has returned. */
  synchronized void interrupt() {
    if (address != 0) {
      interruptions++;
      interrupter.accept(address);
    }
  }

  /** How often it was interrupted: work of several calls sees whether that was while it went on. */
  synchronized long interruptions() {
    return interruptions;
  }

  /** Ends the call that goes on if its thread was interrupted. */
  synchronized void interruptIfCallerWas() {
    if (calls > 0 && caller != null && caller.isInterrupted()) {
      interrupt();
    }
  }

  /** What the cleaner does: closes it, once; while a call goes on, as that ends. */
  @Override
  public synchronized void run() {
    if (calls > 0) {
      forgotten = true;
      return;
    }
    long closed = address;
    address = 0;
    if (closed != 0) {
      Interrupts.forget(this);
      closer.accept(closed);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
