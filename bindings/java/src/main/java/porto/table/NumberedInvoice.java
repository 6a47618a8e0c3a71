package porto.table;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A company's month with a number: an invoice, or a credit note.
 *
 * @param number the number
 * @param company the id of the company
 * @param kind what kind it is
 * @param issued the date of the invoice
 * @param due the day by which it is to be paid; null: it is a credit note
 * @param netAmount the rounded amount, excluding VAT
 * @param vat the VAT
 * @param total the total, VAT included
 * @param currency the currency, ISO 4217
 * @param file the file; null: there is none
 * @param isNew whether this export gave the number
 */
public record NumberedInvoice(
    String number,
    String company,
    String kind,
    LocalDate issued,
    LocalDate due,
    BigDecimal netAmount,
    BigDecimal vat,
    BigDecimal total,
    String currency,
    String file,
    boolean isNew) {}
