// The functions that the library calls, one for each type of porto.h, which live as long as the
// program. Their `user` is the number of what a call has registered: so nothing that is called can
// be collected, and no stub is made for a call.
package porto;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

final class Upcalls {
  /** What a function of a call does; whatever it throws stops the call and is thrown by it. */
  interface Action<T> {
    void run(T target) throws Exception;
  }

  interface BytesTaker {
    void take(String name, byte[] bytes) throws Exception;
  }

  interface Reader {
    int read(Pointer to, int size) throws Exception;
  }

  private record Registered(Call call, Object target) {}

  private static final int STOP = -1;

  private static final Map<Long, Registered> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private static final Abi.WriteFn WRITE = (user, bytes, size) ->
      run(user, Sink.class, sink -> sink.write(Utf8.bytes(bytes, size)));
  private static final Abi.ProgressFn PROGRESS = (user, done, total) ->
      run(user, Progress.class, progress -> progress.done(done, total));
  private static final Abi.StatementFn STATEMENT = (user, company, companyLen, bytes, size) ->
      run(user, BytesTaker.class,
          taker -> taker.take(Utf8.text(company, companyLen), Utf8.bytes(bytes, size)));
  private static final Abi.BooksFileFn BOOKS_FILE = (user, name, nameLen, bytes, size) ->
      run(user, BytesTaker.class,
          taker -> taker.take(Utf8.text(name, nameLen), Utf8.bytes(bytes, size)));
  private static final Abi.FileFn FILE = (user, file, format) ->
      run(user, ImportOptions.class,
          options -> options.onFile.accept(Utf8.text(file), Utf8.text(format)));
  private static final Abi.KnownFn KNOWN = (user, file, number, what) ->
      run(user, ImportOptions.class, options ->
          options.onKnown.known(Utf8.text(file), number, Utf8.text(what)));
  private static final Abi.RejectedFn REJECTED = (user, file, line, outcome, why, row, size) ->
      run(user, ImportOptions.class, options -> options.onRejected.accept(new RejectedLine(
          Utf8.text(file), line, Outcome.of(outcome), Utf8.text(why), Utf8.bytes(row, size))));
  private static final Abi.CorrectedFn CORRECTED = (user, file, line, id, by, before, quantity) ->
      run(user, ImportOptions.class, options -> options.onCorrected.accept(new CorrectedLine(
          Utf8.text(file), line, Utf8.text(id), Utf8.text(by), Utf8.text(before),
          Utf8.text(quantity))));
  private static final Abi.ProgressFn IMPORT_PROGRESS = (user, done, total) ->
      run(user, ImportOptions.class, options -> options.onProgress.done(done, total));
  private static final Abi.ReadFn READ = Upcalls::read;

  static final long WRITE_FN = pointer(WRITE);
  static final long PROGRESS_FN = pointer(PROGRESS);
  static final long STATEMENT_FN = pointer(STATEMENT);
  static final long BOOKS_FILE_FN = pointer(BOOKS_FILE);
  static final long FILE_FN = pointer(FILE);
  static final long KNOWN_FN = pointer(KNOWN);
  static final long REJECTED_FN = pointer(REJECTED);
  static final long CORRECTED_FN = pointer(CORRECTED);
  static final long IMPORT_PROGRESS_FN = pointer(IMPORT_PROGRESS);
  static final long READ_FN = pointer(READ);

  private Upcalls() {}

  private static long pointer(Callback callback) {
    return Pointer.nativeValue(CallbackReference.getFunctionPointer(callback));
  }

  /** Registers what a call has; gives the `user` of its functions. */
  static long register(Call call, Object target) {
    long user = NUMBERS.incrementAndGet();
    RUNNING.put(user, new Registered(call, target));
    return user;
  }

  static void forget(long user) {
    RUNNING.remove(user);
  }

  // JNA gives 0 for what a function here throws, which is to go on, or the end of what is read: so
  // nothing is thrown, whatever goes wrong, and the library is stopped.

  private static <T> int run(long user, Class<T> type, Action<T> action) {
    try {
      Registered registered = RUNNING.get(user);
      return registered.call().upcall(() -> action.run(type.cast(registered.target()))) ? 0 : STOP;
    } catch (Throwable lost) {
      return STOP;
    }
  }

  private static long read(long user, long to, long size) {
    try {
      Registered registered = RUNNING.get(user);
      int[] count = {STOP};
      registered.call().upcall(() -> {
        int most = (int) Math.min(size, Integer.MAX_VALUE);
        count[0] = ((Reader) registered.target()).read(new Pointer(to), most);
      });
      return count[0];
    } catch (Throwable lost) {
      return STOP;
    }
  }
}
