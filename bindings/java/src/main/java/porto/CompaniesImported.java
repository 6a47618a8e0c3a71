package porto;

import porto.table.Effect;
import porto.table.TableDifference;
import porto.table.TableReportRow;

/**
 * What a table of companies changed.
 *
 * @param changed false: nothing changed
 * @param effect what that does to closed months
 * @param differences what the table says that the ledger did not
 * @param report what the table was
 */
public record CompaniesImported(
    boolean changed,
    Rows<Effect> effect,
    Rows<TableDifference> differences,
    Rows<TableReportRow> report) {}
