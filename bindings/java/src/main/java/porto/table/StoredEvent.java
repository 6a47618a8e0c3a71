package porto.table;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An event as it is stored.
 *
 * @param seq the place in the order of storing; null: there is none
 * @param source the source of the event
 * @param eventId the id of the event within its source
 * @param company the id of the company; null: there is none
 * @param domain the sending domain; null: there is none
 * @param meter the id of the meter; null: there is none
 * @param decimals how many decimals its quantities have; null: there is none
 * @param occurredAt when it occurred; null: there is none
 * @param quantity the quantity; null: there is none
 * @param voidedAt when it was voided; null: there is none
 * @param actor who did it; null: there is none
 * @param reason why; null: there is none
 * @param importNumber the number of the import; null: there is none
 * @param corrects the id of the event in whose place it is; null: there is none
 * @param correctedBy the id of the event in its place; null: there is none
 */
public record StoredEvent(
    Long seq,
    String source,
    String eventId,
    String company,
    String domain,
    String meter,
    Integer decimals,
    Instant occurredAt,
    BigDecimal quantity,
    Instant voidedAt,
    String actor,
    String reason,
    Long importNumber,
    String corrects,
    String correctedBy) {}
