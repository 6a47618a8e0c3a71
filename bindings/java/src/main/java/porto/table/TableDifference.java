package porto.table;

/**
 * What a table of companies says that the ledger does not.
 *
 * @param what what it is
 * @param company the id of the company
 * @param name the name; null: there is none
 * @param change the number of the change
 * @param before what it was; null: there is none
 * @param after what it is; null: there is none
 * @param place where; null: there is none
 */
public record TableDifference(
    String what,
    String company,
    String name,
    String change,
    String before,
    String after,
    String place) {}
