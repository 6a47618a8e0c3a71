package porto;

import java.util.List;

/**
 * A customer that is invoiced. What is null a known company has as before, and a new one has none
 * of it; an empty text takes it away.
 *
 * @param id its id, by which everything names it
 * @param name what people call it
 * @param customerNumber of the vendor's bookkeeping or CRM
 * @param reference what the company wants on its invoices
 * @param language "sv" or "en", of its documents
 * @param costCentre of the vendor's bookkeeping
 */
public record Company(
    String id,
    String name,
    String customerNumber,
    String reference,
    String language,
    String costCentre) {
  /**
   * A company of which nothing but its name is said.
   *
   * @param id its id
   * @param name what people call it; null: that is not said
   * @return the company
   */
  public static Company of(String id, String name) {
    return new Company(id, name, null, null, null, null);
  }

  static Struct array(Call call, List<Company> companies) {
    Struct array = call.array(Abi.Company.SIZE, companies.size());
    for (int i = 0; i < companies.size(); i++) {
      Company company = companies.get(i);
      array.at(i * Abi.Company.SIZE)
          .set(Abi.Company.ID, company.id, "id")
          .set(Abi.Company.NAME, company.name, "name")
          .set(Abi.Company.CUSTOMER_NUMBER, company.customerNumber, "customer_number")
          .set(Abi.Company.REFERENCE, company.reference, "reference")
          .set(Abi.Company.LANGUAGE, company.language, "language")
          .set(Abi.Company.COST_CENTRE, company.costCentre, "cost_centre");
    }
    return array;
  }
}
