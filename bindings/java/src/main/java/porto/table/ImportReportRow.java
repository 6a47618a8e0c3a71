package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * What an import did: rows of a report.
 *
 * @param entry what the row is
 * @param name the name; null: there is none
 * @param value the value; null: there is none
 * @param month the month; null: there is none
 */
public record ImportReportRow(String entry, String name, BigDecimal value, YearMonth month) {}
