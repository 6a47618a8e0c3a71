// The functions that the table names, by way of the binding.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Porto.Tests
{
    public sealed class Calls
    {
        private readonly Case test;
        private readonly Arguments documents;

        public Calls(Case test, Arguments documents)
        {
            this.test = test;
            this.documents = documents;
        }

        /// <summary>Calls the method that is named after the function.</summary>
        public Result Call(string function, Arguments args)
        {
            string name = string.Concat(function.Split('_').Skip(1).Select(
                part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
            MethodInfo method = GetType().GetMethod(name)
                ?? throw new CheckFailed($"{function} is not known here");
            try
            {
                return (Result)method.Invoke(this, new object[] { args });
            }
            catch (TargetInvocationException error)
            {
                ExceptionDispatchInfo.Capture(error.InnerException).Throw();
                throw;
            }
        }

        public Result MonthParse(Arguments args) =>
            new Result { Value = Month.Parse(args.Text("text")).Yyyymm.ToString() };

        public Result TimeParse(Arguments args) =>
            new Result { Value = Exact.Text(Exact.Micros(args.Time("text"))) };

        // ---- Ledgers ----------------------------------------------------------------------------

        public Result LedgerCreate(Arguments args)
        {
            Arguments from = args.Object("options");
            var options = new CreateOptions
            {
                Zone = from.Text("zone"),
                Currency = from.Text("currency"),
                Late = from.Text("late"),
                AllowNegative = from.Flag("allow_negative"),
                FirstMonth = from.MaybeMonth("first_month_yyyymm"),
            };
            test.Keep(args.Text("as") ?? "ledger", Ledger.Create(args.Text("path"), options));
            return new Result();
        }

        public Result LedgerOpen(Arguments args)
        {
            Arguments from = args.Object("options");
            var options = new OpenOptions
            {
                ReadOnly = from.Flag("read_only"),
                BusyTimeout = from.Has("busy_timeout_ms")
                    // -1 is PORTO_NO_WAIT.
                    ? TimeSpan.FromMilliseconds(Math.Max(0, from.Number("busy_timeout_ms")))
                    : (TimeSpan?)null,
            };
            test.Keep(args.Text("as") ?? "ledger", Ledger.Open(args.Text("path"), options));
            return new Result();
        }

        public Result LedgerClose(Arguments args)
        {
            Used(args).Dispose();
            return new Result();
        }

        public Result LedgerMonthOf(Arguments args)
        {
            Month month = Used(args).MonthOf(args.Time("time_unix_us"));
            return new Result { Value = month.Yyyymm.ToString() };
        }

        public Result LedgerVerify(Arguments args)
        {
            Arguments from = args.Object("options");
            Verification done = Used(args).Verify(new VerifyOptions
            {
                Expected = from.Objects("expected").Select(
                    one => new KeptDigest(one.Month("month_yyyymm"), one.Text("digest"))),
                Progress = Progress(from),
            });
            return Rows(done.IsSound ? "ok" : "differs", "out", done.Findings);
        }

        public Result LedgerBackup(Arguments args)
        {
            Used(args).Backup(args.Text("path"), Progress(args.Object("options")));
            return new Result();
        }

        public Result LedgerPrune(Arguments args)
        {
            Pruned row = Used(args).Prune(args.Month("before_yyyymm"), args.Time("now_unix_us"));
            return Rows("ok", "out", row.Table);
        }

        // ---- Catalogue --------------------------------------------------------------------------

        public Result TariffAdd(Arguments args) => Changed(Used(args).AddTariff(
            documents.Text(args.Text("toml")), args.Text("file_name"), args.By("options")));

        public Result CompanyAdd(Arguments args)
        {
            IEnumerable<Company> companies = args.Objects("companies").Select(
                one => new Company(one.Text("id"), one.Text("name")));
            return new Result { Status = Used(args).AddCompanies(companies) ? "ok" : "exists" };
        }

        public Result CompanyRemove(Arguments args) =>
            Changed(Used(args).RemoveCompany(args.Text("id"), args.By("options")));

        public Result CompanyList(Arguments args) => Rows("ok", "out", Used(args).Companies());

        public Result MeterAdd(Arguments args)
        {
            IEnumerable<Meter> meters = args.Objects("meters").Select(
                one => new Meter(one.Text("id"), (int)one.Number("decimals")));
            return new Result { Status = Used(args).AddMeters(meters) ? "ok" : "exists" };
        }

        public Result SubscriptionAdd(Arguments args)
        {
            IEnumerable<Subscription> made = args.Objects("subscriptions").Select(
                one => new Subscription(
                    one.Text("company"), one.Text("tariff"), one.MonthOrDay("from"),
                    one.MaybeMonthOrDay("through")));
            return Changed(Used(args).Subscribe(made, args.By("options")));
        }

        public Result SubscriptionEnd(Arguments args) => Changed(Used(args).EndSubscription(
            args.Text("company"), args.Text("tariff"), args.MonthOrDay("through"),
            args.By("options")));

        public Result SubscriptionRemove(Arguments args) => Changed(Used(args).RemoveSubscription(
            args.Text("company"), args.Text("tariff"), args.MaybeMonthOrDay("from"),
            args.By("options")));

        public Result ChangeList(Arguments args) => Rows("ok", "out", Used(args).Changes());

        public Result DomainAdd(Arguments args) => Changed(Used(args).AddDomain(
            args.Text("domain"), args.Text("company"), args.MaybeDay("from_yyyymmdd"),
            args.MaybeDay("through_yyyymmdd"), args.By("options")));

        public Result ItemAdd(Arguments args)
        {
            ItemsAdded done = Used(args).AddItems(
                args.Objects("items").Select(one => new Item(
                    one.Month("month_yyyymm"), one.Text("company"), Exact.Parse(one.Text("amount")),
                    one.Text("text"))),
                args.By("options"));
            return Rows(done.HasChanged ? "ok" : "exists", "out", done.Items);
        }

        // ---- Usage ------------------------------------------------------------------------------

        public Result UsageRecord(Arguments args) =>
            Recorded(Used(args).Record(args.Events(), args.Time("now_unix_us")));

        public Result UsageImport(Arguments args)
        {
            Arguments from = args.Object("options");
            var options = new ImportOptions
            {
                BatchEvents = from.Has("batch_events") ? from.Number("batch_events") : 0,
            };
            Imported done = Used(args).Import(
                args.Objects("inputs").Select(Input), options, from.Time("now_unix_us"));
            return Rows(
                done.IsComplete ? "ok" : "rejects", "report", done.Report, "effect", done.Effect);
        }

        public Result ImportUndo(Arguments args)
        {
            Changed<Undone> done = Used(args).UndoImport(args.Number("import"), args.By("options"));
            return Rows("ok", "out", done.Rows, "effect", done.Effect);
        }

        public Result UsageList(Arguments args)
        {
            Arguments which = args.Object("filter");
            return Rows(
                "ok", "out",
                Used(args).Usage(which.MaybeMonth("month_yyyymm"), which.Text("company")));
        }

        public Result UsageUnassigned(Arguments args) => Rows("ok", "out", Used(args).Unassigned());

        public Result UsageReconcile(Arguments args)
        {
            Reconciliation done = Used(args).Reconcile(Input(args.Object("input")));
            return Rows(done.IsSame ? "ok" : "differs", "out", done.Rows);
        }

        public Result EventShow(Arguments args)
        {
            StoredEvent found = Used(args).StoredEvent(args.Text("event_id"), args.Text("source"));
            return Rows("ok", "out", found.Table);
        }

        public Result EventWrite(Arguments args)
        {
            Arguments which = args.Object("filter");
            var written = new Written(
                args.Has("write") ? test.Callback(args["write"]) : () => { });
            Used(args).WriteEvents(
                written,
                PortoLibrary.ParseFormat(args.Text("format")),
                new EventFilter { Source = which.Text("source") });
            return new Result { Value = Encoding.UTF8.GetString(written.ToArray()) };
        }

        public Result EventVoid(Arguments args)
        {
            Arguments what = args.Object("what");
            Changed<StoredEvent> done = Used(args).VoidEvent(
                what.Text("event_id"), VoidBy(args), what.Text("source"));
            return Rows(done.HasChanged ? "ok" : "exists", "out", done.Rows, "effect", done.Effect);
        }

        public Result EventCorrect(Arguments args)
        {
            Arguments what = args.Object("what");
            Changed<Corrected> done = Used(args).CorrectEvent(
                what.Text("event_id"), args.Number("quantity"), VoidBy(args), what.Text("source"));
            return Rows(done.HasChanged ? "ok" : "exists", "out", done.Rows, "effect", done.Effect);
        }

        // ---- Invoices ---------------------------------------------------------------------------

        public Result InvoiceShow(Arguments args)
        {
            Invoice done = Used(args).Invoice(
                args.Month("month_yyyymm"), args.Object("options").Text("company"));
            Result made = Rows("ok", "lines", done.Lines, "tasks", done.Tasks);
            made.State = done.State.ToString().ToLowerInvariant();
            return made;
        }

        public Result MonthClose(Arguments args)
        {
            Arguments from = args.Object("options");
            ClosedInvoice done = Used(args).CloseMonth(
                args.Month("month_yyyymm"),
                new CloseOptions
                {
                    DryRun = from.Flag("dry_run"),
                    Except = from.Texts("except"),
                    By = args.By("options"),
                    Progress = Progress(from),
                },
                args.Time("now_unix_us"));
            return Rows(done.HasChanged ? "ok" : "exists", "out", done.Lines, "tasks", done.Tasks);
        }

        public Result MonthList(Arguments args) => Rows("ok", "out", Used(args).ClosedMonths());

        // ---- Tariffs and recorders --------------------------------------------------------------

        public Result TariffOpen(Arguments args)
        {
            test.Keep(args.Text("as") ?? "tariff", Tariff.Parse(documents.Text(args.Text("toml"))));
            return new Result();
        }

        public Result TariffRate(Arguments args)
        {
            var usage = new Usage();
            foreach (Arguments one in args.Object("usage").Objects("meters"))
            {
                usage.Add(one.Text("meter"), Exact.Parse(one.Text("quantity_text")));
            }
            using (Rating rating = test.Handle<Tariff>("tariff").Rate(usage))
            {
                Result made = Rows("ok", "lines", rating.Lines(args.Month("month_yyyymm")));
                made.Value = Exact.Text(rating.TotalMinor);
                return made;
            }
        }

        public Result RecorderOpen(Arguments args)
        {
            test.Keep(args.Text("as") ?? "recorder", Recorder.Open(args.Text("path")));
            return new Result();
        }

        public Result RecorderRecord(Arguments args) => Recorded(
            test.Handle<Recorder>("recorder").Record(args.Events(), args.Time("now_unix_us")));

        public Result RecorderClose(Arguments args)
        {
            test.Handle<Recorder>("recorder").Dispose();
            return new Result();
        }

        // ---- Parts ------------------------------------------------------------------------------

        private static By VoidBy(Arguments args)
        {
            Arguments what = args.Object("what");
            return new By(what.Text("actor"), what.Text("reason"))
            {
                At = what.Time("voided_at_unix_us"),
                DryRun = args.Object("options").Flag("dry_run"),
            };
        }

        private static Result Changed(Changed done) =>
            Rows(done.HasChanged ? "ok" : "exists", "effect", done.Effect);

        private static Result Recorded(Recorded done)
        {
            Check.Sequence(
                done.Outcomes.Select((one, i) => (long)i).Where(
                    i => done.Outcomes[(int)i] >= Outcome.Conflict),
                done.Rejects.Select(one => one.Number));
            Result made = new Result { Status = done.IsComplete ? "ok" : "rejects" };
            made.Outcomes = done.Outcomes.Select(one => one.ToString().ToLowerInvariant());
            made.Rows["rejected"] = done.Rejects.Select(
                one => new Func<string, string>(column => Cell(one, column))).ToList();
            return made;
        }

        private static string Cell(RejectedEvent one, string column)
        {
            switch (column)
            {
                case "index":
                    return one.Number.ToString();
                case "outcome":
                    return one.Outcome.ToString().ToLowerInvariant();
                case "reason":
                    return one.Reason;
                case "kind":
                    return one.Kind;
                default:
                    throw new CheckFailed("no column " + column);
            }
        }

        /// <summary>A cell, whose text and value are the same.</summary>
        private static string Cell(Row row, string column)
        {
            string text = row[column];
            switch (row.Table.Columns[row.Table.ColumnIndex(column)].Type)
            {
                case ColumnType.Decimal:
                case ColumnType.Money:
                case ColumnType.Quantity:
                    Check.Equal(text, Decimal(row, column));
                    break;
                case ColumnType.Integer:
                    long? whole = row.GetInt64(column);
                    Check.Equal(text, whole == null ? null : Exact.Text(whole.Value));
                    break;
                case ColumnType.Month:
                case ColumnType.Day:
                case ColumnType.MonthOrDay:
                    Check.Equal(text, row.GetMonthOrDay(column)?.ToString());
                    break;
            }
            return text;
        }

        /// <summary>A number, with all its digits as text. More than a decimal has must be refused;
        /// then the text of the cell is the number.</summary>
        private static string Decimal(Row row, string column)
        {
            try
            {
                decimal? number = row.GetDecimal(column);
                return number == null ? null : Exact.Text(number.Value);
            }
            catch (OverflowException)
            {
                string text = row[column];
                Check.True(text.Count(char.IsDigit) > 28, $"{text} fits into a decimal");
                return text;
            }
        }

        private static Result Rows(string status, params object[] tables)
        {
            var made = new Result { Status = status };
            for (int i = 0; i < tables.Length; i += 2)
            {
                made.Rows[(string)tables[i]] = ((IEnumerable<Row>)tables[i + 1]).Select(
                    row => new Func<string, string>(column => Cell(row, column))).ToList();
            }
            return made;
        }

        private Ledger Used(Arguments args) => test.Handle<Ledger>(args.Text("ledger") ?? "ledger");

        private IProgress<WorkDone> Progress(Arguments options) => options.Has("on_progress")
            ? new Told(test.Callback(options["on_progress"]))
            : null;

        private Input Input(Arguments from)
        {
            if (from.Has("path"))
            {
                return Porto.Input.File(from.Text("path"));
            }
            if (from.Has("bytes"))
            {
                return Porto.Input.Text(from.Text("bytes"), from.Text("name"));
            }
            Action then = from.Has("then") ? test.Callback(from["then"]) : () => { };
            return Porto.Input.Stream(new Pieces(from.Texts("read"), then), from.Text("name"));
        }
    }
}
