package porto;

import porto.table.InvoiceLine;
import porto.table.InvoiceTotal;
import porto.table.Task;

/**
 * A month that is closed.
 *
 * @param changed false: it was closed before, with these lines
 * @param lines its frozen lines, by company
 * @param tasks what there is to know of the month
 */
public record Closed(boolean changed, Rows<InvoiceLine> lines, Rows<Task> tasks) {
  /**
   * The total of each company, then that of all.
   *
   * @return the totals
   */
  public Rows<InvoiceTotal> totals() {
    return Invoice.totals(lines);
  }
}
