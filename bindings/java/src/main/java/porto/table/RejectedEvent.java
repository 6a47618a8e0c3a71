package porto.table;

/**
 * An event that was not stored.
 *
 * @param index the place of the event in the call, from 0
 * @param outcome "rejected" or "conflict"
 * @param reason why
 * @param kind what kind it is
 */
public record RejectedEvent(long index, String outcome, String reason, String kind) {}
