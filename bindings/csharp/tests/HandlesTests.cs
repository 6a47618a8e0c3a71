// What becomes of a handle: closed, forgotten, shared by threads, left by a process that ends.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Porto.Tests
{
    public static class HandlesTests
    {
        public static void Closed()
        {
            Ledger ledger = Support.NewLedger();
            Rows<CompanyRow> rows = ledger.Companies();
            Tariff tariff = ledger.TariffFor("vitec-epost", Support.March);
            ledger.Dispose();
            ledger.Dispose();
            ledger.Interrupt();
            var error = Check.Throws<ObjectDisposedException>(() => ledger.Companies());
            Check.True(error.Message.Contains("porto.db"), "the message names the file");
            Check.Throws<ObjectDisposedException>(() => ledger.Record(Support.Events(1, 1)));
            Check.Throws<ObjectDisposedException>(() => ledger.Backup("copy.db"));
            // What it gave stays.
            Check.Equal("Eken Bostad AB", rows.Single().Name);
            Check.Equal(86000L, tariff.Rate(40000).TotalMinor);
            tariff.Dispose();
            Check.Throws<ObjectDisposedException>(() => tariff.Rate(1));
        }

        public static void ClosedRowsAndRatings()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(Support.Events(1, 3), Support.Now);
                Rows<InvoiceLine> lines = ledger.Invoice(Support.March).Lines;
                InvoiceLine line = lines[0];
                lines.Dispose();
                lines.Dispose();
                Check.Equal(500.00m, line.NetAmount);
                Check.Throws<ObjectDisposedException>(() => lines.ToText());
                Check.Throws<ObjectDisposedException>(() => lines[0].ToString());
                Check.Throws<ObjectDisposedException>(() => line.NetAmountMinor.ToString());
                Rating rating = Tariff.Parse(Support.Document).Rate(40000);
                rating.Dispose();
                Check.Throws<ObjectDisposedException>(() => rating.TotalMinor.ToString());
            }
            Recorder recorder = Recorder.Open("porto.db");
            recorder.Dispose();
            recorder.Interrupt();
            Check.Throws<ObjectDisposedException>(() => recorder.Record(Support.Events(1, 1)));
        }

        public static void Forgotten()
        {
            Support.NewLedger("forgotten.db").Dispose();
            // On a stack of its own, of which nothing is left.
            var thread = new Thread(Forget);
            thread.Start();
            thread.Join();
            Garbage.Collect();
            // An empty -wal is what a ledger leaves whose last user has closed it.
            Check.Equal(0L, new FileInfo("forgotten.db-wal").Length);
            using (Ledger ledger = Ledger.Open("forgotten.db"))
            {
                Check.Equal(5L, ledger.Usage()[0].Events);
            }
        }

        public static void ManyAreForgotten()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                for (int i = 0; i < 3000; ++i)
                {
                    Check.Equal(1, ledger.Companies().Count);
                    Tariff.Parse(Support.Document).Rate(i);
                }
                Garbage.Collect();
                Check.Equal(1, ledger.Companies().Count);
            }
        }

        public static void TwoThreads()
        {
            using (Ledger ledger = Support.NewLedger())
            using (var inside = new ManualResetEventSlim())
            using (var goOn = new ManualResetEventSlim())
            {
                Input slow = Waiting(inside, goOn);
                var thread = new Thread(
                    () => ledger.Import(new[] { slow }, null, Support.Now));
                thread.Start();
                Check.True(inside.Wait(10000), "the import reads");
                Check.Fails(PortoStatus.InvalidArgument, () => ledger.Companies());
                goOn.Set();
                thread.Join();
                Check.Equal(1, ledger.Imports().Count);
            }
        }

        /// <summary>An input that says that it is read, and waits.</summary>
        private static Input Waiting(ManualResetEventSlim inside, ManualResetEventSlim goOn)
        {
            return Input.Stream(new Pieces(
                new[] { Support.Header + "a,bolag-17,2026-03-01T00:00:00Z,1\n" },
                () =>
                {
                    inside.Set();
                    goOn.Wait(10000);
                }));
        }

        public static void DisposedWhileACallGoesOn()
        {
            using (var inside = new ManualResetEventSlim())
            using (var goOn = new ManualResetEventSlim())
            {
                Ledger ledger = Support.NewLedger();
                Input slow = Waiting(inside, goOn);
                Imported done = null;
                var thread = new Thread(
                    () => done = ledger.Import(new[] { slow }, null, Support.Now));
                thread.Start();
                Check.True(inside.Wait(10000), "the import reads");
                ledger.Dispose();
                goOn.Set();
                thread.Join();
                Check.Equal(1L, done.Stored);
                Check.Equal(0L, new FileInfo("porto.db-wal").Length);
            }
        }

        public static void RecorderOfManyThreads()
        {
            Support.NewLedger().Dispose();
            using (Recorder recorder = Recorder.Open("porto.db"))
            {
                Support.AtOnce(8, turn =>
                {
                    for (int i = 0; i < 10; ++i)
                    {
                        recorder.Record(Support.Events(turn * 10 + i, 1), Support.Now);
                    }
                });
                Recorded again = recorder.RecordMany(Support.Events(0, 81), Support.Now, 10);
                Check.Equal(80L, again.Duplicate);
                Check.Equal(1L, again.Stored);
                Check.Equal(81L, again.Count);
                Check.Equal(81L, recorder.RecordAsync(Support.Events(0, 81)).Result.Duplicate);
            }
        }

        public static void ThreadsShareATariffAndRows()
        {
            using (Ledger ledger = Support.NewLedger())
            using (Tariff tariff = Tariff.Parse(Support.Document))
            {
                ledger.Record(Support.Events(0, 100), Support.Now);
                Rows<StoredEvent> rows = ledger.StoredEvents();
                Support.AtOnce(4, turn =>
                {
                    for (int i = 0; i < 200; ++i)
                    {
                        Check.Equal(86000L, tariff.Rate(40000).TotalMinor);
                        Check.Equal(100, rows.Count());
                        Check.Equal(100, rows.Integers("seq").Count);
                        Check.Equal(5L, rows[4].GetInt64("seq"));
                        Check.True(rows.ToText().Length > 1000, "all as a text");
                    }
                });
            }
        }

        public static void ThreadsShareARating()
        {
            using (Tariff tariff = Tariff.Parse(Support.Document))
            using (Rating rating = tariff.Rate(40000))
            {
                Support.AtOnce(4, turn =>
                {
                    var usage = new Usage(turn % 2 == 0 ? 40000 : 50000);
                    for (int i = 0; i < 3000; ++i)
                    {
                        tariff.Rate(usage, rating);
                        string net = $"{rating.NetMinor(1)} {rating.TotalMinor}";
                        Check.True(net.EndsWith(" 86000") || net.EndsWith(" 98000"), net);
                        string total = Exact.Text(rating.Total);
                        Check.True(total == "860.00" || total == "980.00", total);
                        Check.Equal(2, rating.Count);
                        Check.Equal("epost", rating.Charge(1));
                        Check.Equal(2, rating.Lines(Support.March).Count);
                    }
                });
            }
        }

        /// <summary>What is rated is the usage of one moment: the first meter is told, since no
        /// tariff prices it, and is the same each time.</summary>
        public static void UsageThatGrowsWhileItIsRated()
        {
            using (Tariff tariff = Tariff.Parse(Support.Document))
            {
                for (int round = 0; round < 20; ++round)
                {
                    Usage usage = new Usage().Add("first", 1);
                    var thread = new Thread(() =>
                    {
                        for (int i = 0; i < 20000; ++i)
                        {
                            usage.AddUnits("other", i, 0);
                        }
                    });
                    thread.Start();
                    while (thread.IsAlive)
                    {
                        var error = Check.Throws<PortoCallException>(() => tariff.Rate(usage));
                        Check.True(error.Message.Contains("\"first\""), error.Message);
                    }
                    thread.Join();
                }
            }
        }

        public static void AProcessThatEndsWithoutClosing()
        {
            Support.NewLedger().Dispose();
            Check.Equal(0, Support.Again("handles", "leave", "porto.db"));
            Check.Equal(3, Support.Again("handles", "fail", "porto.db"));
            using (Ledger ledger = Ledger.Open("porto.db"))
            {
                Check.Equal(2L, ledger.Usage()[0].Events);
                Check.True(ledger.Verify().IsSound, "nothing differs");
            }
        }

        /// <summary>The other process: it leaves with all open, one way or another.</summary>
        public static int Program(string[] arguments)
        {
            Ledger ledger = Ledger.Open(arguments[1]);
            Recorder recorder = Recorder.Open(arguments[1]);
            Rows<CompanyRow> rows = ledger.Companies();
            int number = arguments[0] == "leave" ? 1 : 2;
            recorder.Record(Support.Events(number, 1), Support.Now);
            ledger.Record(Support.Events(number, 1), Support.Now);
            if (arguments[0] == "fail")
            {
                // In the middle of a call, out of a callback.
                ledger.Verify(new VerifyOptions { Progress = new Told(() => Environment.Exit(3)) });
            }
            GC.KeepAlive(rows);
            return 0;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Forget()
        {
            Ledger ledger = Ledger.Open("forgotten.db");
            ledger.Record(Support.Events(1, 5), Support.Now);
        }
    }
}
