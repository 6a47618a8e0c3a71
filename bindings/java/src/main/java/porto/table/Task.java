package porto.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;

/**
 * What waits to be done.
 *
 * @param what what it is
 * @param month the month; null: there is none
 * @param company the id of the company; null: there is none
 * @param domain the sending domain; null: there is none
 * @param meter the id of the meter; null: there is none
 * @param quantity the quantity; null: there is none
 * @param events how many events; null: there is none
 * @param tariff the id of the tariff; null: there is none
 * @param source the source of the event; null: there is none
 * @param eventId the id of the event within its source; null: there is none
 * @param occurredAt when it occurred; null: there is none
 * @param error the name of the error; null: there is none
 * @param reason why; null: there is none
 */
public record Task(
    String what,
    YearMonth month,
    String company,
    String domain,
    String meter,
    BigDecimal quantity,
    Long events,
    String tariff,
    String source,
    String eventId,
    Instant occurredAt,
    String error,
    String reason) {}
