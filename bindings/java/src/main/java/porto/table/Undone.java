package porto.table;

/**
 * What the undoing of an import did.
 *
 * @param importNumber the number of the import
 * @param voided how many events were voided
 * @param kept how many events stayed as they are
 */
public record Undone(long importNumber, long voided, long kept) {}
