package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * A line of an invoice, excluding VAT.
 *
 * @param month the month
 * @param company the id of the company
 * @param line the number of the line
 * @param charge the id of the charge
 * @param kind what kind it is
 * @param text a text
 * @param quantity the quantity
 * @param unit the unit of the quantity
 * @param unitPrice the price of a unit; null: there is none
 * @param baseQuantity the quantity before allowances and conversion; null: there is none
 * @param exactAmount the amount before it was rounded
 * @param netAmount the rounded amount, excluding VAT
 * @param currency the currency, ISO 4217
 * @param tariff the id of the tariff; null: there is none
 * @param tariffVersion the version of the tariff; null: there is none
 * @param usageMonth the month of the usage
 */
public record InvoiceLine(
    YearMonth month,
    String company,
    int line,
    String charge,
    String kind,
    String text,
    BigDecimal quantity,
    String unit,
    BigDecimal unitPrice,
    BigDecimal baseQuantity,
    BigDecimal exactAmount,
    BigDecimal netAmount,
    String currency,
    String tariff,
    Integer tariffVersion,
    YearMonth usageMonth) {}
