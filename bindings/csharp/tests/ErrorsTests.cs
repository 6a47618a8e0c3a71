// Failures by who acts, with what the library says of them; and options that are refused here.
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace Porto.Tests
{
    public static class ErrorsTests
    {
        public static void WhoActs()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                var call = Check.Throws<PortoCallException>(() => ledger.AddCompany("a\nb"));
                Check.Equal("invalid_argument", call.StatusName);
                var data = Check.Throws<PortoDataException>(
                    () => ledger.Subscribe("nobody", "vitec-epost", Support.March));
                Check.Equal(PortoStatus.NotFound, data.Status);
                using (Ledger other = Ledger.Open(
                    "porto.db", new OpenOptions { BusyTimeout = TimeSpan.Zero }))
                {
                    var busy = Check.Throws<PortoMachineException>(() => ledger.CloseMonth(
                        Support.March,
                        new CloseOptions { Progress = new Told(() => other.AddCompany("c")) },
                        Support.Now));
                    Check.Equal(PortoStatus.Busy, busy.Status);
                    Check.True(busy.SqliteCode != 0, "the number of SQLite");
                }
            }
        }

        public static void WhatTheLibrarySays()
        {
            var error = Check.Throws<PortoDataException>(() => Tariff.Parse("id = 7", "bad.toml"));
            Check.Equal(PortoStatus.BadTariff, error.Status);
            Check.True(error.Message.Contains("bad.toml:1"), error.Message);
            var place = Check.Throws<PortoCallException>(
                () => Ledger.Create("a.db", new CreateOptions { Late = "never" }));
            Check.Equal("options.late", place.Where);
            Check.True(place.Message.StartsWith("options.late: "), place.Message);
            Check.Fails(PortoStatus.NotFound, () => Ledger.Open("none.db"));
        }

        public static void AFilter()
        {
            string caught = "nothing";
            try
            {
                Ledger.Open("none.db");
            }
            catch (PortoDataException error) when (error.Status == PortoStatus.Conflict)
            {
                caught = "a conflict";
            }
            catch (PortoDataException error) when (error.Status == PortoStatus.NotFound)
            {
                caught = "not found";
            }
            Check.Equal("not found", caught);
        }

        public static void WhatIsRefusedHere()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                Check.Throws<ArgumentNullException>(() => Ledger.Open(null));
                Check.Throws<ArgumentNullException>(() => ledger.AddTariff((string)null));
                Check.Throws<ArgumentNullException>(() => ledger.Record(null));
                Check.Throws<ArgumentNullException>(() => ledger.VoidEvent("e", null));
                Check.Throws<ArgumentNullException>(() => Input.File(null));
                Check.Throws<ArgumentNullException>(
                    () => ledger.Import(new Input[] { null }, null, Support.Now));
                Check.Throws<ArgumentNullException>(
                    () => ledger.Simulate(null, Support.March, Support.March));
                Check.Throws<ArgumentOutOfRangeException>(() => Ledger.Open(
                    "porto.db", new OpenOptions { BusyTimeout = TimeSpan.FromSeconds(-1) }));
                Check.Throws<ArgumentOutOfRangeException>(
                    () => ledger.RecordMany(Enumerable.Empty<UsageEvent>(), batch: 0));
                Check.Throws<OverflowException>(() => ledger.Import(
                    "a.csv", new ImportOptions { BatchEvents = -1 }));
                Check.Equal(0L, ledger.Record(new UsageEvent[0]).Count);
            }
        }

        public static void AListThatChangesMeanwhile()
        {
            using (Ledger ledger = Support.NewLedger())
            using (Recorder recorder = Recorder.Open("porto.db"))
            {
                var events = new Shrinking(Support.Events(0, 300));
                Check.Equal(300L, ledger.Record(events, Support.Now).Stored);
                events = new Shrinking(Support.Events(0, 300));
                Check.Equal(300L, recorder.Record(events, Support.Now).Duplicate);
            }
        }

        public static void QuantitiesDoNotWrap()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(new[] { Support.Event(1, long.MaxValue) }, Support.Now);
                Check.Fails(
                    PortoStatus.Overflow,
                    () => ledger.Record(new[] { Support.Event(2) }, Support.Now));
                Check.Equal(9223372036854775807m, ledger.Usage().Single().Quantity);
            }
        }

        public static void ReadOnly()
        {
            Support.NewLedger().Dispose();
            using (Ledger ledger = Ledger.Open("porto.db", new OpenOptions { ReadOnly = true }))
            {
                Check.Equal(1, ledger.Companies().Count);
                Check.Fails(PortoStatus.ReadOnly, () => ledger.AddCompany("c"));
            }
        }

        /// <summary>A list that says each time that it has fewer events.</summary>
        private sealed class Shrinking : Collection<UsageEvent>, ICollection<UsageEvent>,
            IList<UsageEvent>
        {
            private int asked;

            public Shrinking(IList<UsageEvent> events)
                : base(events)
            {
            }

            int ICollection<UsageEvent>.Count => Count / ++asked;
        }
    }
}
