package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * A count of somebody else beside what was metered.
 *
 * @param month the month
 * @param company the id of the company; null: there is none
 * @param metered what was metered; null: there is none
 * @param theirs what they counted; null: there is none
 * @param difference the difference; null: there is none
 * @param result what was found
 * @param domain the sending domain; null: there is none
 */
public record Reconciled(
    YearMonth month,
    String company,
    BigDecimal metered,
    BigDecimal theirs,
    BigDecimal difference,
    String result,
    String domain) {}
