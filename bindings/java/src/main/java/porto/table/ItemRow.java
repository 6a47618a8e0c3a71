package porto.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;

/**
 * A one-time line that was agreed.
 *
 * @param item the number of the item
 * @param month the month
 * @param company the id of the company
 * @param amount the amount, excluding VAT
 * @param currency the currency, ISO 4217
 * @param text a text
 * @param at when; null: there is none
 * @param actor who did it
 * @param reason why
 */
public record ItemRow(
    long item,
    YearMonth month,
    String company,
    BigDecimal amount,
    String currency,
    String text,
    Instant at,
    String actor,
    String reason) {}
