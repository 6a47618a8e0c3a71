package porto;

import java.time.Instant;

/**
 * A usage event. Source and event id are its identity for ever: the idempotency key.
 *
 * @param eventId its id within the source
 * @param occurredAt when, to the microsecond: what is finer is cut off
 * @param quantity in the meter's smallest unit: 250 is 2.50 of a meter with 2 decimals ({@link
 *     Meters#units})
 * @param company the id of the company; null: that of the domain
 * @param meter the id of the meter; null: "messages"
 * @param source where it comes from; null: "import"
 * @param domain where there is no company: the sending domain, in lower case
 */
public record Event(
    String eventId,
    Instant occurredAt,
    long quantity,
    String company,
    String meter,
    String source,
    String domain) {
  /**
   * Messages of a company.
   *
   * @param eventId its id
   * @param occurredAt when
   * @param quantity how many
   * @param company the id of the company
   * @return the event
   */
  public static Event of(String eventId, Instant occurredAt, long quantity, String company) {
    return new Event(eventId, occurredAt, quantity, company, null, null, null);
  }

  /**
   * The same of a meter.
   *
   * @param id the id of the meter
   * @return the event
   */
  public Event withMeter(String id) {
    return new Event(eventId, occurredAt, quantity, company, id, source, domain);
  }

  /**
   * The same from a source.
   *
   * @param name the source
   * @return the event
   */
  public Event withSource(String name) {
    return new Event(eventId, occurredAt, quantity, company, meter, name, domain);
  }

  /**
   * The same of whoever has a sending domain, in place of a company.
   *
   * @param name the domain, in lower case
   * @return the event
   */
  public Event withDomain(String name) {
    return new Event(eventId, occurredAt, quantity, null, meter, source, name);
  }
}
