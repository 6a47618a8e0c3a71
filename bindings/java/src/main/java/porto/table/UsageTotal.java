package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * A metered total.
 *
 * @param month the month
 * @param company the id of the company
 * @param meter the id of the meter
 * @param quantity the quantity
 * @param events how many events
 */
public record UsageTotal(
    YearMonth month, String company, String meter, BigDecimal quantity, long events) {}
