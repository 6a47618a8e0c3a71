package porto.table;

/**
 * A step of the derivation of an amount.
 *
 * @param charge the id of the charge
 * @param step what is computed
 * @param formula how
 * @param value the value
 * @param line the number of the line; null: there is none
 */
public record Step(String charge, String step, String formula, String value, Integer line) {}
