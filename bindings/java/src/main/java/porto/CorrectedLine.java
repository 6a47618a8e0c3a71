package porto;

/**
 * A row of an input that corrected an event.
 *
 * @param file the input
 * @param line the number of the line, from 1
 * @param eventId the event
 * @param correctedBy the id of the event in its place
 * @param before the quantity before, as decimal text
 * @param quantity the quantity now
 */
public record CorrectedLine(
    String file, long line, String eventId, String correctedBy, String before, String quantity) {}
