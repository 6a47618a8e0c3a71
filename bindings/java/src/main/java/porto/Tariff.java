package porto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import porto.table.Comparison;
import porto.table.ContractText;
import porto.table.Difference;
import porto.table.Example;
import porto.table.Mistake;
import porto.table.Step;
import porto.table.TariffRow;

/**
 * A tariff document that was read: how usage becomes money. It never changes and needs no ledger;
 * any number of threads may use one at once.
 */
public final class Tariff extends Handle {
  Tariff(long address) {
    super(new Owned(address, "a tariff", Abi::porto_tariff_close, null, false));
  }

  /**
   * Reads a document.
   *
   * @param toml the document
   * @return the tariff
   * @throws DataException {@link Status#BAD_TARIFF} with every mistake, one a line
   */
  public static Tariff parse(String toml) {
    return parse(toml, null);
  }

  /**
   * Reads the document in a file.
   *
   * @param path the file, in UTF-8
   * @return the tariff
   * @throws IOException if the file cannot be read
   * @throws DataException {@link Status#BAD_TARIFF} with every mistake, one a line
   */
  public static Tariff load(Path path) throws IOException {
    return parse(Files.readString(path), path.toString());
  }

  /**
   * Reads a document.
   *
   * @param toml the document
   * @param fileName what messages call it; null: it has no name
   * @return the tariff
   * @throws DataException {@link Status#BAD_TARIFF} with every mistake, one a line
   */
  public static Tariff parse(String toml, String fileName) {
    try (Call call = new Call()) {
      Scratch.Text text = call.text(toml, "toml");
      Scratch.Text name = call.text(fileName, "file_name");
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_tariff_open(text.address(), text.length(), name.address(),
          name.length(), out.address(), call.error()));
      return new Tariff(out.longNumber());
    }
  }

  /**
   * The mistakes of a document.
   *
   * @param toml the document
   * @param fileName what messages call it; null: it has no name
   * @return the mistakes, none if it is good
   */
  public static Rows<Mistake> mistakes(String toml, String fileName) {
    try (Call call = new Call()) {
      Scratch.Text text = call.text(toml, "toml");
      Scratch.Text name = call.text(fileName, "file_name");
      call.check(Abi.porto_tariff_mistakes(text.address(), text.length(), name.address(),
          name.length(), call.out(), call.error()));
      return call.take(0, Mistake.class);
    }
  }

  /**
   * What the document says of itself.
   *
   * @return one row
   */
  public TariffRow info() {
    try (Call call = new Call(this)) {
      call.check(Abi.porto_tariff_info(call.handle(), call.out(), call.error()));
      return call.take(0, TariffRow.class).get(0);
    }
  }

  /**
   * Rates usage.
   *
   * @param usage what was used
   * @return what it costs
   */
  public Rating rate(Usage usage) {
    try (Call call = new Call(this)) {
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_rating_open(out.address(), call.error()));
      Rating rating = new Rating(out.longNumber());
      try {
        long used = Usage.array(call, List.of(usage)).address();
        call.check(
            Abi.porto_tariff_rate(call.handle(), used, out.longNumber(), call.error()));
      } catch (RuntimeException failure) {
        rating.close();
        throw failure;
      }
      return rating;
    }
  }

  /**
   * Rates the examples inside the document.
   *
   * @return their figures, and whether they are right
   */
  public Rows<Example> examples() {
    try (Call call = new Call(this)) {
      call.check(Abi.porto_tariff_examples(call.handle(), call.out(), call.error()));
      return call.take(0, Example.class);
    }
  }

  /**
   * The derivation of what usage costs, step by step.
   *
   * @param usage what was used
   * @param language "en" or "sv"; null: that of the document
   * @return the steps
   */
  public Rows<Step> explain(Usage usage, String language) {
    try (Call call = new Call(this)) {
      long used = Usage.array(call, List.of(usage)).address();
      Scratch.Text words = call.text(language, "language");
      call.check(Abi.porto_tariff_explain(call.handle(), used, words.address(), words.length(),
          call.out(), call.error()));
      return call.take(0, Step.class);
    }
  }

  /**
   * The tariff in the words of a contract.
   *
   * @param language "en" or "sv"; null: that of the document
   * @return whole sentences, charge by charge
   */
  public Rows<ContractText> describe(String language) {
    try (Call call = new Call(this)) {
      Scratch.Text words = call.text(language, "language");
      call.check(Abi.porto_tariff_describe(
          call.handle(), words.address(), words.length(), call.out(), call.error()));
      return call.take(0, ContractText.class);
    }
  }

  /**
   * What differs between this document and another.
   *
   * @param after the other one
   * @return the differences, none if nothing differs
   */
  public Rows<Difference> diff(Tariff after) {
    try (Call call = new Call(this)) {
      long other = call.use(after);
      call.check(Abi.porto_tariff_diff(call.handle(), other, call.out(), call.error()));
      return call.take(0, Difference.class);
    }
  }

  /**
   * What usage costs under both.
   *
   * @param after the other document
   * @param usages what was used; none: usages that tell the two apart
   * @return a row for each usage
   */
  public Rows<Comparison> compare(Tariff after, List<Usage> usages) {
    try (Call call = new Call(this)) {
      long other = call.use(after);
      long array = Usage.array(call, usages).address();
      call.check(Abi.porto_tariff_compare(
          call.handle(), other, array, usages.size(), call.out(), call.error()));
      return call.take(0, Comparison.class);
    }
  }

  /**
   * Draws what usage of a meter costs.
   *
   * @param options the meter, and how much of it
   * @return a picture, SVG
   */
  public String plot(PlotOptions options) {
    Picture.Text text = new Picture.Text();
    try (Call call = new Call(this)) {
      call.check(Abi.porto_tariff_plot(call.handle(), options.struct(call).address(),
          Upcalls.WRITE_FN, call.user(text.sink()), call.error()));
      return text.toString();
    }
  }
}
