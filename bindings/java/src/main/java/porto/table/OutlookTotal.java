package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * Sums of how charges stand.
 *
 * @param month the month
 * @param company the id of the company; null: there is none
 * @param cost the cost
 * @param forecastCost what that will cost; null: there is none
 * @param currency the currency, ISO 4217
 */
public record OutlookTotal(
    YearMonth month, String company, BigDecimal cost, BigDecimal forecastCost, String currency) {}
