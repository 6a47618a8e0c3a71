// A recorder: a ledger file open for recording by any number of threads at once.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Porto.Native;

namespace Porto
{
    /// <summary>A ledger file open for recording by any number of threads at once: calls that come
    /// at the same time are written in one transaction, which is much faster than one
    /// each.</summary>
    public sealed unsafe class Recorder : IDisposable
    {
        private readonly RecorderHandle handle;

        private Recorder(RecorderHandle handle, string path)
        {
            this.handle = handle;
            Path = path;
        }

        /// <summary>The file.</summary>
        public string Path { get; }

        private RecorderHandle Handle =>
            handle.IsClosed ? throw new ObjectDisposedException(nameof(Recorder), Path) : handle;

        /// <summary>Opens a ledger file; it cannot be read only.</summary>
        public static Recorder Open(string path, OpenOptions options = null)
        {
            using (var call = new Call())
            {
                byte* name = call.Needed(path, nameof(path), out UIntPtr length);
                porto_ledger_options how = OpenOptions.Fill(options);
                call.Check(
                    NativeMethods.porto_recorder_open(
                        name, length, &how, out RecorderHandle made, out IntPtr error),
                    error);
                return new Recorder(made, path);
            }
        }

        /// <summary>Records events in one transaction, from any thread. No token ends it, since the
        /// interrupt of a recorder ends the calls of all threads: <see cref="Interrupt"/>
        /// does.</summary>
        public Recorded Record(IEnumerable<UsageEvent> events, DateTimeOffset? now = null) =>
            RecordFrom(0, events, now);

        /// <summary>As <see cref="Ledger.RecordMany"/>.</summary>
        public Recorded RecordMany(
            IEnumerable<UsageEvent> events, DateTimeOffset? now = null, int batch = 10000) =>
            Events.RecordMany(events, batch, (some, first) => RecordFrom(first, some, now));

        /// <summary>The same on a thread of the pool, which it keeps until the events are on disk:
        /// the library has nothing asynchronous underneath.</summary>
        public Task<Recorded> RecordAsync(
            IEnumerable<UsageEvent> events, DateTimeOffset? now = null) =>
            Task.Run(() => Record(events, now));

        /// <summary>Ends all calls of the recorder that go on; nothing of them is stored.</summary>
        public void Interrupt() => handle.Interrupt();

        /// <summary>Closes it, once no call goes on; again is right.</summary>
        public void Dispose() => handle.Dispose();

        private Recorded RecordFrom(
            long first, IEnumerable<UsageEvent> events, DateTimeOffset? now)
        {
            using (var call = new Call())
            {
                return Events.Record(
                    events, first, now, call,
                    (porto_event* array, UIntPtr count, long at, porto_record_options* options,
                        int* outcomes, out RowsHandle rejected, out IntPtr error) =>
                        NativeMethods.porto_recorder_record(
                            Handle, array, count, at, options, outcomes, out rejected,
                            out error));
            }
        }
    }
}
