// The main job: a company on a tariff of 500 SEK that covers 10,000 messages, and 0.012 SEK for
// each message more. 40,000 messages in March are 860.00 SEK.

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import porto.Company;
import porto.Event;
import porto.Ledger;
import porto.Subscription;
import porto.table.InvoiceLine;

/** The program. */
public final class MainJob {
  private static final String TARIFF = """
      id = "mail"
      version = 1
      effective = "2026-01"
      name = "E-mail"
      currency = "SEK"
      round = { decimals = 2, mode = "half_up" }

      [[charge]]
      id = "mail"
      meter = "messages"
      fee = 500
      included = 10000
      price = "0.012"
      fee_text = "Monthly fee {month}"
      text = "Messages {month}"
      """;

  private MainJob() {}

  /** Makes the ledger, records a month, and prints its invoice. */
  public static void main(String[] arguments) {
    YearMonth march = YearMonth.of(2026, 3);
    try (Ledger ledger = Ledger.create(Path.of(arguments[0]))) {
      ledger.tariffs().add(TARIFF);
      ledger.companies().add(Company.of("bolag-17", "Eken Bostad AB"));
      ledger.subscriptions().add(Subscription.of("bolag-17", "mail", march));

      Instant sent = Instant.parse("2026-03-17T09:00:00Z");
      ledger.usage().record(Event.of("campaign-1", sent, 40_000, "bolag-17"));
      ledger.usage().record(Event.of("campaign-1", sent, 40_000, "bolag-17"));  // counts once

      ledger.invoices().close(march, Instant.parse("2026-04-01T08:00:00+02:00"));
      for (InvoiceLine line : ledger.invoices().of(march).lines()) {
        System.out.println(line.netAmount() + " " + line.currency() + "  " + line.text());
      }
      ledger.invoices().of(march).totals().stream()
          .filter(total -> total.company() == null)
          .forEach(total -> System.out.println(
              total.netAmount() + " " + total.currency() + "  total, excluding VAT"));
    }
  }
}
