package porto.table;

/**
 * What was verified.
 *
 * @param result what was found
 * @param check what was checked; null: there is none
 * @param place where; null: there is none
 * @param stored what is stored; null: there is none
 * @param expected what is expected; null: there is none
 */
public record Finding(String result, String check, String place, String stored, String expected) {}
