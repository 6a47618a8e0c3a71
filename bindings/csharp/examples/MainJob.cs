// A month of sent messages, from a tariff to an invoice: 500 SEK covers 10,000, then 0.012 each.
using System;
using Porto;

public static class MainJob
{
    private const string Tariff = @"
        id        = ""mail""
        version   = 1
        effective = ""2026-01""
        name      = ""E-mail""
        currency  = ""SEK""
        language  = ""en""
        round     = { decimals = 2, mode = ""half_up"" }

        [[charge]]
        id       = ""mail""
        meter    = ""messages""
        fee      = 500
        included = 10000
        price    = ""0.012""
        fee_text = ""E-mail {month}, {included} messages are included""
        text     = ""E-mail {month}, {quantity} messages above {included}""
    ";

    public static void Main()
    {
        var march = new Month(2026, 3);
        DateTimeOffset now = PortoLibrary.ParseTime("2026-04-01T08:00:00+02:00");
        using (Ledger ledger = Ledger.Create(":memory:"))
        {
            ledger.AddTariff(Tariff, "mail.toml");
            ledger.AddCompany("eken", "Eken Bostad AB");
            ledger.Subscribe("eken", "mail", march);
            var sent = new UsageEvent("batch-1", now.AddDays(-3), 40000, company: "eken");
            ledger.Record(new[] { sent }, now);

            ClosedInvoice invoice = ledger.CloseMonth(march, now: now);
            foreach (InvoiceLine line in invoice.Lines)
            {
                string cost = $"{line.NetAmount,8} {line.Currency}";
                Console.WriteLine($"{line.Company,-6}{cost}  {line.Text}");
            }
            InvoiceTotal total = invoice.Totals()[0];
            Console.WriteLine($"total {total.NetAmount,8} {total.Currency} excluding VAT");
        }
    }
}
