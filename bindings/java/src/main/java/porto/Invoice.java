package porto;

import porto.table.InvoiceLine;
import porto.table.InvoiceTotal;
import porto.table.Task;
import porto.table.UsageTotal;

/**
 * The invoice of a month, excluding VAT.
 *
 * @param state what can still change
 * @param lines the lines, by company
 * @param unbilled usage of the month that no subscription prices
 * @param tasks what there is to know of the month; companies that cannot be rated have no lines
 */
public record Invoice(
    MonthState state, Rows<InvoiceLine> lines, Rows<UsageTotal> unbilled, Rows<Task> tasks) {
  /**
   * The total of each company, then that of all.
   *
   * @return the totals
   */
  public Rows<InvoiceTotal> totals() {
    return totals(lines);
  }

  /**
   * The total of each company in the order of the lines, then that of all.
   *
   * @param lines lines of an invoice
   * @return the totals
   */
  public static Rows<InvoiceTotal> totals(Rows<InvoiceLine> lines) {
    return lines.given(Abi::porto_invoice_totals, InvoiceTotal.class);
  }
}
