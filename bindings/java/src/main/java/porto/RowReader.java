// Makes what a row is in Java of its cells: a record of porto.table, whose components are named
// after the columns, or a Row.
package porto;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class RowReader<R> {
  /** Columns whose names are words of the language, and what is named as they are. */
  private static final Map<String, String> KEYWORDS =
      Map.of("importNumber", "import", "oldValue", "old", "newValue", "new");

  private final Class<R> type;
  private final List<Column> columns;
  private final Shape shape;
  private final int[] places;

  /** The components of a record class and its constructor, taken from an array. */
  private record Shape(RecordComponent[] components, MethodHandle constructor) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        MethodHandle constructor = MethodHandles.publicLookup()
            .findConstructor(type, MethodType.methodType(void.class, types))
            .asSpreader(Object[].class, types.length)
            .asType(MethodType.methodType(Object.class, Object[].class));
        return new Shape(components, constructor);
      } catch (ReflectiveOperationException error) {
        throw new IllegalStateException(error);
      }
    }
  }

  private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
    @Override
    protected Shape computeValue(Class<?> type) {
      return Shape.of(type);
    }
  };

  RowReader(Class<R> type, List<Column> columns) {
    this.type = type;
    this.columns = columns;
    shape = type == Row.class ? null : SHAPES.get(type);
    places = shape == null ? null : places(shape, columns);
  }

  /** The name of a component as that of a column: netAmount is net_amount. */
  static String columnName(String component) {
    String keyword = KEYWORDS.get(component);
    return keyword != null ? keyword
        : component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static int[] places(Shape shape, List<Column> columns) {
    Map<String, Integer> byName = IntStream.range(0, columns.size()).boxed()
        .collect(Collectors.toMap(i -> columns.get(i).name(), i -> i));
    return Arrays.stream(shape.components())
        .mapToInt(component -> byName.get(columnName(component.getName()))).toArray();
  }

  R read(Object[] cells) {
    if (shape == null) {
      return type.cast(Row.of(columns, cells));
    }
    Object[] values = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = value(cells[places[i]], shape.components()[i]);
    }
    try {
      return type.cast(shape.constructor().invokeExact(values));
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object value(Object cell, RecordComponent component) {
    Class<?> wanted = component.getType();
    if (wanted == boolean.class) {
      return "yes".equals(cell);
    }
    if (cell instanceof Long number && (wanted == int.class || wanted == Integer.class)) {
      return Math.toIntExact(number);
    }
    if (cell instanceof YearMonth month && wanted != YearMonth.class) {
      return component.getName().equals("from") ? month.atDay(1) : month.atEndOfMonth();
    }
    return cell;
  }
}
