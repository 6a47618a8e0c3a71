package porto.table;

import java.math.BigDecimal;

/**
 * What usage costs under two documents.
 *
 * @param usage what was used
 * @param oldValue what it was
 * @param newValue what it is
 * @param difference the difference; null: there is none
 * @param oldCurrency the currency of what it was
 * @param newCurrency the currency of what it is
 */
public record Comparison(
    String usage,
    BigDecimal oldValue,
    BigDecimal newValue,
    BigDecimal difference,
    String oldCurrency,
    String newCurrency) {}
