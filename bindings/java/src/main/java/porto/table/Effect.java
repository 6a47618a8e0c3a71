package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * What a change does to closed months: rows "month", "total" and "notice".
 *
 * @param entry what the row is
 * @param month the month; null: there is none
 * @param company the id of the company; null: there is none
 * @param before what it was; null: there is none
 * @param after what it is; null: there is none
 * @param difference the difference; null: there is none
 * @param currency the currency, ISO 4217; null: there is none
 * @param notice a text to be shown; null: there is none
 */
public record Effect(
    String entry,
    YearMonth month,
    String company,
    BigDecimal before,
    BigDecimal after,
    BigDecimal difference,
    String currency,
    String notice) {}
