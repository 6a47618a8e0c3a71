// What the binding costs beside C, whose figures bench.c gives: the same work, in time of the
// processor. A measurement: as a test it takes the work once, in small.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Porto.Native;

namespace Porto.Tests
{
    public static class BenchTests
    {
        private const int Rounds = 5;

        public static void TheWorkIsDone() =>
            Check.Equal(2000L, Bulk(Directory.GetCurrentDirectory(), 2000, 1000, 1).Item2);

        /// <summary>bench FOLDER EVENTS BATCH</summary>
        public static int Program(string[] arguments)
        {
            int count = int.Parse(arguments[1]), batch = int.Parse(arguments[2]);
            long best = Bulk(arguments[0], count, batch, Rounds).Item1;
            long second = TimeSpan.TicksPerSecond;
            Console.WriteLine($"C#  bulk of {batch,-6} {count * second / best,9} events a second");
            Calls();
            Rating();
            Cells(Path.Combine(arguments[0], "csharp-0.db"));
            return 0;
        }

        /// <summary>The least time of the rounds, in ticks, and what is stored in one.</summary>
        private static Tuple<long, long> Bulk(string folder, int count, int batch, int rounds)
        {
            long best = long.MaxValue, stored = 0;
            for (int round = 0; round < rounds; ++round)
            {
                using (Ledger ledger = Ledger.Create(Path.Combine(folder, $"csharp-{round}.db")))
                {
                    ledger.AddCompany("bolag-17");
                    best = Math.Min(best, Spent(() =>
                    {
                        stored = ledger.RecordMany(Made(count), Support.Now, batch).Stored;
                    }));
                }
            }
            return Tuple.Create(best, stored);
        }

        private static IEnumerable<UsageEvent> Made(int count)
        {
            DateTimeOffset start = Exact.Time(1773000000000000);
            return Enumerable.Range(0, count).Select(
                n => new UsageEvent($"id-{n:D8}", start.AddMilliseconds(n), 1, "bolag-17"));
        }

        private static void Calls()
        {
            uint sum = NativeMethods.porto_version_number();
            Each("porto_version_number", 2000000, () => sum += FirstCalls.porto_version_number());
            using (Ledger ledger = Ledger.Create(":memory:"))
            {
                ledger.AddCompany("bolag-17");
                Each("Ledger.MonthOf", 500000, () => ledger.MonthOf(Support.Now));
                Each("Ledger.Companies, read", 5000, () => ledger.Companies().Count());
            }
        }

        private static void Rating()
        {
            using (Tariff tariff = Tariff.Parse(Support.Document))
            using (Rating rating = tariff.Rate(1))
            {
                var usage = new Usage(40000);
                Each("Tariff.Rate, into one", 200000, () => tariff.Rate(usage, rating));
            }
        }

        private static void Cells(string path)
        {
            using (Ledger ledger = Ledger.Open(path))
            using (Rows<StoredEvent> rows = ledger.StoredEvents(new EventFilter { Limit = 10000 }))
            {
                long cells = (long)rows.Count * rows.Columns.Count;
                long spent = Spent(() => rows.Count(row => row == null));
                Console.WriteLine($"C#  a cell of a result     {spent * 100 / cells,6} ns");
            }
        }

        private static void Each(string what, int times, Action one)
        {
            one();
            long spent = Spent(() =>
            {
                for (int i = 0; i < times; ++i)
                {
                    one();
                }
            });
            Console.WriteLine($"C#  {what,-22} {spent * 100 / times,6} ns");
        }

        /// <summary>Ticks of the processor, of all threads.</summary>
        private static long Spent(Action work)
        {
            GC.Collect();
            long before = Process.GetCurrentProcess().TotalProcessorTime.Ticks;
            work();
            return Process.GetCurrentProcess().TotalProcessorTime.Ticks - before;
        }
    }
}
