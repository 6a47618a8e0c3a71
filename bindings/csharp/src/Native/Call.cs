// One call of the library: its memory, its callbacks, its cancellation, and what came of it.
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Porto.Native
{
    internal sealed unsafe class Call : IDisposable
    {
        private const int Again = 50; // ms between two interrupts of a call that has not ended

        private readonly object gate = new object();
        private readonly CancellationToken cancellationToken;
        private LedgerHandle ledger; // null: no token ends the call, or it has not begun
        private List<Delegate> kept;
        private List<GCHandle> pinned;
        private CancellationTokenRegistration registration;
        private Arena arena;
        private ExceptionDispatchInfo thrown;
        private Timer timer;
        private bool ended;

        internal Call()
        {
            Loader.Require();
        }

        /// <summary>A call of a ledger that a token can end, once it has begun.</summary>
        internal Call(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            this.cancellationToken = cancellationToken;
        }

        /// <summary>The ledger, for the call of the library that comes next: from here on the token
        /// interrupts it. Before, lists of the program are read, whose code may make calls of the
        /// ledger that the interrupt must not end.</summary>
        internal LedgerHandle Begin(LedgerHandle used)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (cancellationToken.CanBeCanceled)
            {
                // Held, so that the interrupt finds it even if somebody disposes of it meanwhile.
                bool held = false;
                used.DangerousAddRef(ref held);
                ledger = used;
                registration = cancellationToken.Register(Interrupt);
            }
            return used;
        }

        // ---- Memory -----------------------------------------------------------------------------

        internal Arena Memory => arena ?? (arena = new Arena());

        internal byte* Text(string text, out UIntPtr length, string name = null)
        {
            length = UIntPtr.Zero;
            try
            {
                return text == null ? null : Memory.Text(text, out length);
            }
            catch (EncoderFallbackException error)
            {
                string before = text.Substring(0, Math.Min(error.Index, 40));
                throw Utf8.Refused(name ?? $"the text \"{before}...\"", name, error);
            }
        }

        /// <summary>A text that must be there.</summary>
        internal byte* Needed(string text, string name, out UIntPtr length) =>
            Text(text ?? throw new ArgumentNullException(name), out length, name);

        internal byte* Bytes(byte[] bytes, string name, out UIntPtr length)
        {
            if (bytes == null)
            {
                throw new ArgumentNullException(name);
            }
            byte* taken = Memory.Take(bytes.LongLength + 1);
            Marshal.Copy(bytes, 0, (IntPtr)taken, bytes.Length);
            length = (UIntPtr)(ulong)bytes.LongLength;
            return taken;
        }

        /// <summary>Bytes that stay where they are until the call has returned.</summary>
        internal void* Pinned(byte[] bytes)
        {
            pinned = pinned ?? new List<GCHandle>();
            pinned.Add(GCHandle.Alloc(bytes, GCHandleType.Pinned));
            // An empty array has no first byte to point to.
            return bytes.Length == 0
                ? Memory.Take(1)
                : (void*)pinned[pinned.Count - 1].AddrOfPinnedObject();
        }

        /// <summary>An array of texts that end with a NUL.</summary>
        internal byte** Texts(IEnumerable<string> texts, string name, out UIntPtr count)
        {
            count = UIntPtr.Zero;
            if (texts == null)
            {
                return null;
            }
            List<string> list = Given.List(texts, name);
            byte** array = (byte**)Memory.Take((long)sizeof(byte*) * Math.Max(list.Count, 1));
            for (int i = 0; i < list.Count; ++i)
            {
                if (list[i].IndexOf('\0') >= 0)
                {
                    throw new ArgumentException($"{name}[{i}] has a NUL in it", name);
                }
                array[i] = Text(list[i], out UIntPtr length, name);
            }
            count = (UIntPtr)(uint)list.Count;
            return list.Count == 0 ? null : array;
        }

        // ---- Callbacks --------------------------------------------------------------------------

        /// <summary>The callback as a pointer, and alive until the call has returned.</summary>
        internal IntPtr Pointer(Delegate callback)
        {
            Keep(callback);
            return Marshal.GetFunctionPointerForDelegate(callback);
        }

        internal void Keep(Delegate callback)
        {
            kept = kept ?? new List<Delegate>();
            kept.Add(callback);
        }

        /// <summary>What a callback does, and what it returns. What that throws is kept, and stops
        /// the call: nothing is thrown through C.</summary>
        internal int Guarded(Func<int> work)
        {
            try
            {
                return work();
            }
            catch (Exception error)
            {
                thrown = thrown ?? ExceptionDispatchInfo.Capture(error);
                return -1;
            }
        }

        /// <summary>The same of what returns nothing.</summary>
        internal int Guarded(Action work) => Guarded(() =>
        {
            work();
            return 0;
        });

        internal IntPtr Progress(IProgress<WorkDone> progress)
        {
            if (progress == null)
            {
                return IntPtr.Zero;
            }
            return Pointer(new porto_progress_fn((user, done, total) =>
                Guarded(() => progress.Report(new WorkDone(done, total)))));
        }

        internal porto_write_fn Write(Stream to)
        {
            if (to == null)
            {
                throw new ArgumentNullException(nameof(to));
            }
            var buffer = new byte[0];
            porto_write_fn write = (user, bytes, size) => Guarded(() =>
            {
                int count = checked((int)size);
                if (buffer.Length < count)
                {
                    buffer = new byte[count];
                }
                Marshal.Copy((IntPtr)bytes, buffer, 0, count);
                to.Write(buffer, 0, count);
            });
            Keep(write);
            return write;
        }

        // ---- The end ----------------------------------------------------------------------------

        /// <summary>The status of a call that succeeded; a failure is thrown.</summary>
        internal int Check(int status, IntPtr error)
        {
            End();
            GC.KeepAlive(kept);
            if (status >= 0 && thrown == null)
            {
                return status;
            }
            PortoException failure = status < 0 ? PortoException.Take(status, error) : null;
            bool stopped = failure == null || failure.Status == PortoStatus.Cancelled;
            // Whatever comes out says how much an import had stored by then.
            long committed = failure?.Committed ?? 0;
            if (stopped && thrown != null)
            {
                thrown.SourceException.Data[PortoException.CommittedKey] = committed;
                thrown.Throw();
            }
            if (stopped && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(failure.Message, failure, cancellationToken)
                {
                    Data = { [PortoException.CommittedKey] = committed },
                };
            }
            throw failure;
        }

        public void Dispose()
        {
            End();
            pinned?.ForEach(one => one.Free());
            pinned = null;
            arena?.Dispose();
        }

        /// <summary>Interrupts, and again until the call has ended: it may not have begun
        /// yet.</summary>
        private void Interrupt()
        {
            lock (gate)
            {
                if (!ended)
                {
                    ledger.InterruptHeld();
                    timer = timer ?? new Timer(state => Interrupt(), null, Again, Again);
                }
            }
        }

        private void End()
        {
            if (ledger == null)
            {
                return;
            }
            lock (gate)
            {
                if (ended)
                {
                    return;
                }
                ended = true;
                timer?.Dispose();
            }
            registration.Dispose();
            ledger.DangerousRelease();
        }
    }
}
