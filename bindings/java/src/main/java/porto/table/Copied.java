package porto.table;

/**
 * How much a copy of a ledger has.
 *
 * @param events how many events
 * @param prunedEvents how many events whose identity alone is left
 * @param batches how many batches of events
 * @param closedMonths how many closed months
 */
public record Copied(long events, long prunedEvents, long batches, long closedMonths) {}
