package porto.table;

import java.time.Instant;

/**
 * An import.
 *
 * @param importNumber the number of the import
 * @param begunAt when it began; null: there is none
 * @param state "finished", "unfinished" or "undone"
 * @param files how many files
 * @param file the file
 * @param format the format
 * @param rows how many rows
 * @param stored how many events were stored
 * @param duplicate how many were there
 * @param conflict how many were there with other content
 * @param rejected how many were refused
 * @param notCounted how many rows are no usage
 * @param corrected how many corrected an event
 * @param undoneAt when it was undone; null: there is none
 * @param actor who did it; null: there is none
 * @param reason why; null: there is none
 */
public record ImportRecord(
    long importNumber,
    Instant begunAt,
    String state,
    long files,
    String file,
    String format,
    long rows,
    long stored,
    long duplicate,
    long conflict,
    long rejected,
    long notCounted,
    long corrected,
    Instant undoneAt,
    String actor,
    String reason) {}
