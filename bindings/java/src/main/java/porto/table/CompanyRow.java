package porto.table;

/**
 * A company.
 *
 * @param company the id of the company
 * @param name the name
 * @param customerNumber the number in the vendor's bookkeeping
 * @param reference what the company wants on its invoices
 * @param language the language of its documents
 * @param costCentre the cost centre of the vendor's bookkeeping
 */
public record CompanyRow(
    String company,
    String name,
    String customerNumber,
    String reference,
    String language,
    String costCentre) {}
