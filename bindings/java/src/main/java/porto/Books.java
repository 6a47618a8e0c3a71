package porto;

import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import porto.table.Notice;
import porto.table.NumberedInvoice;
import porto.table.OrderRow;

/** Closed months as the vendor's accounting system takes them. */
public final class Books extends Section {
  Books(Ledger ledger) {
    super(ledger);
  }

  /** The formats of accounting files. */
  public enum Files {
    /** One file, SIE 4I, of a voucher for each invoice. */
    SIE("sie"),
    /** A file for each company, a Peppol BIS Billing 3 invoice or credit note. */
    UBL("ubl");

    private final String word;

    Files(String word) {
      this.word = word;
    }
  }

  /**
   * A month as rows of orders, of which the system makes invoices.
   *
   * @param rows a row for each invoice line
   * @param notices what one must know to use them
   */
  public record Orders(Rows<OrderRow> rows, Rows<Notice> notices) {}

  /**
   * A month as accounting files.
   *
   * @param invoices the invoices with their numbers
   * @param files the bytes of each file, by its name
   * @param notices what one must know to use them
   */
  public record Exported(
      Rows<NumberedInvoice> invoices, Map<String, byte[]> files, Rows<Notice> notices) {}

  /**
   * A closed month as rows of orders.
   *
   * @param month the month
   * @param options the books file
   * @return the rows
   */
  public Orders orders(YearMonth month, BooksOptions options) {
    try (Call call = call()) {
      Struct struct = options.struct(call).set(Abi.BooksOptions.FORMAT, "rows", "format");
      export(call, month, struct);
      return new Orders(call.take(0, OrderRow.class), call.take(1, Notice.class));
    }
  }

  /**
   * A closed month as accounting files. Numbers that are given stay, unless it is a dry run.
   *
   * @param month the month
   * @param format which files
   * @param options the books file, and when
   * @return the invoices and the files
   */
  public Exported export(YearMonth month, Files format, BooksOptions options) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Upcalls.BytesTaker taker = files::put;
    try (Call call = call()) {
      Struct struct = options.struct(call).set(Abi.BooksOptions.FORMAT, format.word, "format")
          .set(Abi.BooksOptions.ON_FILE, Upcalls.BOOKS_FILE_FN)
          .set(Abi.BooksOptions.USER, call.user(taker));
      export(call, month, struct);
      return new Exported(
          call.take(0, NumberedInvoice.class), files, call.take(1, Notice.class));
    }
  }

  private static void export(Call call, YearMonth month, Struct options) {
    call.check(Abi.porto_books_export(call.handle(), Values.yyyymm(month), options.address(),
        call.out(), call.out(), call.error()));
  }
}
