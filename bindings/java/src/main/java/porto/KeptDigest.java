package porto;

import java.time.YearMonth;
import java.util.List;
import java.util.Objects;

/**
 * A digest that was kept elsewhere to prove the past of a ledger.
 *
 * @param month the closed month whose hash it is; null: it is of a record
 * @param record of a record: "batch" (of events), "change", "undo", "void"; else null
 * @param number the number of the record, from 1; else 0
 * @param digest 64 hexadecimal digits
 */
public record KeptDigest(YearMonth month, String record, long number, String digest) {
  /**
   * The hash of a closed month.
   *
   * @param month the month
   * @param digest 64 hexadecimal digits
   * @return both
   */
  public static KeptDigest of(YearMonth month, String digest) {
    return new KeptDigest(Objects.requireNonNull(month, "month"), null, 0, digest);
  }

  /**
   * The digest of a record.
   *
   * @param record "batch", "change", "undo" or "void"
   * @param number its number
   * @param digest 64 hexadecimal digits
   * @return all of it
   */
  public static KeptDigest of(String record, long number, String digest) {
    return new KeptDigest(null, record, number, digest);
  }

  static Struct array(Call call, List<KeptDigest> digests) {
    Struct array = call.array(Abi.KeptDigest.SIZE, digests.size());
    for (int i = 0; i < digests.size(); i++) {
      KeptDigest kept = digests.get(i);
      array.at(i * Abi.KeptDigest.SIZE)
          .set(Abi.KeptDigest.MONTH_YYYYMM, kept.month)
          .set(Abi.KeptDigest.RECORD, kept.record, "record")
          .set(Abi.KeptDigest.NUMBER, kept.number)
          .set(Abi.KeptDigest.DIGEST, kept.digest, "digest");
    }
    return array;
  }
}
