package porto.table;

import java.time.YearMonth;

/**
 * A version of a tariff with its document.
 *
 * @param tariff the id of the tariff
 * @param version the version of the tariff
 * @param effective the first month that it prices
 * @param name the name
 * @param currency the currency, ISO 4217
 * @param document the document as it was added
 * @param sha256 the SHA-256 of the document
 */
public record TariffDocument(
    String tariff,
    int version,
    YearMonth effective,
    String name,
    String currency,
    String document,
    String sha256) {}
