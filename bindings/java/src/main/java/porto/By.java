package porto;

import java.time.Instant;
import java.util.List;

/**
 * Who changes something that can move money, why, and how: {@code By.of("anna", "moved to the new
 * tariff").withDryRun(true)}. A call refuses what it has no use for, {@code allowFar} or {@code
 * settle}, with an {@link IllegalArgumentException}.
 *
 * @param actor who makes the change; null: not said
 * @param reason why; null: not said
 * @param at the time of it; null: that of the call, or else of the clock
 * @param dryRun all of it is done and taken back; nothing is changed
 * @param allowFar months are meant that are years away
 * @param settle to remove a subscription or a domain: also what closed months used, which the next
 *     close credits
 */
public record By(
    String actor, String reason, Instant at, boolean dryRun, boolean allowFar, boolean settle) {
  /** Nothing is said. */
  public static final By NOBODY = of(null, null);

  /**
   * Who, and why.
   *
   * @param actor who makes the change
   * @param reason why
   * @return both, at the time of the clock
   */
  public static By of(String actor, String reason) {
    return new By(actor, reason, null, false, false, false);
  }

  /**
   * When.
   *
   * @param time the time of the change
   * @return the same at that time
   */
  public By withAt(Instant time) {
    return new By(actor, reason, time, dryRun, allowFar, settle);
  }

  /**
   * Whether it is only tried.
   *
   * @param wanted whether nothing is to be changed
   * @return the same so
   */
  public By withDryRun(boolean wanted) {
    return new By(actor, reason, at, wanted, allowFar, settle);
  }

  /**
   * Whether months are meant that are years away.
   *
   * @param wanted whether they are
   * @return the same so
   */
  public By withAllowFar(boolean wanted) {
    return new By(actor, reason, at, dryRun, wanted, settle);
  }

  /**
   * Whether it removes also what closed months used.
   *
   * @param wanted whether it does
   * @return the same so
   */
  public By withSettle(boolean wanted) {
    return new By(actor, reason, at, dryRun, allowFar, wanted);
  }

  /** What only some changes may say. */
  enum May { ALLOW_FAR, SETTLE }

  /** Refuses what a call does not know, which would be ignored; gives the rest. */
  By only(May... may) {
    List<May> known = List.of(may);
    if (allowFar && !known.contains(May.ALLOW_FAR)) {
      throw new IllegalArgumentException("by.allowFar: in this call no month can be too far away;"
          + " leave it out");
    }
    if (settle && !known.contains(May.SETTLE)) {
      throw new IllegalArgumentException("by.settle: this call removes no subscription and no"
          + " domain; leave it out");
    }
    return this;
  }

  /** The time of a call that has one of its own, which may be left out in one of the places. */
  Instant atOr(Instant now) {
    if (at != null && now != null && !at.equals(now)) {
      throw new IllegalArgumentException("by.at: it is " + at + ", but the call is made at " + now
          + "; leave one of them out");
    }
    return now == null ? at : now;
  }

  Struct struct(Call call, May... may) {
    only(may);
    return call.options(Abi.ChangeOptions.SIZE)
        .set(Abi.ChangeOptions.ACTOR, actor, "actor")
        .set(Abi.ChangeOptions.REASON, reason, "reason")
        .set(Abi.ChangeOptions.AT_UNIX_US, Values.nowOr(at))
        .set(Abi.ChangeOptions.DRY_RUN, dryRun)
        .set(Abi.ChangeOptions.ALLOW_FAR, allowFar)
        .set(Abi.ChangeOptions.SETTLE, settle);
  }
}
