package porto.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;

/**
 * A closed month.
 *
 * @param month the month
 * @param closedAt when it was closed
 * @param lines how many lines
 * @param netAmount the rounded amount, excluding VAT
 * @param currency the currency, ISO 4217
 * @param hash the link of the chain of closed months
 * @param prunedAt when its events were removed; null: there is none
 */
public record ClosedMonth(
    YearMonth month,
    Instant closedAt,
    long lines,
    BigDecimal netAmount,
    String currency,
    String hash,
    Instant prunedAt) {}
