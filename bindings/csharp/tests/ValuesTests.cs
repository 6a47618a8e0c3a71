// Months, days, exact numbers and times, and where they end.
using System;

namespace Porto.Tests
{
    public static class ValuesTests
    {
        public static void Months()
        {
            var march = new Month(2026, 3);
            Check.Equal("2026-03", march.ToString());
            Check.Equal(march, Month.Parse("2026-03"));
            Check.Equal(new Month(2025, 12), march.AddMonths(-3));
            Check.Equal(new Month(2027, 4), march.AddMonths(13));
            Check.Equal("2026-03-31", march.LastDay.ToString());
            Check.Equal("2024-02-29", new Month(2024, 2).LastDay.ToString());
            Check.True(march < march.AddMonths(1) && march >= new Month(2026, 3), "order");
            Check.Fails(PortoStatus.InvalidArgument, () => Month.Parse("2026-13"));
            Check.Throws<ArgumentOutOfRangeException>(() => new Month(2026, 13));
            Check.Throws<ArgumentOutOfRangeException>(() => new Month(1, 1).AddMonths(-1));
            Check.Throws<ArgumentNullException>(() => Month.Parse(null));
            Check.Equal(new Month(1, 1), default(Month));
        }

        public static void Days()
        {
            Check.Equal(new Day(2026, 3, 17), Day.Parse("2026-03-17"));
            Check.Throws<FormatException>(() => Day.Parse("2026-02-30"));
            Check.Throws<ArgumentOutOfRangeException>(() => new Day(2026, 2, 30));
            MonthOrDay day = new Day(2026, 3, 17), month = new Month(2026, 3);
            Check.Equal("2026-03-17", day.ToString());
            Check.Equal(month, MonthOrDay.Parse("2026-03"));
            Check.True(day != month, "a day is no month");
        }

        public static void DecimalsAreExactOrRefused()
        {
            foreach (string text in new[]
            {
                "0", "0.00", "-0.01", "860.00", "0.012345678901234567",
                "79228162514264337593543950335", "-7.9228162514264337593543950335",
            })
            {
                Check.Equal(text, Exact.Text(Exact.Parse(text)));
            }
            Check.Throws<OverflowException>(() => Exact.Parse("79228162514264337593543950336"));
            Check.Throws<OverflowException>(
                () => Exact.Parse("0.00000000000000000000000000001"));
            Check.Throws<OverflowException>(() => Exact.Parse("7.92281625142643375935439503351"));
            Check.Equal(1m, Exact.Parse("1.00000000000000000000000000000000"));
            foreach (string text in new[] { "", "-", ".", "1,50", "1e3", "+1", " 1" })
            {
                Check.Throws<FormatException>(() => Exact.Parse(text));
            }
        }

        public static void Units()
        {
            Check.Equal("2.50", Exact.Text(Exact.OfUnits(250, 2)));
            Check.Equal("-92233720368547758.08", Exact.Text(Exact.OfUnits(long.MinValue, 2)));
            Check.Equal(250L, Exact.ToUnits(2.5m, 2, "q"));
            Check.Equal(-250L, Exact.ToUnits(-2.500m, 2, "q"));
            Check.Equal(long.MinValue, Exact.ToUnits(-92233720368547758.08m, 2, "q"));
            Check.Throws<ArgumentException>(() => Exact.ToUnits(2.505m, 2, "q"));
            // A product of decimals would be rounded here, to a whole number.
            Check.Throws<ArgumentException>(
                () => Exact.ToUnits(1.0000000000000000000000000001m, 18, "q"));
            Check.Throws<OverflowException>(() => Exact.ToUnits(92233720368547758.08m, 2, "q"));
            Check.Throws<OverflowException>(() => Exact.ToUnits(decimal.MaxValue, 18, "q"));
        }

        public static void WholeNumbers()
        {
            Check.Equal(long.MaxValue, Exact.Whole(9223372036854775807m, "rows"));
            Check.Equal(long.MinValue, Exact.Whole(-9223372036854775808.00m, "rows"));
            foreach (decimal value in new[] { 2.5m, 9223372036854775808m, -0.01m })
            {
                string message = Check.Throws<OverflowException>(
                    () => Exact.Whole(value, "rows")).Message;
                Check.True(message.StartsWith("rows: " + Exact.Text(value)), message);
            }
        }

        public static void Timeouts()
        {
            Check.Equal(1L, OpenOptions.Milliseconds(TimeSpan.FromTicks(1)));
            Check.Equal(7000L, OpenOptions.Milliseconds(TimeSpan.FromSeconds(7)));
            Check.Equal(922337203685478L, OpenOptions.Milliseconds(TimeSpan.MaxValue));
            Check.Throws<OverflowException>(() => new WorkDone(ulong.MaxValue, 0).ToString());
        }

        public static void Times()
        {
            DateTimeOffset time = PortoLibrary.ParseTime("2026-04-01T00:05:00.000001+02:00");
            Check.Equal(1774994700000001L, Exact.Micros(time));
            Check.Equal(time, Exact.Time(1774994700000001L));
            Check.Equal(-1L, Exact.Micros(Exact.Time(0).AddTicks(-1)));
            Check.Equal(0L, Exact.Micros(Exact.Time(0).AddTicks(9)));
            Check.Fails(
                PortoStatus.BadTime, () => PortoLibrary.ParseTime("2026-04-01T00:05:00"));
        }

        public static void TheLibrary()
        {
            Check.Equal("0.3.0", PortoLibrary.Version);
            Check.Equal(300, PortoLibrary.VersionNumber);
            Check.Equal(64, PortoLibrary.SourceId.Length);
            Check.Sequence(new[] { "table", "csv", "json", "html" }, PortoLibrary.FormatNames);
            Check.Equal(OutputFormat.Json, PortoLibrary.ParseFormat("json"));
            Check.True(PortoLibrary.ImportMaps().Count > 0, "there are ready maps");
        }

        public static void TextsAreUnicode()
        {
            using (Ledger ledger = Ledger.Create(":memory:"))
            {
                ledger.AddCompany("Åäö-😀", "日本");
                Check.Equal("Åäö-😀", ledger.Companies()[0].Company);
                Check.Equal("日本", ledger.Companies()[0].Name);
                Check.Throws<ArgumentException>(() => ledger.AddCompany("half \ud83d"));
                Check.Fails(PortoStatus.InvalidArgument, () => ledger.AddCompany("a\0b"));
                Check.Fails(PortoStatus.InvalidArgument, () => ledger.AddCompany(""));
                Check.Fails(
                    PortoStatus.InvalidArgument,
                    () => ledger.AddCompany(new string('å', 40000)));
            }
        }

        public static void ShortArraysOfTexts()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                Check.Throws<ArgumentException>(() => ledger.CloseMonth(
                    Support.March, new CloseOptions { Except = new[] { "a\0b" } }, Support.Now));
            }
        }
    }
}
