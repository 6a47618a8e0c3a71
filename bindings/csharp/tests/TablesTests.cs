// Every table has the columns that its class declares, and every method that gives one runs.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Porto.Tests
{
    public static class TablesTests
    {
        public const string Books = @"
            [seller]
            name = ""Exempelpost AB""
            organisation = ""556677-8899""
            vat_number = ""SE556677889901""
            street = ""Storgatan 1""
            city = ""Umeå""
            postcode = ""903 24""
            bankgiro = ""5050-1055""

            [numbers]
            series = ""2026""
            prefix = ""E-""
            first = 1001

            [[vat]]
            id = ""standard""
            category = ""S""
            rate = 25
            account = 2611

            [defaults]
            article = ""EPOST""
            account = 3041
        ";

        private static readonly Month April = new Month(2026, 4);
        private static readonly HashSet<Type> Seen = new HashSet<Type>();

        private static readonly Dictionary<ColumnType, Type[]> Types =
            new Dictionary<ColumnType, Type[]>
            {
                [ColumnType.Text] = new[] { typeof(string) },
                [ColumnType.Integer] = new[] { typeof(long), typeof(int) },
                [ColumnType.Decimal] = new[] { typeof(decimal) },
                [ColumnType.Money] = new[] { typeof(decimal) },
                [ColumnType.Quantity] = new[] { typeof(decimal) },
                [ColumnType.Time] = new[] { typeof(DateTimeOffset) },
                [ColumnType.Month] = new[] { typeof(Month) },
                [ColumnType.Day] = new[] { typeof(Day) },
                [ColumnType.MonthOrDay] = new[] { typeof(MonthOrDay) },
            };

        public static void AllOfThem()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                Catalogue(ledger);
                Usage(ledger);
                Billing(ledger);
                Export(ledger);
                Ahead(ledger);
            }
            Tariffs();
            IEnumerable<Type> declared = typeof(Row).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Row)));
            Check.Sequence(new Type[0], declared.Except(Seen).OrderBy(type => type.Name));
        }

        private static Rows<T> Look<T>(Rows<T> rows, int least = 1)
            where T : Row
        {
            Seen.Add(typeof(T));
            Dictionary<string, PropertyInfo> properties = typeof(T)
                .GetProperties(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .ToDictionary(one => Snake(one.Name));
            List<string> minor = properties.Keys.Where(name => name.EndsWith("_minor")).ToList();
            Check.Sequence(
                rows.Columns.Select(column => column.Name), properties.Keys.Except(minor));
            Check.Sequence(
                rows.Columns.Where(column => column.Type == ColumnType.Money)
                    .Select(column => column.Name + "_minor"),
                minor);
            foreach (Column column in rows.Columns)
            {
                Type type = properties[column.Name].PropertyType;
                type = Nullable.GetUnderlyingType(type) ?? type;
                Check.True(
                    Types[column.Type].Contains(type),
                    $"{typeof(T).Name}.{column.Name} is {column.Type}, and not {type.Name}");
            }
            foreach (T row in rows)
            {
                foreach (PropertyInfo property in properties.Values)
                {
                    property.GetValue(row); // throws if a cell is absent that never is
                }
            }
            Check.True(rows.Count >= least, $"{rows.Count} rows of {typeof(T).Name}");
            return rows;
        }

        private static string Snake(string name) =>
            Regex.Replace(name, "(?<!^)([A-Z])", "_$1").ToLowerInvariant();

        private static void Look(Row row)
        {
            MethodInfo look = typeof(TablesTests).GetMethods(
                BindingFlags.NonPublic | BindingFlags.Static).Single(
                    one => one.Name == nameof(Look) && one.IsGenericMethod);
            look.MakeGenericMethod(row.GetType()).Invoke(null, new object[] { row.Table, 1 });
        }

        private static void Catalogue(Ledger ledger)
        {
            var other = new Company("bolag-8", "Granen")
            {
                CustomerNumber = "812",
                Reference = "ref",
                Language = "sv",
                CostCentre = "c1",
            };
            Check.True(ledger.AddCompanies(new[] { other, new Company("own") }), "they are new");
            Check.True(!ledger.AddCompanies(new[] { other }), "it was there");
            Check.True(ledger.AddMeter("storage", 2), "it is new");
            Check.True(!ledger.AddMeter("storage", 2), "it was there");
            Check.Fails(
                PortoStatus.InvalidArgument,
                () => ledger.AddMeters(new[] { new Meter("m") { Kind = MeterKind.Highest } }));
            Check.Equal(250L, ledger.Units("storage", 2.5m));
            Check.Throws<ArgumentException>(() => ledger.Units("storage", 2.555m));
            Check.Throws<ArgumentException>(() => ledger.Units("nothing", 1));
            Check.Equal("812", Look(ledger.Companies(), 3)[1].CustomerNumber);
            Look(ledger.Unsubscribed(Support.March), 2);
            Look(ledger.Meters(), 2);
            Look(ledger.Tariffs());
            Look(ledger.TariffDocument("vitec-epost"));
            Check.Equal(Support.Document, ledger.TariffDocument("vitec-epost").Document);
            Look(ledger.Info);
            Look(ledger.Subscriptions(Support.March, SubscriptionsOf.Joined));
            Check.Equal(0, ledger.Subscriptions(Support.March, SubscriptionsOf.Left).Count);
            Changed changed = ledger.Subscribe("bolag-8", "vitec-epost", Support.March);
            Check.True(changed.HasChanged, "it is new");
            Look(changed.Effect);
            ledger.EndSubscription("bolag-8", "vitec-epost", new Month(2026, 5));
            Check.Equal("2026-05", Look(ledger.Subscriptions(), 2)[1].Through.ToString());
            ledger.RemoveSubscription("bolag-8", "vitec-epost", by: Support.Anna);
            ledger.AddDomain("a.example", "bolag-8", new Day(2026, 1, 1));
            ledger.EndDomain("a.example", "bolag-8", new Day(2026, 5, 31));
            Look(ledger.Domains());
            ledger.RemoveDomain("a.example", "bolag-8", Support.Anna);
            var credit = new Item(Support.March, "bolag-17", -100.00m, "Credit");
            ItemsAdded items = ledger.AddItem(credit, Support.Anna);
            Check.Equal(-10000L, Look(items.Items)[0].AmountMinor);
            Check.True(!ledger.AddItem(credit, Support.Anna).HasChanged, "it was there");
            ledger.RemoveItem(items.Items[0].Item, Support.Anna);
            ledger.AddItem(Item.OfMinor(Support.March, "bolag-17", 50, "Fee"), Support.Anna);
            Check.Equal("0.50", Look(ledger.Items(Support.March))[0]["amount"]);
            Look(ledger.Changes(limit: 100));
            ledger.RemoveCompany("own", Support.Anna);
            ledger.AddTariff(Support.Document.Replace("vitec-epost", "other"));
            ledger.RemoveTariff("other", 1, Support.Anna);
        }

        private static void Usage(Ledger ledger)
        {
            var late = new UsageEvent("e-3", Support.Now.AddDays(-9), 1, domain: "x.example");
            Recorded done = ledger.Record(
                new[] { Support.Event(1, 40000), Support.Event(2, -1), late }, Support.Now);
            Check.Equal(
                "2 1 0 0", $"{done.Stored} {done.Rejected} {done.Conflict} {done.Duplicate}");
            Check.Equal(1L, done.Rejects.Single().Number);
            Check.Sequence(
                new[] { Outcome.Stored, Outcome.Rejected, Outcome.Stored }, done.Outcomes);
            Seen.Add(typeof(RejectedRow));
            Look(ledger.Usage());
            Check.Equal(40000m, ledger.Usage(Support.March, "bolag-17")[0].Quantity);
            Look(ledger.Unassigned());
            string rows = Support.Header + "a,bolag-17,2026-03-09T00:00:00Z,5\n";
            File.WriteAllText("march.csv", rows);
            Imported imported = ledger.Import(
                "march.csv", new ImportOptions { ByCompany = true, Delimiter = ',' }, Support.Now);
            Check.Equal("1 0 0 0",
                $"{imported.Stored} {imported.Rejected} {imported.Conflict} {imported.Duplicate}");
            Look(imported.Report);
            Look(imported.Effect);
            imported = ledger.Import(new[] { Input.Bytes(Encoding.UTF8.GetBytes(rows)) });
            Check.Equal(1L, imported.Duplicate);
            Look(ledger.Imports());
            Look(ledger.ImportDetails(1));
            Reconciliation compared = ledger.Reconcile(
                Input.Text("month,company,quantity\n2026-03,bolag-17,7\n"),
                new ReconcileOptions { By = "company" });
            Check.True(!compared.IsSame, "they differ");
            Look(compared.Rows);
            Look(compared.Report);
            Look(ledger.UndoImport(1, Support.Anna).Rows);
            CompaniesImported table = ledger.ImportCompanies(
                Input.Text("id;name;tariff;from\nbolag-9;Asp;vitec-epost;2026-03\n"),
                new CompanyTableOptions { Delimiter = ';' });
            Check.True(table.HasChanged, "it is new");
            Look(table.Differences);
            Look(table.Report);
            Look(ledger.ExportCompanies());
            Look(PortoLibrary.ImportMaps());
        }

        private static void Billing(Ledger ledger)
        {
            Invoice preview = ledger.Invoice(Support.March);
            Check.Equal(MonthState.Open, preview.State);
            InvoiceLine line = Look(preview.Lines, 3).First(one => one.Kind == "usage");
            Check.Equal("360.00", Exact.Text(line.NetAmount));
            Check.Equal(36000L, line.NetAmountMinor);
            Check.Equal(0.012m, line.UnitPrice);
            Check.Fails(PortoStatus.BadNumber, () => line.GetInt64("unit_price"));
            Look(preview.Unbilled, 0);
            Look(preview.Tasks, 0);
            ClosedInvoice closed = ledger.CloseMonth(
                Support.March,
                new CloseOptions { Except = new[] { "bolag-9" }, By = new By("anna", "a test") },
                Support.Now);
            Look(closed.Tasks);
            Look(ledger.Invoice(Support.March).Totals(), 2);
            Look(ledger.ClosedMonths());
            Changed<StoredEvent> voided = ledger.VoidEvent("e-1", Support.Anna);
            Look(voided.Rows);
            Look(voided.Effect, 2);
            Look(ledger.CorrectEvent("e-3", 4, Support.Anna).Rows);
            Look(ledger.Causes(April), 2);
            Look(ledger.StoredEvents(new EventFilter { From = Support.March }), 2);
            Check.Equal("a test", ledger.StoredEvent("e-1").Reason);
            Verification verified = ledger.Verify();
            Check.True(verified.IsSound, "nothing differs");
            Look(verified.Findings);
            var kept = new KeptDigest(Support.March, new string('0', 64));
            Check.True(
                !ledger.Verify(new VerifyOptions { Expected = new[] { kept } }).IsSound, "differs");
            kept = new KeptDigest("batch", 1, new string('0', 64));
            Check.True(
                !ledger.Verify(new VerifyOptions { Expected = new[] { kept } }).IsSound, "differs");
            Written(ledger);
        }

        private static void Written(Ledger ledger)
        {
            var which = new EventFilter { Company = "bolag-17", Voided = true, Limit = 1 };
            Check.Equal("e-1", ledger.StoredEvents(which).Single().EventId);
            using (var file = new MemoryStream())
            {
                ledger.WriteEvents(file, OutputFormat.Json, which);
                var all = (List<object>)Json.Parse(Encoding.UTF8.GetString(file.ToArray()));
                Check.Equal("e-1", new Arguments(all[0]).Text("event_id"));
            }
            string one = ledger.Statement(Support.March, "bolag-17", OutputFormat.Json);
            var statements = new Dictionary<string, string>();
            ledger.Statements(Support.March, statements.Add, OutputFormat.Json);
            Check.Equal(one, statements["bolag-17"]);
            Check.Sequence(statements.Keys.OrderBy(id => id), statements.Keys);
        }

        private static void Export(Ledger ledger)
        {
            var options = new BooksOptions { Books = Books, Issued = new Day(2026, 4, 1) };
            Orders orders = ledger.OrderRows(Support.March, new BooksOptions { Books = Books });
            Look(orders.Rows, 2);
            Look(orders.Notices);
            DateTimeOffset now = Support.Now.AddDays(1);
            options.DryRun = true;
            const BooksFormat sie = BooksFormat.Sie;
            NumberedInvoices tried = ledger.ExportBooks(Support.March, sie, options, now);
            options.DryRun = false;
            NumberedInvoices done = ledger.ExportBooks(Support.March, sie, options, now);
            Look(done.Invoices);
            Look(done.Notices, 0);
            Check.Equal(tried.Invoices.Count, done.Invoices.Count);
            Check.Equal(new Day(2026, 4, 1), done.Invoices[0].Issued);
            string text = Encoding.ASCII.GetString(done.Files.Values.Single());
            Check.True(text.StartsWith("#FLAGGA 0\r\n"), text.Substring(0, 20));
            options.Books = "[seller]\nnam = 1\n";
            Check.Fails(
                PortoStatus.BadInput, () => ledger.ExportBooks(Support.March, sie, options, now));
        }

        private static void Ahead(Ledger ledger)
        {
            DateTimeOffset later = Support.Now.AddDays(14);
            Rows<ChargeOutlook> charges = Look(ledger.Charges(later));
            Look(Ledger.Totals(charges));
            Look(ledger.Tasks(later));
            Tariff tariff = ledger.TariffFor("vitec-epost", Support.March);
            Outlook<SimulatedRow> simulated = ledger.Simulate(tariff, Support.March, April);
            Look(simulated.Rows);
            Look(simulated.Notices, 0);
            Look(simulated.Tasks, 0);
            Check.True(
                ledger.PlotSimulation(tariff, Support.March, April).Svg.Contains("<svg"), "SVG");
            Outlook<Row> report = ledger.Report(
                Support.March, April, new ReportOptions { By = "month,company" });
            Check.Equal("row", report.Rows[0]["entry"]);
            Check.Equal(Support.March, report.Rows[0].GetMonth("month").Value);
            Picture picture = ledger.PlotReport(
                Support.March, April, new ReportOptions { By = "company" }, "sv");
            Check.True(picture.Svg.Contains("lang=\"sv\""), "the language");
            Look(picture.Notices, 0);
            Check.True(
                ledger.MonthPage(Support.March, "en").Contains("<html lang=\"en\">"), "a page");
            Check.Fails(
                PortoStatus.InvalidArgument, () => ledger.MonthPage(Support.March, "de"));
            ledger.CloseMonth(April, null, new DateTimeOffset(2026, 5, 2, 0, 0, 0, TimeSpan.Zero));
            LedgerStorage storage = ledger.Storage();
            Look(storage.Facts);
            Look(storage.Lanes);
            Check.Equal(
                storage.Lanes.Sum(lane => lane.Events).ToString(),
                storage.Facts.Single(fact => fact.Name == "events").Value);
            ledger.Backup("copy.db");
            LedgerCopy copy = Ledger.Copy("copy.db", "away.db");
            Check.True(copy.Verification.IsSound, "the copy is sound");
            Check.Equal((long)ledger.ClosedMonths().Count, copy.Copied.ClosedMonths);
            Look(copy.Copied);
            Migrated versions = Ledger.Migrate("away.db");
            Look(versions);
            Check.Equal(versions.FromVersion, versions.ToVersion);
            Pruned pruned = ledger.Prune(April, later.AddDays(30));
            Look(pruned);
            Check.Equal(Support.March, pruned.Through);
        }

        private static void Tariffs()
        {
            Look(Tariff.Mistakes("id = 7", "bad.toml"));
            Tariff tariff = Tariff.Parse(Support.Document, "mail.toml");
            Check.Equal(new Month(2024, 2), tariff.Info.Effective);
            Look(tariff.Examples());
            Rating rating = tariff.Rate(40000);
            Check.Equal("2 86000 860.00 36000 epost", string.Join(
                " ", rating.Count, rating.TotalMinor, Exact.Text(rating.Total), rating.NetMinor(1),
                rating.Charge(1)));
            Check.Equal(null, rating.Charge(2));
            Check.Fails(PortoStatus.NotFound, () => rating.NetMinor(2));
            Look(rating.Lines(Support.March, "bolag-17"), 2);
            tariff.Rate(new Usage().AddUnits("messages", 4000000, 2), rating);
            Check.Equal(86000L, rating.TotalMinor);
            Check.Fails(
                PortoStatus.InvalidArgument,
                () => tariff.Rate(new Usage().AddEvents("other", new long[] { 1, 2 }), rating));
            Check.Fails(PortoStatus.NotFound, () => rating.TotalMinor.ToString());
            Look(tariff.Explain(new Usage(40000), "en"), 5);
            Look(tariff.Describe("sv"), 2);
            Tariff dearer = Tariff.Parse(Support.Document.Replace("\"0.012\"", "\"0.020\""));
            Look(tariff.Diff(dearer));
            Look(tariff.Compare(dearer, new[] { new Usage(40000), new Usage(7).Share(15, 31) }), 2);
            Look(tariff.Compare(dearer));
            Check.True(tariff.Plot("messages", 0, 20000).Contains("<svg"), "SVG");
        }
    }
}
