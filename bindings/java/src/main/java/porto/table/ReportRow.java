package porto.table;

import java.math.BigDecimal;

/**
 * What a comparison gave: rows of a report.
 *
 * @param entry what the row is
 * @param name the name; null: there is none
 * @param value the value; null: there is none
 */
public record ReportRow(String entry, String name, BigDecimal value) {}
