// A call that is made: its native memory, the handle that it uses, what it gives, and what its
// callbacks threw. close() ends it; results that nobody took are closed then.
package porto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

final class Call extends Scratch {
  /** A step of a callback. */
  interface Step {
    void run() throws Exception;
  }

  private final List<Handle> used = new ArrayList<>(1);
  private final long handle;
  private final Struct error = struct(Long.BYTES);
  private final List<Struct> outputs = new ArrayList<>(3);
  private final List<Long> users = new ArrayList<>(0);
  private Throwable thrown;

  /** A call that uses no handle. */
  Call() {
    handle = 0;
  }

  /** A call that uses one, which stays open and reachable until the call has ended. */
  Call(Handle used) {
    try {
      handle = use(used);
    } catch (RuntimeException closedOrInUse) {
      super.close();
      throw closedOrInUse;
    }
  }

  /** Uses a further handle. */
  long use(Handle other) {
    long address = other.owned().enter();
    used.add(other);
    return address;
  }

  long handle() {
    return handle;
  }

  long error() {
    return error.address();
  }

  /** The place of the next result, which is rows. */
  long out() {
    Struct out = struct(Long.BYTES);
    outputs.add(out);
    return out.address();
  }

  /** The rows of a result, by its number from 0. */
  <R> Rows<R> take(int output, Class<R> type) {
    return new Rows<>(takeAddress(output), type);
  }

  private long takeAddress(int output) {
    Struct out = outputs.get(output);
    long address = out.longNumber();
    out.set(0, 0L);
    return address;
  }

  /** What is passed to the callbacks that are registered with it; 0 for none. */
  long user(Object target) {
    if (target == null) {
      return 0;
    }
    long user = Upcalls.register(this, target);
    users.add(user);
    return user;
  }

  /** A callback and what is passed to it, members that stand beside each other. */
  void progress(Struct options, int member, Progress progress) {
    if (progress != null) {
      options.set(member, Upcalls.PROGRESS_FN).set(member + Long.BYTES, user(progress));
    }
  }

  /** Takes a step of a callback; false: it threw, or one before did. */
  boolean upcall(Step step) {
    if (thrown != null) {
      return false;
    }
    try {
      step.run();
      return true;
    } catch (Throwable failure) {  // thrown again once the library has returned
      thrown = failure;
      return false;
    }
  }

  /** The status of the call, 0 or above; throws what it failed with, or what a callback threw. */
  int check(int status) {
    if (thrown == null && status >= 0) {
      return status;
    }
    PortoException failure = status < 0 ? PortoException.take(status, error.longNumber()) : null;
    if (thrown == null) {
      throw failure;
    }
    if (failure != null && !(failure instanceof CancelledException)) {
      failure.addSuppressed(thrown);
      throw failure;
    }
    if (failure != null && failure.committed() > 0) {
      thrown.addSuppressed(failure);  // how much an import had stored by then is worth knowing
    }
    throw unchecked(thrown);
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      return exception;
    }
    if (thrown instanceof IOException exception) {
      UncheckedIOException carried = new UncheckedIOException(exception);
      for (Throwable suppressed : thrown.getSuppressed()) {
        carried.addSuppressed(suppressed);
      }
      return carried;
    }
    return new IllegalStateException(thrown);
  }

  @Override
  public void close() {
    try {
      for (Struct out : outputs) {
        Abi.porto_rows_close(out.longNumber());
      }
      users.forEach(Upcalls::forget);
      super.close();
    } finally {
      for (Handle handle : used) {
        handle.owned().leave();
      }
      Reference.reachabilityFence(used);
    }
  }
}
