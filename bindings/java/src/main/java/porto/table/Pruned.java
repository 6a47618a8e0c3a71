package porto.table;

import java.time.YearMonth;

/**
 * What was pruned.
 *
 * @param through the last day
 * @param events how many events
 */
public record Pruned(YearMonth through, long events) {}
