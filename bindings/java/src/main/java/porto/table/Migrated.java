package porto.table;

/**
 * The versions of a ledger's tables.
 *
 * @param fromVersion before
 * @param toVersion after; the same: there was nothing to do
 */
public record Migrated(long fromVersion, long toVersion) {}
