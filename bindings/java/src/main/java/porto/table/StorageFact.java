package porto.table;

/**
 * Something that is known of where a ledger is stored.
 *
 * @param subject what it is of, such as "server" or "size"
 * @param item which of several, such as the name of a standby; null: there is one
 * @param name what it is
 * @param value null: the note says why
 * @param unit of a value that is a number; null: it is none
 * @param note what is wrong with it; null: nothing is
 */
public record StorageFact(
    String subject, String item, String name, String value, String unit, String note) {}
