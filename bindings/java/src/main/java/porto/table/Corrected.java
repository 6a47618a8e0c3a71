package porto.table;

/**
 * An event and the one that counts in its place.
 *
 * @param source the source of the event
 * @param eventId the id of the event within its source
 * @param correctedBy the id of the event in its place
 */
public record Corrected(String source, String eventId, String correctedBy) {}
