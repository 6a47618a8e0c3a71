package porto.table;

/**
 * What a table of companies was: rows of a report.
 *
 * @param entry what the row is
 * @param name the name; null: there is none
 * @param value the value; null: there is none
 */
public record TableReportRow(String entry, String name, Long value) {}
