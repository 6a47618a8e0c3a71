package porto;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;

/**
 * A one-time line that was agreed with a company.
 *
 * @param month whose invoice has it
 * @param company the id of the company
 * @param amount excluding VAT; below 0 it is a credit
 * @param text the text of the line
 */
public record Item(YearMonth month, String company, BigDecimal amount, String text) {
  static Struct array(Call call, List<Item> items) {
    Struct array = call.array(Abi.Item.SIZE, items.size());
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      String amount = Values.text(Objects.requireNonNull(item.amount, "amount"));
      array.at(i * Abi.Item.SIZE)
          .set(Abi.Item.MONTH_YYYYMM, item.month)
          .set(Abi.Item.COMPANY, item.company, "company")
          .set(Abi.Item.AMOUNT, amount, "amount")
          .set(Abi.Item.TEXT, item.text, "text");
    }
    return array;
  }
}
