// Rows: in sequence, as numbers, as text in every format.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Porto.Tests
{
    public static class RowsTests
    {
        public static void Sequences()
        {
            using (Ledger ledger = Filled())
            {
                Rows<InvoiceLine> lines = ledger.Invoice(Support.March).Lines;
                Check.Equal(2, lines.Count);
                Check.Equal("fee usage", string.Join(" ", lines.Select(line => line.Kind)));
                Check.Equal("fee usage", string.Join(" ", lines.Select(line => line.Kind)));
                Check.True(ReferenceEquals(lines[0], lines.First()), "a row is read once");
                Check.Throws<IndexOutOfRangeException>(() => lines[2].ToString());
                InvoiceLine usage = lines.Having("kind", "usage").Single();
                Check.Equal("360.00", usage["net_amount"]);
                Check.Equal("usage", usage[usage.Table.ColumnIndex("kind")]);
                Check.Equal(0, lines.Having("charge", null).Count);
                Check.Fails(PortoStatus.NotFound, () => lines[0]["none"].ToString());
                Check.Fails(PortoStatus.InvalidArgument, () => lines.Having("none", "x"));
                Check.True(usage.ToString().Contains("net_amount=360.00, "), usage.ToString());
            }
        }

        public static void Numbers()
        {
            using (Ledger ledger = Filled())
            {
                Rows<InvoiceLine> lines = ledger.Invoice(Support.March).Lines;
                Check.Sequence(new long?[] { 50000, 36000 }, lines.Integers("net_amount"));
                Check.Sequence(new int?[] { 2, 2 }, lines.Decimals("net_amount"));
                Check.Sequence(new long?[] { 202603, 202603 }, lines.Integers("month"));
                Check.Fails(PortoStatus.BadNumber, () => lines.Integers("unit_price"));
                ledger.AddMeter("storage", 2);
                ledger.Record(
                    new[]
                    {
                        new UsageEvent(
                            "s", Support.Now.AddDays(-5), ledger.Units("storage", 2.5m),
                            "bolag-17", "storage"),
                    },
                    Support.Now);
                UsageTotal total = ledger.Usage().Having("meter", "storage").Single();
                Check.Equal("2.5", total["quantity"]);
                Check.Equal(2.5m, total.Quantity);
                Check.Equal(250L, total.GetInt64("quantity"));
                Rows<ClosedMonth> months = ledger.ClosedMonths();
                Check.Equal(0, months.Integers("pruned_at").Count);
                ledger.CloseMonth(Support.March, null, Support.Now);
                ClosedMonth closed = ledger.ClosedMonths().Single();
                Check.Equal(Support.Now, closed.ClosedAt);
                Check.Equal(null, closed.PrunedAt);
                Check.Equal(null, closed.GetInt64("pruned_at"));
                Check.Equal(Exact.Micros(Support.Now), closed.GetInt64("closed_at"));
            }
        }

        public static void AnIntegerOfOneCell()
        {
            using (Ledger ledger = Filled())
            {
                ledger.AddCompanies(new[] { new Company("17"), new Company("18") });
                Rows<CompanyRow> rows = ledger.Companies();
                Check.Equal("17 18 bolag-17", string.Join(" ", rows.Select(row => row.Company)));
                // In any order, and whatever has moved the cursor in between.
                Action[] moves =
                {
                    () => { }, () => rows.ToText(), () => rows.Shown(),
                    () => Rows.WriteJoined(new[] { rows }, new MemoryStream()),
                };
                foreach (Action move in moves)
                {
                    foreach (int place in new[] { 1, 1, 0, 1, 0 })
                    {
                        Check.Equal(17L + place, rows[place].GetInt64("company"));
                        move();
                    }
                    Check.Fails(PortoStatus.BadNumber, () => rows[2].GetInt64("company"));
                }
                Check.Fails(PortoStatus.BadNumber, () => rows.Integers("company"));
            }
        }

        public static void CellsOfOtherTypes()
        {
            using (Ledger ledger = Filled())
            {
                ledger.AddCompany("c");
                ledger.AddTariff(File.ReadAllText(
                    Path.Combine(Support.Root, "examples/tariffs/prorated.toml")));
                ledger.Subscribe("c", "prorated", new Day(2026, 3, 17));
                ledger.AddDomain("a.example", "c", new Day(2026, 3, 17));
                SubscriptionRow month = ledger.Subscriptions()[0];
                Check.Equal(Support.March, month.GetMonth("from").Value);
                Check.Equal(null, month.GetMonth("through"));
                NoCast(() => month.GetDay("from"), "\"from\" is of type MonthOrDay", "\"2026-03\"");
                SubscriptionRow inside = ledger.Subscriptions()[1];
                Check.Equal(new Day(2026, 3, 17), inside.GetDay("from").Value);
                NoCast(
                    () => inside.GetMonth("from"), "\"from\" is of type MonthOrDay",
                    "\"2026-03-17\"", "as Month");
                DomainRow day = ledger.Domains()[0];
                Check.Equal(new Day(2026, 3, 17), day.GetDay("from").Value);
                Check.Equal("2026-03-17", day.GetMonthOrDay("from").ToString());
                Check.Equal(null, day.GetDay("through"));
                NoCast(() => day.GetMonth("from"), "\"from\" is of type Day", "\"2026-03-17\"");
                NoCast(() => day.GetMonth("through"), "\"through\" is of type Day", "absent");
                NoCast(() => day.GetTime("from"), "\"from\" is of type Day", "as Time");
                NoCast(() => day.GetDecimal("from"), "\"from\" is of type Day", "as Decimal");
                NoCast(() => day.GetMonthOrDay("company"), "\"company\" is of type Text", "\"c\"");
                InvoiceLine line = ledger.Invoice(Support.March).Lines[0];
                NoCast(() => line.GetTime("month"), "\"month\" is of type Month", "\"2026-03\"");
                Check.Equal(1m, line.GetDecimal("line"));
            }
        }

        private static void NoCast(Action read, params string[] said)
        {
            string message = Check.Throws<InvalidCastException>(read).Message;
            foreach (string part in said)
            {
                Check.True(message.Contains(part), message);
            }
        }

        public static void WhatADecimalCannotHold()
        {
            string document = Support.Document.Replace("0.012\"", "0.012345678901234567\"");
            // Its examples are of the other price.
            document = document.Substring(0, document.IndexOf("[[example]]"));
            using (Tariff tariff = Tariff.Parse(document))
            using (Rating rating = tariff.Rate(10001.123456789012345678m))
            {
                InvoiceLine line = rating.Lines(Support.March).Single(one => one.Kind == "usage");
                Check.True(line["exact_amount"].Length > 34, line["exact_amount"]);
                Check.Throws<OverflowException>(() => line.ExactAmount.ToString());
                Check.Equal(0.01m, line.NetAmount);
            }
        }

        public static void Formats()
        {
            using (Ledger ledger = Filled())
            {
                Rows<CompanyRow> rows = ledger.Companies();
                Check.Equal(
                    "company,name,customer_number,reference,language,cost_centre\n"
                        + "bolag-17,Eken Bostad AB,,,,\n",
                    rows.ToText());
                var options = new OutputOptions
                {
                    Csv = "excel-sv",
                    Delimiter = '\t',
                    DecimalMark = ',',
                };
                Check.True(
                    ledger.Invoice(Support.March).Lines.ToText(OutputFormat.Csv, options)
                        .Contains("\t360,00\t"), "a decimal comma");
                options = new OutputOptions { ByteOrderMark = true };
                Check.Equal('\ufeff', rows.ToText(OutputFormat.Csv, options)[0]);
                options = new OutputOptions { TableWidth = 40 };
                Check.True(
                    rows.ToText(OutputFormat.Table, options).Split('\n').All(
                        line => line.Length <= 40), "a narrow table");
                Check.True(rows.ToText(OutputFormat.Html).Contains("<table"), "a page");
                Check.Fails(
                    PortoStatus.InvalidArgument,
                    () => rows.ToText(OutputFormat.Csv, new OutputOptions { Csv = "none" }));
                Check.Equal("Eken Bostad AB", rows.Shown()[0][1]);
            }
        }

        public static void Joined()
        {
            using (Ledger ledger = Filled())
            using (var file = new MemoryStream())
            {
                Rows<CompanyRow> one = ledger.Companies(), other = ledger.Companies();
                Rows.WriteJoined(new[] { one, other }, file);
                Check.Equal(
                    3, Encoding.UTF8.GetString(file.ToArray()).Count(letter => letter == '\n'));
                Check.Throws<ArgumentException>(
                    () => Rows.WriteJoined(new[] { one, one }, file));
                Check.Fails(
                    PortoStatus.InvalidArgument,
                    () => Rows.WriteJoined(new Rows[] { one, ledger.Meters() }, file));
            }
        }

        private static Ledger Filled()
        {
            Ledger ledger = Support.NewLedger();
            ledger.Record(new[] { Support.Event(1, 40000) }, Support.Now);
            return ledger;
        }
    }
}
