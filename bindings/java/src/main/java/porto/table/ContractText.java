package porto.table;

/**
 * What a contract says of a charge, or of the whole tariff (an empty charge).
 *
 * @param charge the id of the charge
 * @param text a text
 */
public record ContractText(String charge, String text) {}
