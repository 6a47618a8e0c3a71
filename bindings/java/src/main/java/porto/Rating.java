package porto;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalInt;
import porto.table.InvoiceLine;

/** What usage costs: the lines of an invoice. One thread at a time uses it. */
public final class Rating extends Handle {
  private static final YearMonth ANY = YearMonth.of(2000, 1);

  Rating(long address) {
    super(new Owned(address, "a rating", Abi::porto_rating_close, null, true));
  }

  /**
   * How many lines there are.
   *
   * @return the number
   */
  public int size() {
    try (Call call = new Call(this)) {
      return Abi.porto_rating_count(call.handle());
    }
  }

  /**
   * The sum of the lines, excluding VAT.
   *
   * @return the sum with the decimals of the currency
   */
  public BigDecimal total() {
    long minor = totalMinor();
    try (Rows<InvoiceLine> lines = lines(ANY, null)) {
      List<OptionalInt> decimals = lines.decimals("net_amount");
      return BigDecimal.valueOf(minor, decimals.isEmpty() ? 0 : decimals.get(0).orElse(0));
    }
  }

  /**
   * The sum of the lines, excluding VAT, in minor units of the currency.
   *
   * @return 86000 for 860.00 SEK
   */
  public long totalMinor() {
    try (Call call = new Call(this)) {
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_rating_total(call.handle(), out.address(), call.error()));
      return out.longNumber();
    }
  }

  /**
   * The net amount of a line in minor units of the currency.
   *
   * @param line its number, from 0
   * @return the amount
   * @throws DataException {@link Status#NOT_FOUND}: there is no such line
   */
  public long netMinor(int line) {
    try (Call call = new Call(this)) {
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_rating_net(call.handle(), line, out.address(), call.error()));
      return out.longNumber();
    }
  }

  /**
   * The charge that a line is of.
   *
   * @param line its number, from 0
   * @return the id of the charge, empty for limits and rounding of the whole tariff; null: there is
   *     no such line
   */
  public String charge(int line) {
    try (Call call = new Call(this)) {
      return Utf8.text(Abi.porto_rating_charge(call.handle(), line));
    }
  }

  /**
   * The lines as an invoice has them.
   *
   * @param month the month of their texts
   * @param company the company of the lines; null: none
   * @return the lines
   */
  public Rows<InvoiceLine> lines(YearMonth month, String company) {
    try (Call call = new Call(this)) {
      Scratch.Text who = call.text(company, "company");
      call.check(Abi.porto_rating_rows(call.handle(), Values.yyyymm(month), who.address(),
          who.length(), call.out(), call.error()));
      return call.take(0, InvoiceLine.class);
    }
  }
}
