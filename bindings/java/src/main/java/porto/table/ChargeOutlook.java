package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * How a charge of the running month stands.
 *
 * @param month the month
 * @param company the id of the company
 * @param tariff the id of the tariff
 * @param charge the id of the charge; null: there is none
 * @param meter the id of the meter; null: there is none
 * @param used what was used; null: there is none
 * @param included the allowance; null: there is none
 * @param usedPercent how much of the allowance, in whole percent; null: there is none
 * @param cost the cost
 * @param forecastUsed what will be used if it goes on so; null: there is none
 * @param forecastCost what that will cost; null: there is none
 * @param currency the currency, ISO 4217
 */
public record ChargeOutlook(
    YearMonth month,
    String company,
    String tariff,
    String charge,
    String meter,
    BigDecimal used,
    BigDecimal included,
    BigDecimal usedPercent,
    BigDecimal cost,
    BigDecimal forecastUsed,
    BigDecimal forecastCost,
    String currency) {}
