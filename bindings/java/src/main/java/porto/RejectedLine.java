package porto;

/**
 * A row of an input that was refused, or conflicts.
 *
 * @param file the input
 * @param line the number of the line, from 1
 * @param outcome {@link Outcome#REJECTED} or {@link Outcome#CONFLICT}
 * @param reason why, for people
 * @param row the row as it is in the file
 */
public record RejectedLine(String file, long line, Outcome outcome, String reason, byte[] row) {}
