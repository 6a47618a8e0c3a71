// Callbacks, what they throw, and calls that a token or an interrupt ends.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Porto.Native;

namespace Porto.Tests
{
    public static class CallbacksTests
    {
        private sealed class Stop : Exception
        {
        }

        public static void WhatACallbackThrowsComesOutOfTheCall()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(Support.Events(0, 10), Support.Now);
                var stop = new Told(() => { throw new Stop(); });
                var error = Check.Throws<Stop>(() => ledger.Backup("copy.db", stop));
                Check.True(error.StackTrace.Contains("Stop") || error.StackTrace.Contains(
                    nameof(WhatACallbackThrowsComesOutOfTheCall)), "the trace says where");
                Check.True(!File.Exists("copy.db"), "there is no copy");
                Check.Throws<Stop>(() => ledger.Verify(new VerifyOptions { Progress = stop }));
                Check.Throws<Stop>(() => ledger.CloseMonth(
                    Support.March, new CloseOptions { Progress = stop }, Support.Now));
                Check.Throws<Stop>(() => ledger.WriteEvents(new Broken()));
                Check.Throws<Stop>(() => ledger.Companies().Write(new Broken()));
                Check.Throws<Stop>(
                    () => ledger.Statements(Support.March, (id, page) => { throw new Stop(); }));
                Check.Throws<Stop>(() => ledger.Import(
                    new[] { Input.Stream(new Broken()) }, null, Support.Now));
                // And the ledger is as it was.
                Check.Equal(MonthState.Open, ledger.Invoice(Support.March).State);
                Check.Equal(10L, ledger.Usage()[0].Events);
            }
        }

        public static void EveryCallbackOfAnImport()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                var told = new List<string>();
                string file = Support.Header + "a,bolag-17,2026-03-01T00:00:00Z,1\n"
                    + "b,bolag-17,nonsense,1\n";
                var options = new ImportOptions
                {
                    OnFile = (name, format) => told.Add($"{name} is {format}"),
                    OnKnown = known => told.Add($"{known.File} was import {known.Import}"),
                    OnRejected = row => told.Add($"{row.Line} {row.Outcome} {row.Row.Length}"),
                    OnCorrected = row => told.Add($"{row.EventId} {row.Before} {row.Quantity}"),
                    Progress = new Told(done => told.Add("progress")),
                };
                ledger.Import(new[] { Input.Text(file, "a.csv") }, options, Support.Now);
                options.Correct = new By("anna", "a test");
                file = file.Replace("Z,1", "Z,7");
                ledger.Import(new[] { Input.Text(file, "b.csv") }, options, Support.Now);
                ledger.Import(new[] { Input.Text(file, "c.csv") }, options, Support.Now);
                Check.Sequence(
                    new[]
                    {
                        "a.csv is csv", "3 Rejected 21", "b.csv is csv", "3 Rejected 21", "a 1 7",
                        "c.csv is csv", "c.csv was import 2", "3 Rejected 21",
                    }.OrderBy(text => text),
                    told.Where(text => text != "progress").OrderBy(text => text));
                Check.True(told.Contains("progress"), "progress is told");
                foreach (Action<ImportOptions> set in new Action<ImportOptions>[]
                {
                    it => it.OnFile = (name, format) => { throw new Stop(); },
                    it => it.OnKnown = known => { throw new Stop(); },
                    it => it.OnRejected = row => { throw new Stop(); },
                    it => it.Progress = new Told(() => { throw new Stop(); }),
                })
                {
                    var stopping = new ImportOptions();
                    set(stopping);
                    Check.Throws<Stop>(() => ledger.Import(
                        new[] { Input.Text(file, "c.csv") }, stopping, Support.Now));
                }
                options.OnCorrected = row => { throw new Stop(); };
                Check.Throws<Stop>(() => ledger.Import(
                    new[] { Input.Text(file.Replace("Z,7", "Z,9"), "d.csv") }, options,
                    Support.Now));
            }
        }

        /// <summary>The library has a pointer alone, which the garbage collector does not
        /// see.</summary>
        public static void CallbacksLiveAsLongAsTheCall()
        {
            using (var call = new Call())
            {
                var given = new List<WeakReference>();
                // On a stack of its own, of which nothing is left.
                var thread = new Thread(() => Give(call, given));
                thread.Start();
                thread.Join();
                Garbage.Collect();
                Check.Equal("True True True False", string.Join(
                    " ", given.Select(one => one.IsAlive)));
                GC.KeepAlive(call);
            }
        }

        /// <summary>Callbacks of each kind, and one that nobody keeps.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Give(Call call, List<WeakReference> given)
        {
            var progress = new Told(() => { });
            var stream = new MemoryStream();
            porto_progress_fn pointer = (user, done, total) => given.Count;
            porto_progress_fn forgotten = (user, done, total) => given.Count;
            call.Progress(progress);
            call.Write(stream);
            call.Pointer(pointer);
            Marshal.GetFunctionPointerForDelegate(forgotten);
            foreach (object one in new object[] { progress, stream, pointer, forgotten })
            {
                given.Add(new WeakReference(one));
            }
        }

        public static void CallsOutOfACallback()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                var error = Check.Throws<PortoCallException>(() => ledger.Verify(
                    new VerifyOptions { Progress = new Told(() => ledger.Companies()) }));
                Check.Equal(PortoStatus.InvalidArgument, error.Status);
            }
        }

        public static void DisposedOutOfACallback()
        {
            Ledger ledger = Support.NewLedger();
            ledger.Verify(new VerifyOptions { Progress = new Told(ledger.Dispose) });
            Check.Throws<ObjectDisposedException>(() => ledger.Companies());
            Check.Equal(0L, new FileInfo("porto.db-wal").Length);
        }

        // ---- Tokens -----------------------------------------------------------------------------

        public static void ATokenEndsAnImportThatWaitsForAPipe()
        {
            using (Ledger ledger = Support.NewLedger())
            using (var pipe = new Pipe())
            using (var source = new CancellationTokenSource(300))
            {
                Stopwatch watch = Stopwatch.StartNew();
                var error = Check.Throws<OperationCanceledException>(() => ledger.Import(
                    new[] { Input.Descriptor(pipe.Reading, "pipe") }, null, Support.Now,
                    source.Token));
                Check.True(watch.Elapsed < TimeSpan.FromSeconds(8), "soon");
                Check.Equal(source.Token, error.CancellationToken);
                Check.True(error.InnerException is PortoMachineException, "why is inside");
                Check.Equal(1L, ledger.Record(Support.Events(1, 1), Support.Now).Stored);
            }
        }

        public static void ATokenThatIsCancelledBeforehand()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                var cancelled = new CancellationToken(true);
                Check.Throws<OperationCanceledException>(
                    () => ledger.Record(Support.Events(1, 1), Support.Now, cancelled));
                Check.Throws<OperationCanceledException>(
                    () => ledger.Verify(null, cancelled));
                Check.Equal(0, ledger.Usage().Count);
            }
        }

        public static void ATokenThatIsCancelledOutOfACallback()
        {
            using (Ledger ledger = Support.NewLedger())
            using (var source = new CancellationTokenSource())
            {
                ledger.RecordMany(Support.Events(0, 100), Support.Now);
                var cancel = new VerifyOptions { Progress = new Told(source.Cancel) };
                Check.Throws<OperationCanceledException>(
                    () => ledger.Verify(cancel, source.Token));
                Check.True(ledger.Verify().IsSound, "the next call is not ended");
            }
        }

        /// <summary>An interrupt does nothing where no call goes on yet: it is made
        /// again.</summary>
        public static unsafe void ATokenThatIsCancelledJustBeforeTheCallBegins()
        {
            using (var pipe = new Pipe())
            using (var source = new CancellationTokenSource())
            using (var creating = new Call())
            using (var call = new Call(source.Token))
            {
                byte* path = creating.Needed(":memory:", "path", out UIntPtr length);
                creating.Check(
                    NativeMethods.porto_ledger_create(
                        path, length, null, out LedgerHandle ledger, out IntPtr error),
                    error);
                using (ledger)
                {
                    porto_input input = Input.Fill(
                        Input.Descriptor(pipe.Reading, "pipe"), "input", call);
                    porto_import_options how = ImportOptions.Fill(null, Support.Now, call);
                    call.Begin(ledger);
                    source.Cancel();
                    int status = NativeMethods.porto_usage_import(
                        ledger, &input, (UIntPtr)1, &how, out RowsHandle report,
                        out RowsHandle effect, out error);
                    IntPtr failure = error;
                    Check.Throws<OperationCanceledException>(() => call.Check(status, failure));
                }
            }
        }

        /// <summary>A list that is read as the call is prepared may be the work of other
        /// calls.</summary>
        public static void ATokenDoesNotEndTheCallsOfALazyList()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(Support.Events(0, 10), Support.Now);
                var input = new[] { Input.Text(Support.Header) };
                NotEnded(ledger, Support.Event(11), (list, token) =>
                    ledger.Record(list, Support.Now, token));
                NotEnded(ledger, Support.Event(11), (list, token) =>
                    ledger.RecordMany(list, Support.Now, 1, token));
                NotEnded(ledger, input[0], (list, token) =>
                    ledger.Import(list, null, Support.Now, token));
                NotEnded(ledger, "domain", (list, token) => ledger.Import(
                    input, new ImportOptions { CompanyFrom = list }, Support.Now, token));
                NotEnded(ledger, "bolag-17", (list, token) => ledger.CloseMonth(
                    Support.March, new CloseOptions { Except = list }, Support.Now, token));
                NotEnded(
                    ledger, new KeptDigest(Support.March, new string('0', 64)), (list, token) =>
                    ledger.Verify(new VerifyOptions { Expected = list }, token));
                Check.Equal(10L, ledger.Usage().Single().Events);
            }
        }

        /// <summary>The list has one element, which needs a call that takes a while.</summary>
        private static void NotEnded<T>(
            Ledger ledger, T element, Action<IEnumerable<T>, CancellationToken> call)
        {
            using (var source = new CancellationTokenSource())
            {
                bool verified = false;
                IEnumerable<T> list = new[] { element }.Select(one =>
                {
                    source.Cancel();
                    var slow = new VerifyOptions { Progress = new Told(() => Thread.Sleep(200)) };
                    verified = ledger.Verify(slow).IsSound;
                    return one;
                });
                Check.Throws<OperationCanceledException>(() => call(list, source.Token));
                Check.True(verified, "the call of the list has ended by itself");
            }
        }

        public static void AStoppedImportSaysWhatIsStored()
        {
            using (Ledger ledger = Support.NewLedger())
            using (var source = new CancellationTokenSource())
            {
                IEnumerable<string> rows = Enumerable.Range(0, 200).Select(i => string.Concat(
                    Enumerable.Range(i * 100, 100).Select(
                        n => $"e-{n},bolag-17,2026-03-01T00:00:00Z,1\n")));
                var options = new ImportOptions { BatchEvents = 1000 };
                var input = new Pieces(new[] { Support.Header }.Concat(rows), source.Cancel);
                var error = Check.Throws<OperationCanceledException>(() => ledger.Import(
                    new[] { Input.Stream(input) }, options, Support.Now, source.Token));
                long stored = ledger.Usage().Sum(row => row.Events);
                Check.True(stored > 0, "some are stored");
                Check.Equal(stored, ((PortoException)error.InnerException).Committed);
                Check.Equal(stored, Committed(error));

                rows = rows.Select(text => text.Replace("e-", "f-"));
                input = new Pieces(
                    new[] { Support.Header }.Concat(rows), () => { throw new Stop(); });
                var stop = Check.Throws<Stop>(() => ledger.Import(
                    new[] { Input.Stream(input) }, options, Support.Now));
                Check.Equal(
                    ledger.Usage().Sum(row => row.Events) - stored,
                    Committed(stop));

                input = new Pieces(new[] { Support.Header }, () => { throw new Stop(); });
                stop = Check.Throws<Stop>(() => ledger.Import(
                    new[] { Input.Stream(input) }, options, Support.Now));
                Check.Equal(0L, Committed(stop));
            }
        }

        public static void AStoppedBulkSaysWhatIsStored()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                IEnumerable<UsageEvent> events = Enumerable.Range(0, 50).Select(
                    n => n < 35 ? Support.Event(n) : throw new Stop());
                var stop = Check.Throws<Stop>(() => ledger.RecordMany(events, Support.Now, 10));
                Check.Equal(30L, Committed(stop));
                Check.Equal(30L, ledger.Usage()[0].Events);
                Check.Equal(20L, ledger.RecordMany(Support.Events(0, 50), batch: 7).Stored);
                using (var source = new CancellationTokenSource())
                {
                    events = Enumerable.Range(100, 30).Select(n =>
                    {
                        if (n == 115)
                        {
                            source.Cancel();
                        }
                        return Support.Event(n);
                    });
                    var cancelled = Check.Throws<OperationCanceledException>(
                        () => ledger.RecordMany(events, Support.Now, 10, source.Token));
                    Check.Equal(10L, Committed(cancelled));
                    // Who awaits it gets the same, without an AggregateException around it.
                    cancelled = Check.Throws<OperationCanceledException>(
                        () => Cancelled(ledger).GetAwaiter().GetResult());
                    Check.Equal(10L, Committed(cancelled));
                }
                events = Support.Events(200, 10).Concat(new[] { Support.Event(1, long.MaxValue) });
                events = events.Concat(new[] { Support.Event(300, long.MaxValue) });
                var refused = Check.Throws<PortoCallException>(
                    () => ledger.RecordMany(events, Support.Now, 10));
                Check.Equal(10L, refused.Committed);
                Check.Equal(10L, Committed(refused));
                Check.Equal(0L, Committed(Check.Throws<ArgumentNullException>(
                    () => ledger.RecordMany(null))));
                Check.Equal(0L, Committed(Check.Throws<ArgumentOutOfRangeException>(
                    () => ledger.RecordMany(events, Support.Now, 0))));
                Check.Equal(0L, Committed(Check.Throws<OperationCanceledException>(
                    () => ledger.RecordMany(
                        events, Support.Now, 10, new CancellationToken(true)))));
            }
        }

        private static Task<Recorded> Cancelled(Ledger ledger)
        {
            var source = new CancellationTokenSource();
            IEnumerable<UsageEvent> events = Enumerable.Range(120, 30).Select(n =>
            {
                if (n == 135)
                {
                    source.Cancel();
                }
                return Support.Event(n);
            });
            return ledger.RecordManyAsync(events, Support.Now, 10, source.Token);
        }

        private static long Committed(Exception error) => (long)error.Data["Porto.Committed"];

        public static void InterruptFromAnotherThread()
        {
            using (Ledger ledger = Support.NewLedger())
            using (var pipe = new Pipe())
            using (new Timer(state => ledger.Interrupt(), null, 300, 300))
            {
                var error = Check.Throws<PortoMachineException>(() => ledger.Import(
                    new[] { Input.Descriptor(pipe.Reading, "pipe") }, null, Support.Now));
                Check.Equal(PortoStatus.Cancelled, error.Status);
            }
        }

        public static void InterruptOfARecorderThatWaits()
        {
            using (Ledger ledger = Support.NewLedger())
            using (Recorder recorder = Recorder.Open("porto.db"))
            using (var goOn = new ManualResetEventSlim())
            using (var inside = new ManualResetEventSlim())
            {
                // A month that is being closed keeps others that write waiting.
                var slow = new CloseOptions
                {
                    Progress = new Told(() =>
                    {
                        inside.Set();
                        goOn.Wait(20000);
                    }),
                };
                Task<ClosedInvoice> close = ledger.CloseMonthAsync(
                    Support.March, slow, Support.Now);
                Check.True(inside.Wait(10000), "the month is being closed");
                Task<Recorded> task = recorder.RecordAsync(Support.Events(1, 1), Support.Now);
                while (!task.IsCompleted)
                {
                    recorder.Interrupt();
                    Thread.Sleep(50);
                }
                goOn.Set();
                Check.True(close.Result.HasChanged, "the month is closed");
                var error = (PortoException)task.Exception.InnerException;
                Check.Equal(PortoStatus.Cancelled, error.Status);
                Check.Equal(0, ledger.Usage().Count);
            }
        }

        // ---- Async ------------------------------------------------------------------------------

        public static void AsyncCallsRunOnThePool()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                int here = Thread.CurrentThread.ManagedThreadId, there = here;
                var progress = new Told(() => there = Thread.CurrentThread.ManagedThreadId);
                Check.Equal(
                    50L, ledger.RecordAsync(Support.Events(0, 50), Support.Now).Result.Stored);
                Check.Equal(
                    50L,
                    ledger.RecordManyAsync(Support.Events(0, 50), Support.Now).Result.Duplicate);
                Input input = Input.Text(Support.Header + "a,bolag-17,2026-03-01T00:00:00Z,1\n");
                Check.Equal(
                    1L, ledger.ImportAsync(new[] { input }, null, Support.Now).Result.Stored);
                Check.True(
                    ledger.VerifyAsync(new VerifyOptions { Progress = progress }).Result.IsSound,
                    "nothing differs");
                Check.True(here != there, "on another thread");
                Check.Equal(1, ledger.InvoiceAsync(Support.March).Result.Lines.Count);
                Check.Equal(
                    1, ledger.CloseMonthAsync(Support.March, null, Support.Now).Result.Lines.Count);
                ledger.BackupAsync("copy.db").Wait();
                Check.Equal(
                    2, ledger.ReportAsync(Support.March, Support.March).Result.Rows.Count);
                using (Tariff tariff = Tariff.Parse(Support.Document))
                {
                    Check.Equal(
                        1,
                        ledger.SimulateAsync(
                            tariff, Support.March, Support.March).Result.Rows.Count);
                }
                Check.Equal(
                    51L,
                    ledger.PruneAsync(Support.March.AddMonths(1), Support.Now).Result.Events);
            }
        }

        public static void AsyncCallsAreCancelled()
        {
            using (Ledger ledger = Support.NewLedger())
            using (var pipe = new Pipe())
            using (var source = new CancellationTokenSource(300))
            {
                Task<Imported> task = ledger.ImportAsync(
                    new[] { Input.Descriptor(pipe.Reading, "pipe") }, null, Support.Now,
                    source.Token);
                Check.Throws<AggregateException>(task.Wait);
                Check.Equal(TaskStatus.Canceled, task.Status);
            }
        }

        /// <summary>A pipe into which nobody writes. It ends after 10 seconds: what waits in vain
        /// fails.</summary>
        private sealed class Pipe : IDisposable
        {
            private readonly int[] ends = new int[2];
            private readonly Timer end;
            private int writing = 1;

            public Pipe()
            {
                Check.Equal(0, pipe(ends), "a pipe");
                end = new Timer(state => End(), null, 10000, Timeout.Infinite);
            }

            public int Reading => ends[0];

            public void Dispose()
            {
                end.Dispose();
                End();
                close(ends[0]);
            }

            private void End()
            {
                if (Interlocked.Exchange(ref writing, 0) == 1)
                {
                    close(ends[1]);
                }
            }

            [DllImport("libc.so.6", CallingConvention = CallingConvention.Cdecl)]
            private static extern int pipe([Out] int[] ends);

            [DllImport("libc.so.6", CallingConvention = CallingConvention.Cdecl)]
            private static extern int close(int descriptor);
        }

        /// <summary>A stream that neither reads nor writes.</summary>
        private sealed class Broken : MemoryStream
        {
            public override int Read(byte[] buffer, int offset, int count)
            {
                throw new Stop();
            }

            public override void Write(byte[] buffer, int offset, int count)
            {
                throw new Stop();
            }
        }
    }
}
