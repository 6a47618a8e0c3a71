package porto.table;

import java.time.YearMonth;

/**
 * What a ledger is.
 *
 * @param zone the zone by whose clocks months begin
 * @param currency the currency, ISO 4217
 * @param schemaVersion the version of the file's tables
 * @param tzdbVersion the version of the time zones when the ledger was made
 * @param libraryVersion the version of the library
 * @param late what becomes of usage of closed months, "adjust" or "refuse"
 * @param futureDays how far ahead an event may be; null: there is no limit
 * @param negative whether quantities may be negative
 * @param firstMonth events before it are refused
 */
public record LedgerInfo(
    String zone,
    String currency,
    int schemaVersion,
    String tzdbVersion,
    String libraryVersion,
    String late,
    Integer futureDays,
    boolean negative,
    YearMonth firstMonth) {}
