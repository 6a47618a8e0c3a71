package porto.table;

import java.time.YearMonth;

/**
 * A lane of a ledger, in which one writer at a time records.
 *
 * @param lane its number
 * @param batches how many batches of events it has
 * @param events how many numbers its events have had
 * @param epoch a close that cuts it adds 1
 * @param fenced the month of the last close that cut it; null: none did
 * @param pruned the last month whose events may be gone; null: none are
 * @param note what is wrong with it; null: nothing is
 */
public record StorageLane(
    long lane, long batches, long events, long epoch, YearMonth fenced, YearMonth pruned,
    String note) {}
