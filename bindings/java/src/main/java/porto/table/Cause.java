package porto.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;

/**
 * An adjustment, or what caused it.
 *
 * @param entry what the row is
 * @param company the id of the company
 * @param usageMonth the month of the usage
 * @param tariff the id of the tariff; null: there is none
 * @param charge the id of the charge; null: there is none
 * @param netAmount the rounded amount, excluding VAT; null: there is none
 * @param currency the currency, ISO 4217; null: there is none
 * @param cause what changed the month; null: there is none
 * @param meter the id of the meter; null: there is none
 * @param quantity the quantity; null: there is none
 * @param events how many events; null: there is none
 * @param source the source of the event; null: there is none
 * @param eventId the id of the event within its source; null: there is none
 * @param importNumber the number of the import; null: there is none
 * @param domain the sending domain; null: there is none
 * @param version the version of the tariff; null: there is none
 * @param at when; null: there is none
 * @param actor who did it; null: there is none
 * @param reason why; null: there is none
 */
public record Cause(
    String entry,
    String company,
    YearMonth usageMonth,
    String tariff,
    String charge,
    BigDecimal netAmount,
    String currency,
    String cause,
    String meter,
    BigDecimal quantity,
    Long events,
    String source,
    String eventId,
    Long importNumber,
    String domain,
    Integer version,
    Instant at,
    String actor,
    String reason) {}
