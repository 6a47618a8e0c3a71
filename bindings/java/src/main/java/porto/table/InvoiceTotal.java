package porto.table;

import java.math.BigDecimal;

/**
 * A sum of lines; without a company: of all.
 *
 * @param company the id of the company; null: there is none
 * @param lines how many lines
 * @param netAmount the rounded amount, excluding VAT
 * @param currency the currency, ISO 4217
 */
public record InvoiceTotal(String company, long lines, BigDecimal netAmount, String currency) {}
