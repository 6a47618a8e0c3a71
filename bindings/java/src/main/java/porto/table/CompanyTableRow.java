package porto.table;

import java.time.LocalDate;

/**
 * A row of the table of all companies.
 *
 * @param id the id of the company
 * @param name the name; null: there is none
 * @param tariff the id of the tariff; null: there is none
 * @param from the first day; null: there is none
 * @param through the last day; null: there is none
 * @param domains its sending domains, with blanks between; null: there is none
 * @param customerNumber the number in the vendor's bookkeeping; null: there is none
 * @param reference what the company wants on its invoices; null: there is none
 * @param language the language of its documents; null: there is none
 * @param costCentre the cost centre of the vendor's bookkeeping; null: there is none
 */
public record CompanyTableRow(
    String id,
    String name,
    String tariff,
    LocalDate from,
    LocalDate through,
    String domains,
    String customerNumber,
    String reference,
    String language,
    String costCentre) {}
