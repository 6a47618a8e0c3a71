package porto;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import porto.table.ItemRow;

/** One-time lines that were agreed with companies of a ledger. */
public final class Items extends Section {
  Items(Ledger ledger) {
    super(ledger);
  }

  /**
   * The items that were added.
   *
   * @param changed false: each was there already
   * @param rows them with their numbers, in order
   */
  public record Added(boolean changed, Rows<ItemRow> rows) {}

  /**
   * Adds an item to the invoice of a month that is not closed.
   *
   * @param item the item
   * @param by who adds it, and why
   * @return the item with its number
   */
  public Added add(Item item, By by) {
    return add(List.of(item), by);
  }

  /**
   * Adds items to the invoices of months that are not closed: all or none.
   *
   * @param items the items
   * @param by who adds them, and why
   * @return the items with their numbers
   */
  public Added add(Collection<Item> items, By by) {
    List<Item> kept = List.copyOf(items);
    try (Call call = call()) {
      long array = Item.array(call, kept).address();
      int status = call.check(Abi.porto_item_add(call.handle(), array, kept.size(),
          by.struct(call, By.May.ALLOW_FAR).address(), call.out(), call.error()));
      return new Added(status != Abi.PORTO_EXISTS, call.take(0, ItemRow.class));
    }
  }

  /**
   * Removes an item of a month that is not closed.
   *
   * @param item its number
   * @param by who removes it, and why
   */
  public void remove(long item, By by) {
    try (Call call = call()) {
      call.check(Abi.porto_item_remove(
          call.handle(), item, by.struct(call).address(), call.error()));
    }
  }

  /**
   * Items, by month, company and number.
   *
   * @param month of a month; null: of all
   * @param company of a company; null: of all
   * @return them
   */
  public Rows<ItemRow> list(YearMonth month, String company) {
    try (Call call = call()) {
      long filter = call.options(Abi.ItemFilter.SIZE)
          .set(Abi.ItemFilter.MONTH_YYYYMM, month)
          .set(Abi.ItemFilter.COMPANY, company, "company")
          .address();
      return rows(call, Abi.porto_item_list(call.handle(), filter, call.out(), call.error()),
          ItemRow.class);
    }
  }
}
