package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * Usage of a domain that has no company.
 *
 * @param domain the sending domain
 * @param month the month
 * @param meter the id of the meter
 * @param quantity the quantity
 * @param events how many events
 */
public record UnassignedUsage(
    String domain, YearMonth month, String meter, BigDecimal quantity, long events) {}
