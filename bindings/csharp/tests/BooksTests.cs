// Exports for the books: credit notes, dates years ahead, what order rows tell; and dry runs.
using System;
using System.Linq;

namespace Porto.Tests
{
    public static class BooksTests
    {
        private const BooksFormat Sie = BooksFormat.Sie;

        public static void ACreditNoteIsNeverDue()
        {
            using (Ledger ledger = Closed())
            {
                NumberedInvoices done = ledger.ExportBooks(Support.March, Sie, Options());
                NumberedInvoice invoice = done.Invoices.Single(one => one.Kind == "invoice");
                Check.Equal(new Day(2026, 4, 1), invoice.Issued);
                Check.True(invoice.Due.Value.CompareTo(invoice.Issued) > 0, "an invoice is due");
                NumberedInvoice credit = done.Invoices.Single(one => one.Kind == "credit_note");
                Check.Equal("bolag-8", credit.Company);
                Check.Equal(-5.00m, credit.NetAmount);
                Check.Equal(null, credit.Due);
            }
        }

        public static void ADateYearsAheadIsMeant()
        {
            using (Ledger ledger = Closed())
            {
                BooksOptions options = Options();
                options.Issued = new Day(2036, 4, 1);
                Check.Fails(
                    PortoStatus.InvalidArgument,
                    () => ledger.ExportBooks(Support.March, Sie, options, Support.Now));
                options.AllowFar = true;
                NumberedInvoices done = ledger.ExportBooks(
                    Support.March, Sie, options, Support.Now);
                Check.Equal(new Day(2036, 4, 1), done.Invoices[0].Issued);
            }
        }

        public static void OrderRowsTellWhatTheyLack()
        {
            using (Ledger ledger = Closed())
            {
                Orders orders = ledger.OrderRows(Support.March);
                Check.Sequence(
                    new[] { "bolag-17", "bolag-8" },
                    orders.Rows.Select(row => row.Company).Distinct());
                Check.True(
                    orders.Notices.Any(one => one.Notice.Contains("customer number")),
                    string.Join("; ", orders.Notices));
                Check.Fails(
                    PortoStatus.InvalidArgument,
                    () => ledger.OrderRows(Support.March, Options()));
            }
        }

        public static void ADryRunOfWhoDoesItIsOne()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(Support.Events(0, 1), Support.Now);
                var dry = new By("anna", "a test") { DryRun = true };
                string row = Support.Header + "e-0,bolag-17,2026-03-02T00:00:00Z,7\n";
                ledger.Import(
                    new[] { Input.Text(row, "march.csv") },
                    new ImportOptions { Correct = dry, Source = "import" }, Support.Now);
                Check.Equal(1m, ledger.StoredEvent("e-0").Quantity);
                ledger.CloseMonth(Support.March, new CloseOptions { By = dry }, Support.Now);
                Check.Equal(MonthState.Open, ledger.Invoice(Support.March).State);
            }
        }

        private static BooksOptions Options() =>
            new BooksOptions { Books = TablesTests.Books, Issued = new Day(2026, 4, 1) };

        /// <summary>March is closed: an invoice, and a company that gets money back.</summary>
        private static Ledger Closed()
        {
            Ledger ledger = Support.NewLedger();
            ledger.AddCompany("bolag-8", "Granen");
            ledger.AddItem(new Item(Support.March, "bolag-8", -5.00m, "Credit"), Support.Anna);
            ledger.Record(Support.Events(0, 1), Support.Now);
            ledger.CloseMonth(Support.March, null, Support.Now);
            return ledger;
        }
    }
}
