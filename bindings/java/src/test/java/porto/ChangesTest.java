// Who changes something, why, when and how: each call does what it is told, or says that it cannot.
package porto;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import porto.table.ChangeRecord;

final class ChangesTest extends Case {
  private static final By TRY = ANNA.withDryRun(true);
  private static final String ROWS =
      "event_id,company,occurred_at,quantity\ne-1,bolag-17,2026-03-02T00:00:01Z,9\n";

  private static Input rows() {
    return Input.of("rows.csv", ROWS.getBytes(StandardCharsets.US_ASCII));
  }

  private static long quantity(Ledger ledger) {
    return ledger.usage().totals().get(0).quantity().longValueExact();
  }

  /** Wherever a change takes By, a trial leaves everything as it was. */
  @Test
  void aTrialChangesNothing() {
    Ledger ledger = ledger();
    ledger.usage().importFrom(List.of(rows()), new ImportOptions().now(NOW));
    Item fee = new Item(MARCH, "bolag-17", BigDecimal.ONE, "Fee");
    long number = ledger.items().add(fee, ANNA).rows().get(0).item();
    long changes = ledger.changes(0, 0).size();
    ledger.items().add(new Item(MARCH, "bolag-17", BigDecimal.TEN, "Fee"), TRY);
    ledger.items().remove(number, TRY);
    ledger.tariffs().add(TARIFF.replace("version   = 1", "version   = 2"), null, TRY);
    fails(Status.CONFLICT, () -> ledger.tariffs().remove("vitec-epost", 1, TRY));
    ledger.subscriptions().end("bolag-17", "vitec-epost", MARCH, TRY);
    ledger.subscriptions().remove("bolag-17", "vitec-epost", null, TRY);
    ledger.domains().add("a.example", "bolag-17", null, null, TRY);
    fails(Status.NOT_FOUND, () -> ledger.domains().remove("a.example", "bolag-17", TRY));
    ledger.companies().add(Company.of("new", null));
    ledger.companies().remove("new", TRY);
    ledger.imports().undo(1, TRY);
    ledger.events().cancel("e-1", TRY);
    ledger.events().correct("e-1", 3, TRY);
    equal((long) ledger.changes(0, 0).size(), changes);
    equal(ledger.companies().list().size(), 2);
    equal(quantity(ledger), 9L);

    check(ledger.invoices().close(MARCH, NOW, new CloseOptions().by(TRY)).changed(), "closed");
    check(ledger.invoices().closedMonths().isEmpty(), "closed");
    ledger.usage().record(event(2, 7));
    Input other = Input.of("other.csv",
        ROWS.replace("e-1", "e-2").replace(":01Z", ":02Z").getBytes(StandardCharsets.US_ASCII));
    ImportOptions tried = new ImportOptions().now(NOW).correct(TRY);
    equal(ledger.usage().importFrom(List.of(other), tried).count("corrected"), 1L);
    equal(quantity(ledger), 16L);
    equal(ledger.imports().list().size(), 1);
  }

  private static void refused(String member, Body body) {
    contains(thrown(IllegalArgumentException.class, body).getMessage(), "by." + member + ":");
  }

  @Test
  void whatACallCannotDoIsRefused() {
    Ledger ledger = ledger();
    ledger.usage().record(event(1));
    By far = ANNA.withAllowFar(true);
    refused("allowFar", () -> new CloseOptions().by(far));
    refused("allowFar", () -> new ImportOptions().correct(far));
    refused("allowFar", () -> ledger.events().cancel("e-1", far));
    refused("allowFar", () -> ledger.events().correct("e-1", 2, far));
    refused("allowFar", () -> ledger.items().remove(1, far));
    refused("allowFar", () -> ledger.imports().undo(1, far));
    refused("allowFar", () -> ledger.companies().remove("bolag-17", far));
    refused("allowFar", () -> ledger.tariffs().remove("vitec-epost", 1, far));
    refused("allowFar",
        () -> ledger.subscriptions().remove("bolag-17", "vitec-epost", null, far));

    By settle = ANNA.withSettle(true);
    refused("settle", () -> new CloseOptions().by(settle));
    refused("settle", () -> new ImportOptions().correct(settle));
    refused("settle", () -> ledger.events().cancel("e-1", settle));
    refused("settle", () -> ledger.events().correct("e-1", 2, settle));
    Item item = new Item(MARCH, "bolag-17", BigDecimal.ONE, "Fee");
    refused("settle", () -> ledger.items().add(item, settle));
    refused("settle", () -> ledger.items().remove(1, settle));
    refused("settle", () -> ledger.imports().undo(1, settle));
    refused("settle", () -> ledger.companies().remove("bolag-17", settle));
    refused("settle", () -> ledger.companies().importTable(
        rows(), new CompanyTableOptions(), settle));
    refused("settle", () -> ledger.tariffs().add(TARIFF, null, settle));
    refused("settle", () -> ledger.tariffs().remove("vitec-epost", 1, settle));
    refused("settle", () -> ledger.subscriptions().add(
        List.of(Subscription.of("bolag-17", "vitec-epost", MARCH)), settle));
    refused("settle",
        () -> ledger.subscriptions().end("bolag-17", "vitec-epost", MARCH, settle));
    refused("settle", () -> ledger.domains().add("a.example", "bolag-17", null, null, settle));
    refused("settle", () -> ledger.domains().end(
        "a.example", "bolag-17", LocalDate.of(2026, 5, 31), settle));
    equal(quantity(ledger), 1L);
  }

  /** A change is made at the time of the clock unless it says when. */
  @Test
  void theTimeOfAChange() {
    Instant start = Instant.now().minusSeconds(1);
    Ledger ledger = ledger();
    ledger.usage().importFrom(rows());
    ledger.imports().undo(1, By.of("anna", "a test"));
    ledger.domains().add("a.example", "bolag-17", null, null, ANNA);
    List<Instant> times = ledger.changes(0, 0).stream().map(ChangeRecord::at).toList();
    equal(times.size(), 3);
    for (Instant at : times.subList(0, 2)) {
      check(at.isAfter(start) && !at.isAfter(Instant.now()), at);
    }
    equal(times.get(2), NOW);
  }

  /** Where a call has a time of its own, one of the two is enough, and they may not differ. */
  @Test
  void oneTimeOfACall() {
    Ledger ledger = ledger();
    ledger.usage().record(List.of(event(1)), NOW);
    Instant other = NOW.plusSeconds(1);
    refused("at", () -> ledger.invoices().close(MARCH, other, new CloseOptions().by(ANNA)));
    ImportOptions twice = new ImportOptions().now(other).correct(ANNA);
    refused("at", () -> ledger.usage().importFrom(List.of(rows()), twice));
    ImportOptions options = new ImportOptions().correct(ANNA);
    equal(ledger.usage().importFrom(List.of(rows()), options).count("corrected"), 1L);
    equal(ledger.events().get("e-1").voidedAt(), NOW);
    ledger.invoices().close(MARCH, null, new CloseOptions().by(ANNA));
    equal(ledger.invoices().closedMonths().get(0).closedAt(), NOW);
  }
}
