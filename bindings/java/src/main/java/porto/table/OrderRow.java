package porto.table;

import java.math.BigDecimal;
import java.time.YearMonth;

/**
 * A row of an order, of which an accounting system makes an invoice line.
 *
 * @param company the id of the company
 * @param line the number of the line
 * @param customerNumber the number in the vendor's bookkeeping
 * @param reference what the company wants on its invoices
 * @param article the article
 * @param account the account
 * @param costCentre the cost centre of the vendor's bookkeeping
 * @param text a text
 * @param quantity the quantity
 * @param unit the unit of the quantity
 * @param unitPrice the price of a unit
 * @param netAmount the rounded amount, excluding VAT
 * @param currency the currency, ISO 4217
 * @param usageMonth the month of the usage
 */
public record OrderRow(
    String company,
    int line,
    String customerNumber,
    String reference,
    String article,
    String account,
    String costCentre,
    String text,
    BigDecimal quantity,
    String unit,
    BigDecimal unitPrice,
    BigDecimal netAmount,
    String currency,
    YearMonth usageMonth) {}
