package porto.table;

/**
 * A mistake of a tariff document.
 *
 * @param file the file
 * @param line the number of the line
 * @param column the column in the line
 * @param severity how bad it is
 * @param what what it is
 * @param hint what to do; null: there is none
 */
public record Mistake(
    String file, int line, int column, String severity, String what, String hint) {}
