package porto.table;

/**
 * A text to be shown.
 *
 * @param notice a text to be shown
 */
public record Notice(String notice) {}
