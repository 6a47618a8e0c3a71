package porto.table;

/**
 * What differs between two documents.
 *
 * @param charge the id of the charge
 * @param field the field
 * @param change the number of the change
 * @param oldValue what it was; null: there is none
 * @param newValue what it is; null: there is none
 */
public record Difference(
    String charge, String field, String change, String oldValue, String newValue) {}
