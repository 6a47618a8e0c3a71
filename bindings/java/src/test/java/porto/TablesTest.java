// Every table has the columns that its record declares, and every method that gives one runs.
package porto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import porto.table.ItemRow;
import porto.table.Migrated;
import porto.table.NumberedInvoice;
import porto.table.StorageFact;
import porto.table.StorageLane;
import porto.table.StoredEvent;

final class TablesTest extends Case {
  private static final Map<ColumnType, Set<Class<?>>> CLASSES = Map.of(
      ColumnType.TEXT, Set.of(String.class, boolean.class),
      ColumnType.INTEGER, Set.of(long.class, Long.class, int.class, Integer.class),
      ColumnType.DECIMAL, Set.of(BigDecimal.class),
      ColumnType.MONEY, Set.of(BigDecimal.class),
      ColumnType.QUANTITY, Set.of(BigDecimal.class),
      ColumnType.TIME, Set.of(Instant.class),
      ColumnType.MONTH, Set.of(YearMonth.class),
      ColumnType.DAY, Set.of(LocalDate.class),
      ColumnType.MONTH_OR_DAY, Set.of(LocalDate.class));
  private static final String BOOKS = """
      [seller]
      name = "Exempelpost AB"
      organisation = "556677-8899"
      vat_number = "SE556677889901"
      street = "Storgatan 1"
      city = "Umeå"
      postcode = "903 24"
      bankgiro = "5050-1055"

      [numbers]
      series = "2026"
      prefix = "E-"
      first = 1001

      [[vat]]
      id = "standard"
      category = "S"
      rate = 25
      account = 2611

      [defaults]
      article = "EPOST"
      account = 3041
      """;
  private static final Instant LATER = Instant.parse("2026-04-15T00:00:00Z");

  private final Set<String> seen = new TreeSet<>();

  /** The columns of a result are those of its record, and so are its cells. */
  private <R extends Record> Rows<R> see(int least, Rows<R> rows) {
    check(rows.size() >= least, rows);
    rows.toList().forEach(row -> seen.add(row.getClass().getSimpleName()));
    String name = rows.toString().replaceAll("Rows<(\\w+)>.*", "$1");
    RecordComponent[] components;
    try {
      components = Class.forName("porto.table." + name).getRecordComponents();
    } catch (ClassNotFoundException error) {
      throw new AssertionError(error);
    }
    equal(rows.columns().stream().map(Column::name).toList(),
        Arrays.stream(components).map(RecordComponent::getName)
            .map(RowReader::columnName).toList());
    for (int i = 0; i < components.length; i++) {
      Column column = rows.columns().get(i);
      check(CLASSES.get(column.type()).contains(components[i].getType()), name + " " + column);
    }
    return rows;
  }

