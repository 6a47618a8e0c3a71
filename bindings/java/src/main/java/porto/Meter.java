package porto;

import java.util.List;

/**
 * What events count. The total of a month is the sum of the quantities.
 *
 * @param id its id, by which events name it
 * @param decimals how many decimals its quantities have, 0 to 18
 */
public record Meter(String id, int decimals) {
  static Struct array(Call call, List<Meter> meters) {
    Struct array = call.array(Abi.Meter.SIZE, meters.size());
    for (int i = 0; i < meters.size(); i++) {
      array.at(i * Abi.Meter.SIZE)
          .set(Abi.Meter.ID, meters.get(i).id, "id")
          .set(Abi.Meter.DECIMALS, meters.get(i).decimals)
          .set(Abi.Meter.KIND, Abi.PORTO_METER_SUM);
    }
    return array;
  }
}
