// Rows: named cells, lists and streams, other forms, formats.
package porto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import porto.table.ChargeOutlook;
import porto.table.InvoiceLine;
import porto.table.SubscriptionRow;
import porto.table.UsageTotal;

final class RowsTest extends Case {
  private Rows<InvoiceLine> lines() {
    try (Ledger ledger = ledger()) {
      ledger.usage().record(event(1, 40_000));
      return ledger.invoices().close(MARCH, NOW, new CloseOptions()).lines();
    }
  }

  @Test
  void namedRows() {
    Rows<InvoiceLine> lines = lines();
    BigDecimal total = BigDecimal.ZERO;
    for (InvoiceLine line : lines) {
      total = total.add(line.netAmount());
    }
    equal(total, new BigDecimal("860.00"));
    equal(lines.stream().map(InvoiceLine::kind).toList(), List.of("fee", "usage"));
    InvoiceLine usage = lines.get(1);
    equal(usage.usageMonth(), MARCH);
    equal(usage.unitPrice(), new BigDecimal("0.012"));
    equal(lines.columns().size(), 16);
    equal(lines.columns().get(11), new Column("net_amount", ColumnType.MONEY));
    thrown(IndexOutOfBoundsException.class, () -> lines.get(2));
    thrown(UnsupportedOperationException.class, () -> lines.toList().remove(0));
  }

  @Test
  void monthsThatBeginAndEnd() {
    Ledger ledger = ledger();
    ledger.subscriptions().end("bolag-17", "vitec-epost", MARCH.plusMonths(2), By.NOBODY);
    SubscriptionRow row = ledger.subscriptions().list().get(0);
    equal(row.from(), LocalDate.of(2026, 3, 1));
    equal(row.through(), LocalDate.of(2026, 5, 31));
    // The same by days is the same subscription.
    Subscription again = new Subscription("bolag-17", "vitec-epost", row.from(), row.through());
    check(!ledger.subscriptions().add(again).changed(), "changed");
  }

  @Test
  void wholeNumbers() {
    Ledger ledger = ledger();
    ledger.meters().add(new Meter("storage", 2));
    ledger.usage().record(List.of(event(1, 250).withMeter("storage"), event(2, 7)));
    Rows<UsageTotal> usage = ledger.usage().totals();
    equal(usage.stream().map(UsageTotal::quantity).toList(),
        List.of(new BigDecimal("7"), new BigDecimal("2.5")));
    equal(usage.integers("quantity"), List.of(OptionalLong.of(7), OptionalLong.of(250)));
    equal(usage.decimals("quantity"), List.of(OptionalInt.of(0), OptionalInt.of(2)));
    equal(usage.integers("month").get(0), OptionalLong.of(202603));
    fails(Status.BAD_NUMBER, () -> usage.integers("company"));
    fails(Status.NOT_FOUND, () -> usage.integers("price"));
  }

  @Test
  void formats() throws IOException {
    Rows<InvoiceLine> lines = lines();
    equal(Stream.of(Format.values()).map(Format::toString).toList(),
        List.of("table", "csv", "json", "html"));
    equal(Format.parse("json"), Format.JSON);
    fails(Status.INVALID, () -> Format.parse("xml"));
    contains(lines.toText(Format.JSON), "\"net_amount\":\"360.00\"");
    equal(lines.toText(Format.CSV), lines.toText(Format.CSV));
    contains(lines.toText(Format.CSV, new Output().csv("excel-sv")), "360,00");
    Output semicolons = new Output().delimiter(';').decimalMark(',').byteOrderMark(true);
    contains(lines.toText(Format.CSV, semicolons), ";360,00;");
    check(lines.toText(Format.TABLE, new Output().tableWidth(60)).lines()
        .allMatch(line -> line.length() <= 60), lines.toText(Format.TABLE));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Rows.writeJoined(List.of(lines, lines.where("currency", "SEK")), Format.CSV, new Output(),
        joined);
    equal(joined.toString(StandardCharsets.UTF_8).lines().count(), 5L);
    thrown(IllegalStateException.class, () -> Rows.writeJoined(
        List.of(lines, lines), Format.CSV, new Output(), joined));
    equal(lines.where("kind", "fee").size(), 1);
    check(lines.where("kind", null).isEmpty(), "rows");
    fails(Status.INVALID, () -> lines.where("price", "1"));
  }

  @Test
  void shown() {
    Ledger ledger = ledger();
    ledger.usage().record(event(1));
    Rows<?> events = ledger.events().list(new EventFilter());
    int column = events.columns().stream().map(Column::name).toList().indexOf("occurred_at");
    equal(events.shown().get(0).get(column), "2026-03-02T01:00:01+01:00");
    equal(ledger.events().get("e-1").occurredAt(), Instant.parse("2026-03-02T00:00:01Z"));
  }

  @Test
  void rowsOfReports() {
    Ledger ledger = ledger();
    ledger.usage().record(event(1, 40_000));
    Report<Row> report = ledger.outlook().report(new ReportOptions(MARCH, MARCH).by("company"));
    Row row = report.rows().get(0);
    equal(row.text("company"), "bolag-17");
    equal(row.decimal("amount"), new BigDecimal("860.00"));
    equal(row.integer("events"), 1L);
    thrown(IllegalArgumentException.class, () -> row.get("price"));
    equal(row.cells().size(), report.rows().columns().size());
  }

  /** A thread waits for another one that uses a result; this one has it while a body runs. */
  private static void waits(Rows<?> used, Body body) throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    Thread other = new Thread(() -> {
      try {
        body.run();
      } catch (Throwable failure) {
        thrown.add(failure);
      }
    });
    used.write(Format.CSV, new Output(), new OutputStream() {
      @Override
      public void write(int unit) {
        throw new AssertionError("a byte at a time");
      }

      @Override
      public void write(byte[] from, int offset, int size) {
        if (other.getState() == Thread.State.NEW) {
          other.start();
          while (other.isAlive() && other.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
          }
        }
      }
    });
    other.join();
    equal(thrown, List.of());
  }

  @Test
  void anyThreadMayUseThem() throws Exception {
    Rows<InvoiceLine> lines = lines();
    waits(lines, () -> equal(Invoice.totals(lines).size(), 2));
    waits(lines, () -> equal(lines.where("kind", "fee").size(), 1));
    Rows<InvoiceLine> others = lines.where("kind", "fee");
    for (List<Rows<InvoiceLine>> both : List.of(List.of(lines, others), List.of(others, lines))) {
      waits(lines, () -> Rows.writeJoined(
          both, Format.CSV, new Output(), OutputStream.nullOutputStream()));
      waits(others, () -> Rows.writeJoined(
          both, Format.CSV, new Output(), OutputStream.nullOutputStream()));
    }
    Ledger ledger = closing(Ledger.open(file("porto.db")));
    ledger.usage().record(event(2, 5).withSource("april"));
    Rows<ChargeOutlook> charges = ledger.outlook().charges(NOW, null);
    waits(charges, () -> check(!Outlook.totals(charges).isEmpty(), charges));
  }

  @Test
  void closedRows() {
    Rows<InvoiceLine> lines = lines();
    InvoiceLine first = lines.get(0);
    lines.close();
    lines.close();
    equal(first.company(), "bolag-17");
    thrown(IllegalStateException.class, () -> lines.get(0));
    thrown(IllegalStateException.class, () -> lines.toText(Format.CSV));
    thrown(IllegalStateException.class, () -> lines.integers("line"));
  }
}