  private static Input csv(String name, String text) {
    return Input.of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void catalogue(Ledger ledger) {
    Company other = new Company("bolag-8", "Granen", "812", "ref", "sv", "c1");
    check(ledger.companies().add(List.of(other, Company.of("own", null))), "there");
    check(!ledger.companies().add(other), "new");
    check(ledger.meters().add(new Meter("storage", 2)), "there");
    see(3, ledger.companies().list());
    see(2, ledger.companies().unsubscribed(MARCH));
    see(2, ledger.meters().list());
    see(1, ledger.tariffs().list());
    equal(ledger.tariffs().get("vitec-epost").document(), TARIFF);
    equal(ledger.info().zone(), "Europe/Stockholm");
    Subscription second = Subscription.of("bolag-8", "vitec-epost", MARCH);
    see(1, ledger.subscriptions().add(second).effect());
    ledger.subscriptions().end("bolag-8", "vitec-epost", YearMonth.of(2026, 5), By.NOBODY);
    see(2, ledger.subscriptions().list());
    see(2, ledger.subscriptions().of(MARCH, Subscriptions.Which.JOINED));
    equal(ledger.subscriptions().of(MARCH, Subscriptions.Which.LEFT).size(), 0);
    ledger.subscriptions().remove("bolag-8", "vitec-epost", null, ANNA);
    ledger.domains().add("a.example", "bolag-8", LocalDate.of(2026, 1, 1), null, By.NOBODY);
    ledger.domains().end("a.example", "bolag-8", LocalDate.of(2026, 5, 31), By.NOBODY);
    see(1, ledger.domains().list());
    ledger.domains().remove("a.example", "bolag-8", ANNA);
    items(ledger);
    check(see(4, ledger.changes(0, 0)).size() > ledger.changes(1, 2).size(), "changes");
    ledger.companies().remove("own", ANNA);
    String dearer = TARIFF.replace("version   = 1", "version   = 2");
    ledger.tariffs().add(dearer, null, ANNA);
    ledger.tariffs().remove("vitec-epost", 2, ANNA);
  }

  private void items(Ledger ledger) {
    Item credit = new Item(MARCH, "bolag-17", new BigDecimal("-100.00"), "Credit");
    Items.Added added = ledger.items().add(credit, ANNA);
    check(added.changed() && !ledger.items().add(credit, ANNA).changed(), added);
    ItemRow row = see(1, added.rows()).get(0);
    ledger.items().remove(row.item(), ANNA);
    ledger.items().add(new Item(MARCH, "bolag-17", new BigDecimal("0.50"), "Fee"), ANNA);
    see(1, ledger.items().list(MARCH, null));
  }

  private void usage(Ledger ledger) {
    Recorded done = ledger.usage().record(List.of(
        event(1, 40_000), event(2, -1), event(3).withDomain("x.example")), NOW);
    equal(List.of(done.stored(), done.rejected()), List.of(2L, 1L));
    seen.add("RejectedEvent");
    see(1, ledger.usage().totals());
    see(1, ledger.usage().unassigned());
    Input rows = csv("a.csv",
        "event_id,company,occurred_at,quantity\na,bolag-17,2026-03-09T00:00:00Z,5\n");
    MeteredUsage.Imported imported =
        ledger.usage().importFrom(List.of(rows), new ImportOptions().now(NOW));
    see(1, imported.report());
    see(1, imported.effect());
    equal(imported.count("stored"), 1L);
    see(1, ledger.imports().list());
    see(5, ledger.imports().get(1));
    MeteredUsage.Reconciliation compared = ledger.usage().reconcile(
        csv("theirs.csv", "month,company,quantity\n2026-03,bolag-17,7\n"),
        new ReconcileOptions().by("company"));
    check(!compared.same(), compared);
    see(1, compared.rows());
    see(1, compared.report());
    see(1, ledger.imports().undo(1, ANNA).rows());
    CompaniesImported table = ledger.companies().importTable(
        csv("t.csv", "id;name;tariff;from\nbolag-9;Asp;vitec-epost;2026-03\n"),
        new CompanyTableOptions().delimiter(';'), By.NOBODY);
    check(table.changed(), table);
    see(1, table.differences());
    see(1, table.report());
    see(3, ledger.companies().exportTable());
    see(1, Porto.importMaps());
  }

  private void billing(Ledger ledger) throws IOException {
    Invoice preview = ledger.invoices().of(MARCH);
    equal(preview.state(), MonthState.OPEN);
    see(3, preview.lines());
    see(0, preview.unbilled());
    see(0, preview.tasks());
    Closed closed = ledger.invoices()
        .close(MARCH, NOW, new CloseOptions().except(List.of("bolag-9")).by(ANNA));
    see(1, closed.tasks());
    see(2, closed.totals());
    see(1, ledger.invoices().closedMonths());
    ChangeWith<StoredEvent> voided = ledger.events().cancel("e-1", ANNA);
    check(voided.changed() && !ledger.events().cancel("e-1", ANNA).changed(), voided);
    see(1, voided.rows());
    see(2, voided.effect());
    see(1, ledger.events().correct("e-3", 4, ANNA).rows());
    see(2, ledger.invoices().causes(MARCH.plusMonths(1), null));
    see(2, ledger.events().list(new EventFilter().from(MARCH)));
    equal(ledger.events().get("e-1").reason(), "a test");
    equal(ledger.events().list(new EventFilter().voided(true).company("bolag-17").limit(1))
        .stream().map(StoredEvent::eventId).toList(), List.of("e-1"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ledger.events().write(new EventFilter(), Format.CSV, new Output(), out);
    contains(out.toString(StandardCharsets.UTF_8), "e-1");
    see(1, ledger.verify().findings());
    KeptDigest wrong = KeptDigest.of(MARCH, "0".repeat(64));
    check(!ledger.verify(new VerifyOptions().expected(List.of(wrong))).sound(), wrong);
    statements(ledger);
  }

  private static void statements(Ledger ledger) {
    Map<String, String> all = new TreeMap<>();
    ledger.statements(MARCH, Format.JSON, new Output(), all::put);
    equal(all.get("bolag-17"), ledger.statement(MARCH, "bolag-17", Format.JSON, new Output()));
    contains(all.get("bolag-17"), "40000");
    thrown(IllegalCallerException.class, () -> ledger.statements(MARCH, Format.HTML, new Output(),
        (company, text) -> { throw new IllegalCallerException(company); }));
  }

  private void books(Ledger ledger) {
    BooksOptions options = new BooksOptions().books(BOOKS)
        .now(Instant.parse("2026-04-02T00:00:00Z"));
    Books.Orders orders = ledger.books().orders(MARCH, options);
    options.issued(LocalDate.of(2026, 4, 1));
    see(2, orders.rows());
    contains(see(1, orders.notices()).toText(Format.CSV), "without a customer number");
    ledger.books().export(MARCH, Books.Files.SIE, options.dryRun(true));
    Books.Exported done = ledger.books().export(MARCH, Books.Files.SIE, options.dryRun(false));
    equal(see(1, done.invoices()).get(0).issued(), LocalDate.of(2026, 4, 1));
    check(done.invoices().get(0).isNew(), done);
    byte[] file = done.files().values().iterator().next();
    check(new String(file, StandardCharsets.US_ASCII).startsWith("#FLAGGA 0\r\n"), done.files());
    fails(Status.BAD_INPUT, () -> ledger.books().export(MARCH, Books.Files.UBL,
        new BooksOptions().books("[seller]\nnam = 1\n").fileName("mine.toml")));
  }

  /** The date that is meant, and the day that a credit note has not. */
  @Test
  void numberedInvoicesAndCreditNotes() {
    Ledger ledger = ledger();
    ledger.usage().record(event(1, 40_000));
    ledger.invoices().close(MARCH, NOW, new CloseOptions());
    YearMonth april = MARCH.plusMonths(1);
    ledger.subscriptions().remove("bolag-17", "vitec-epost", null, ANNA.withSettle(true));
    ledger.invoices().close(april, Instant.parse("2026-05-02T00:00:00Z"), new CloseOptions());
    BooksOptions options = new BooksOptions().books(BOOKS).dryRun(true)
        .now(Instant.parse("2026-05-03T00:00:00Z")).issued(LocalDate.of(2066, 5, 1));
    fails(Status.INVALID, () -> ledger.books().export(MARCH, Books.Files.SIE, options));
    NumberedInvoice meant = ledger.books()
        .export(MARCH, Books.Files.SIE, options.allowFar(true)).invoices().get(0);
    equal(meant.issued(), LocalDate.of(2066, 5, 1));
    options.allowFar(false).dryRun(false);
    NumberedInvoice invoice = ledger.books().export(
        MARCH, Books.Files.SIE, options.issued(LocalDate.of(2026, 4, 1))).invoices().get(0);
    check(invoice.due().isAfter(invoice.issued()), invoice);
    NumberedInvoice credit = ledger.books().export(
        april, Books.Files.SIE, options.issued(LocalDate.of(2026, 5, 2))).invoices().get(0);
    equal(credit.kind(), "credit_note");
    equal(credit.due(), null);
  }

  private void ahead(Ledger ledger) throws IOException {
    Ledger.Storage storage = ledger.storage();
    long events = 0;
    for (StorageLane lane : see(1, storage.lanes())) {
      events += lane.events();
    }
    check(events > 0, "no events");
    String told = null;
    for (StorageFact fact : see(1, storage.facts())) {
      told = fact.name().equals("events") ? fact.value() : told;
    }
    equal(told, Long.toString(events));
    see(1, Outlook.totals(see(1, ledger.outlook().charges(LATER, null))));
    see(1, ledger.outlook().tasks(LATER, null));
    YearMonth april = MARCH.plusMonths(1);
    try (Tariff tariff = ledger.tariffs().forMonth("vitec-epost", MARCH)) {
      Report<porto.table.Simulated> simulated =
          ledger.outlook().simulate(tariff, new SimulateOptions(MARCH, april));
      see(1, simulated.rows());
      see(0, simulated.notices());
      contains(ledger.outlook().plotSimulation(tariff, new SimulateOptions(MARCH, april)).svg(),
          "<svg");
    }
    ReportOptions options = new ReportOptions(MARCH, april).by("company");
    contains(ledger.outlook().plotReport(options, "sv").svg(), "lang=\"sv\"");
    contains(ledger.outlook().monthPage(MARCH, "en"), "<html lang=\"en\">");
    fails(Status.INVALID, () -> ledger.outlook().monthPage(MARCH, "de"));
    ledger.invoices().close(april, Instant.parse("2026-05-02T00:00:00Z"), new CloseOptions());
    ledger.backup(file("copy.db"));
    check(Files.size(file("copy.db")) > 0, "empty");
    Ledger.LedgerCopy copy =
        Ledger.copy(file("copy.db").toString(), file("away.db").toString(), true, null);
    check(copy.verification().sound(), "the copy differs");
    equal(copy.copied().closedMonths(), (long) ledger.invoices().closedMonths().size());
    Migrated versions = Ledger.migrate(file("away.db").toString());
    equal(versions.fromVersion(), versions.toVersion());
    equal(ledger.prune(april, null, null).through(), MARCH);
    equal(ledger.invoices().of(MARCH).state(), MonthState.PRUNED);
  }

  @Test
  void everyTableOfALedger() throws IOException {
    Ledger ledger = ledger();
    catalogue(ledger);
    usage(ledger);
    billing(ledger);
    books(ledger);
    ahead(ledger);
    documents();
    Set<String> declared;
    try (Stream<java.nio.file.Path> files =
        Files.list(ROOT.resolve("bindings/java/src/main/java/porto/table"))) {
      declared = files.map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
    declared.removeAll(seen);
    // Single rows, which get(), info(), prune(), copy() and migrate() give.
    equal(declared, Set.of("LedgerInfo", "Pruned", "Copied", "Migrated", "TariffDocument",
        "package-info"));
  }

  private void documents() {
    see(1, Tariff.mistakes("id = 7", "bad.toml"));
    try (Tariff tariff = Tariff.parse(TARIFF, "mail.toml");
        Tariff dearer = Tariff.parse(TARIFF.replace("\"0.012\"", "\"0.020\""))) {
      equal(tariff.info().effective(), YearMonth.of(2024, 2));
      see(1, tariff.examples());
      try (Rating rating = tariff.rate(Usage.of("messages", 40_000))) {
        equal(rating.total(), new BigDecimal("860.00"));
        equal(List.of(rating.size(), rating.netMinor(1), rating.charge(1)),
            List.of(2, 36_000L, "epost"));
        equal(rating.charge(2), null);
        fails(Status.NOT_FOUND, () -> rating.netMinor(2));
        see(2, rating.lines(MARCH, "bolag-17"));
      }
      see(5, tariff.explain(Usage.of(40_000), "en"));
      see(2, tariff.describe("sv"));
      see(1, tariff.diff(dearer));
      see(2, tariff.compare(dearer, List.of(Usage.of(40_000), Usage.of(new BigDecimal("7")))));
      see(1, tariff.compare(dearer, List.of()));
      contains(tariff.plot(new PlotOptions().meter("messages").to(new BigDecimal("2E+4"))), "<svg");
      fails(Status.NEGATIVE_USAGE, () -> tariff.rate(Usage.of(-1)));
    }
  }

  @Test
  void usageThatEventsMakeAndSharesOfAMonth() throws IOException {
    try (Tariff each = Tariff.load(ROOT.resolve("examples/tariffs/percentage-per-event.toml"))) {
      fails(Status.INVALID, () -> each.rate(Usage.of("card", 7)));
      Usage payments = Usage.none()
          .andEvents("card", 2, 100_00, 100_00, 100_00, 2_00, 100_00, 5000_00);
      try (Rating rating = each.rate(payments)) {
        equal(rating.total(), new BigDecimal("22.05"));
      }
    }
    try (Tariff prorated = Tariff.load(ROOT.resolve("examples/tariffs/prorated.toml"));
        Rating whole = prorated.rate(Usage.of(0));
        Rating half = prorated.rate(Usage.of(0).share(15, 30))) {
      equal(2 * half.totalMinor(), whole.totalMinor());
    }
  }
}
