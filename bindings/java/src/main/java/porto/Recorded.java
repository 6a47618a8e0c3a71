package porto;

import java.util.List;
import porto.table.RejectedEvent;

/**
 * What recording did.
 *
 * @param stored how many events were stored
 * @param duplicate how many were there with the same content
 * @param conflict how many were there with other content
 * @param rejected how many are malformed, or of a closed month
 * @param rejects the events that were rejected or conflict, and why
 * @param outcomes of each event, in order; empty where there were several batches
 */
public record Recorded(
    long stored,
    long duplicate,
    long conflict,
    long rejected,
    List<RejectedEvent> rejects,
    List<Outcome> outcomes) {
  /**
   * How many events there were.
   *
   * @return the number
   */
  public long count() {
    return stored + duplicate + conflict + rejected;
  }

  /**
   * Whether each event is stored, by this call or an earlier one.
   *
   * @return true if none was refused
   */
  public boolean complete() {
    return conflict == 0 && rejected == 0;
  }
}
