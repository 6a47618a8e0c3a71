package porto.table;

/**
 * What is known of one import.
 *
 * @param entry what the row is
 * @param name the name; null: there is none
 * @param value the value; null: there is none
 * @param size the size in bytes; null: there is none
 * @param digest a digest; null: there is none
 */
public record ImportDetail(String entry, String name, String value, Long size, String digest) {}
