package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * What a month costs, and would cost.
 *
 * @param month the month; null: there is none
 * @param company the id of the company; null: there is none
 * @param current what it costs
 * @param simulated what it would cost
 * @param difference the difference
 * @param basis what the cost is: "invoiced", "preview" or "mixed"
 * @param currency the currency, ISO 4217
 */
public record Simulated(
    YearMonth month,
    String company,
    BigDecimal current,
    BigDecimal simulated,
    BigDecimal difference,
    String basis,
    String currency) {}
