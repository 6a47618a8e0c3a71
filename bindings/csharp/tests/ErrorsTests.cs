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
            Check.Equal(2, place.Message.Split(new[] { "options.late" }, 0).Length, place.Message);
            place = Check.Throws<PortoCallException>(
                () => Tariff.Parse(Support.Document).Rate(new Usage().Add("none", 1)));
            Check.True(place.Message.StartsWith(place.Where + ": "), place.Message);
            Check.Equal(2, place.Message.Split(new[] { place.Where }, 0).Length, place.Message);
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
                foreach (var one in new Dictionary<string, Action>
                {
                    ["BatchEvents"] = () => ledger.Import(
                        "a.csv", new ImportOptions { BatchEvents = -1 }),
                    ["Limit"] = () => ledger.Verify(new VerifyOptions { Limit = -1 }),
                    ["TableWidth"] = () => ledger.Companies().ToText(
                        OutputFormat.Table, new OutputOptions { TableWidth = -1 }),
                    ["line"] = () => new Rating().NetMinor(-1),
                })
                {
                    Check.Equal(
                        one.Key, Check.Throws<ArgumentOutOfRangeException>(one.Value).ParamName);
                }
                Check.Equal(0L, ledger.Record(new UsageEvent[0]).Count);
            }
        }

        /// <summary>The message says which event of all it is, and the data what is
        /// stored.</summary>
        public static void AnEventThatIsNone()
        {
            using (Ledger ledger = Support.NewLedger())
            using (Recorder recorder = Recorder.Open("porto.db"))
            {
                int first = 0;
                UsageEvent good = Support.Event(0);
                foreach (var bad in new Dictionary<string, UsageEvent>
                {
                    ["events[25].EventId is null"] = default(UsageEvent),
                    ["events[25].EventId is no Unicode: its character 1, counted from 0"]
                        = new UsageEvent("a\ud83d", good.OccurredAt, 1, "bolag-17"),
                    ["events[25].Company is no Unicode"]
                        = new UsageEvent("a", good.OccurredAt, 1, "\udc00"),
                    ["events[25].Meter"] = new UsageEvent("a", good.OccurredAt, 1, null, "\udc00"),
                    ["events[25].Source"]
                        = new UsageEvent("a", good.OccurredAt, 1, source: "\udc00"),
                    ["events[25].Domain"]
                        = new UsageEvent("a", good.OccurredAt, 1, domain: "\udc00"),
                })
                {
                    List<UsageEvent> events = Support.Events(first, 25);
                    events.Add(bad.Value);
                    var error = Check.Throws<ArgumentException>(
                        () => ledger.Record(events, Support.Now));
                    Check.True(error.Message.StartsWith(bad.Key), error.Message);
                    error = Check.Throws<ArgumentException>(
                        () => recorder.RecordMany(events, Support.Now, 10));
                    Check.True(error.Message.StartsWith(bad.Key), error.Message);
                    Check.Equal(20L, (long)error.Data["Porto.Committed"]);
                    first += 20;
                    Check.Equal((long)first, ledger.Usage().Single().Events);
                }
            }
        }

        /// <summary>An id that the library refuses is the fault of its event alone.</summary>
        public static void AnEventIdThatIsTooLong()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                List<UsageEvent> events = Support.Events(0, 25);
                foreach (string id in new[] { "", "a\0b", new string('x', 256),
                    new string('x', 100000) })
                {
                    events.Add(new UsageEvent(id, events[0].OccurredAt, 1, "bolag-17"));
                }
                events.Add(new UsageEvent("late", DateTimeOffset.MaxValue, 1, "bolag-17"));
                events.Add(new UsageEvent("early", DateTimeOffset.MinValue, 1, "bolag-17"));
                Recorded done = ledger.RecordMany(events, Support.Now, 10);
                Check.Equal(25L, done.Stored);
                Check.Sequence(
                    new[] { 25L, 26L, 27L, 28L, 29L, 30L }, done.Rejects.Select(one => one.Number));
            }
        }

        public static void ATextThatIsNoUnicode()
        {
            const string half = "half \ud83d";
            using (Ledger ledger = Support.NewLedger())
            {
                Names("id", () => ledger.RemoveCompany(half));
                Names("document", () => ledger.AddTariff(half));
                Names("document", () => Tariff.Parse(half));
                Names("text", () => Input.Text(half));
                Names("Except", () => ledger.CloseMonth(
                    Support.March, new CloseOptions { Except = new[] { half } }, Support.Now));
                Names("the text \"half ...\"", () => ledger.AddCompany("c", half));
            }
        }

        private static void Names(string place, Action action)
        {
            string message = Check.Throws<ArgumentException>(action).Message;
            Check.True(
                message.StartsWith(
                    place + " is no Unicode: its character 5, counted from 0, is \\uD83D"),
                message);
        }

        /// <summary>Of who changes something nothing is ignored.</summary>
        public static void WhatAChangeHasNoUseFor()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(Support.Events(0, 1), Support.Now);
                string row = Support.Header + "e-0,bolag-17,2026-03-02T00:00:00Z,7\n";
                Action<By> import = by => ledger.Import(
                    new[] { Input.Text(row) }, new ImportOptions { Correct = by }, Support.Now);
                Action<By> close = by => ledger.CloseMonth(
                    Support.March, new CloseOptions { By = by }, Support.Now);
                Action<By> put = by => ledger.VoidEvent("e-0", by);
                Action<By> correct = by => ledger.CorrectEvent("e-0", 2, by);
                foreach (Action<By> call in new[] { import, close })
                {
                    Refuses(".At is set", call, by => by.At = Support.Now);
                }
                foreach (Action<By> call in new[] { import, close, put, correct })
                {
                    Refuses(".AllowFar is set", call, by => by.AllowFar = true);
                    Refuses(".Settle is set", call, by => by.Settle = true);
                }
                foreach (Action<By> call in new Action<By>[]
                {
                    by => ledger.RemoveCompany("none", by),
                    by => ledger.AddTariff(Support.Document, null, by),
                    by => ledger.Subscribe("bolag-17", "vitec-epost", Support.March, null, by),
                    by => ledger.AddDomain("a.example", "bolag-17", by: by),
                    by => ledger.EndDomain("a.example", "bolag-17", new Day(2026, 3, 1), by),
                    by => ledger.AddItem(new Item(Support.March, "bolag-17", 1, "x"), by),
                    by => ledger.RemoveItem(1, by),
                    by => ledger.UndoImport(1, by),
                    by => ledger.ImportCompanies(Input.Text("id\n"), null, by),
                })
                {
                    Refuses("by.Settle is set", call, by => by.Settle = true);
                }
                Check.Equal(MonthState.Open, ledger.Invoice(Support.March).State);
                Check.Equal(1m, ledger.StoredEvent("e-0").Quantity);
            }
        }

        private static void Refuses(string member, Action<By> call, Action<By> set)
        {
            var by = new By("anna", "a test");
            set(by);
            string message = Check.Throws<ArgumentException>(() => call(by)).Message;
            Check.True(message.Contains(member), message);
        }

        public static void WhenAChangeIsMade()
        {
            DateTimeOffset before = Exact.Time(Exact.Micros(DateTimeOffset.UtcNow));
            using (Ledger ledger = Support.NewLedger())
            {
                foreach (ChangeRecord change in ledger.Changes())
                {
                    Check.True(change.At >= before, $"{change.At}");
                    Check.True(change.At <= DateTimeOffset.UtcNow, $"{change.At}");
                }
                Check.Equal(2, ledger.Changes().Count);
                ledger.EndSubscription("bolag-17", "vitec-epost", Support.March, Support.Anna);
                Check.Equal(Support.Now, ledger.Changes()[2].At.Value);
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
