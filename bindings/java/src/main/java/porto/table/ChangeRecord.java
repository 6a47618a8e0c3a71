package porto.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A change that is kept.
 *
 * @param change the number of the change
 * @param at when; null: there is none
 * @param kind what kind it is
 * @param company the id of the company; null: there is none
 * @param tariff the id of the tariff; null: there is none
 * @param version the version of the tariff; null: there is none
 * @param domain the sending domain; null: there is none
 * @param from the first day; null: there is none
 * @param through the last day; null: there is none
 * @param wasThrough the last day before an end was set; null: there is none
 * @param sha256 the SHA-256 of the document; null: there is none
 * @param actor who did it; null: there is none
 * @param reason why; null: there is none
 * @param closedThrough the last month that was closed by then; null: there is none
 * @param digest a digest; null: there is none
 * @param item the number of the item; null: there is none
 * @param amount the amount, excluding VAT; null: there is none
 * @param text a text; null: there is none
 */
public record ChangeRecord(
    long change,
    Instant at,
    String kind,
    String company,
    String tariff,
    Integer version,
    String domain,
    LocalDate from,
    LocalDate through,
    LocalDate wasThrough,
    String sha256,
    String actor,
    String reason,
    YearMonth closedThrough,
    String digest,
    Long item,
    BigDecimal amount,
    String text) {}
