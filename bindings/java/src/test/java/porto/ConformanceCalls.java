// The functions of porto.h that the table calls, each by what this package has for it.
package porto;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import porto.table.StoredEvent;

final class ConformanceCalls {
  /** What a call gave. */
  static final class Result {
    String status = "ok";
    String value;
    String state;
    List<String> outcomes;
    final Map<String, List<?>> rows = new LinkedHashMap<>();

    Result status(boolean ok, String otherwise) {
      status = ok ? "ok" : otherwise;
      return this;
    }

    Result value(Object number) {
      value = String.valueOf(number);
      return this;
    }

    Result rows(String name, Rows<?> result) {
      rows.put(name, result.toList());
      return this;
    }
  }

  private interface Made {
    Result call(Args args) throws Exception;
  }

  private final ConformanceRun run;
  private final Map<String, Made> functions = new LinkedHashMap<>();

  ConformanceCalls(ConformanceRun run) {
    this.run = run;
    files();
    catalogue();
    removals();
    usage();
    billing();
    events();
    tariffs();
  }

  Result call(String name, Args args) throws Exception {
    Made function = functions.get(name);
    Case.check(function != null, "no such call: " + name);
    return function.call(args);
  }

  private Ledger ledger(Args args) {
    return (Ledger) run.handle(args.text("ledger", "ledger"));
  }

  private static Result done() {
    return new Result();
  }

  private static String number(YearMonth month) {
    return String.format("%04d%02d", month.getYear(), month.getMonthValue());
  }

  private void files() {
    functions.put("porto_month_parse",
        args -> done().value(number(Porto.parseMonth(args.text("text")))));
    functions.put("porto_time_parse",
        args -> done().value(Values.micros(Porto.parseTime(args.text("text")))));
    functions.put("porto_ledger_create", args -> {
      LedgerOptions options = options(args.object("options"));
      String path = args.text("path");
      run.keep(args.text("as", "ledger"), path.equals(":memory:")
          ? Ledger.inMemory(options) : Ledger.create(run.path(path), options));
      return done();
    });
    functions.put("porto_ledger_open", args -> {
      Path path = run.path(args.text("path"));
      run.keep(args.text("as", "ledger"), Ledger.open(path, options(args.object("options"))));
      return done();
    });
    functions.put("porto_ledger_close", args -> {
      ledger(args).close();
      return done();
    });
    functions.put("porto_ledger_month_of",
        args -> done().value(number(ledger(args).monthOf(args.time("time_unix_us")))));
    functions.put("porto_ledger_verify", args -> {
      Args of = args.object("options");
      VerifyOptions options = new VerifyOptions()
          .expected(of.objects("expected").stream()
              .map(kept -> KeptDigest.of(kept.month("month_yyyymm"), kept.text("digest"))).toList())
          .onProgress(run.progress(of));
      Ledger.Verification verified = ledger(args).verify(options);
      return done().status(verified.sound(), "differs").rows("out", verified.findings());
    });
    functions.put("porto_ledger_backup", args -> {
      Progress progress = run.progress(args.object("options"));
      ledger(args).backup(run.path(args.text("path")), progress);
      return done();
    });
    functions.put("porto_ledger_prune", args -> {
      Result result = done();
      result.rows.put("out", List.of(
          ledger(args).prune(args.month("before_yyyymm"), args.time("now_unix_us"), null)));
      return result;
    });
  }

  private static LedgerOptions options(Args args) {
    LedgerOptions options = new LedgerOptions().late(args.text("late"))
        .allowNegative(args.flag("allow_negative")).readOnly(args.flag("read_only"))
        .firstMonth(args.month("first_month_yyyymm"));
    if (args.has("zone")) {
      options.zone(ZoneId.of(args.text("zone")));
    }
    if (args.has("currency")) {
      options.currency(Currency.getInstance(args.text("currency")));
    }
    return args.has("busy_timeout_ms") ? options.busyTimeout(Duration.ZERO) : options;
  }

  private static Result changed(Change change) {
    return done().status(change.changed(), "exists").rows("effect", change.effect());
  }

  private static Result changed(ChangeWith<?> change) {
    return done().status(change.changed(), "exists").rows("effect", change.effect())
        .rows("out", change.rows());
  }

  private static <T> List<T> each(Args args, String name, Function<Args, T> maker) {
    return args.objects(name).stream().map(maker).toList();
  }

  private void catalogue() {
    functions.put("porto_tariff_add", args -> changed(ledger(args).tariffs().add(
        run.document(args), args.text("file_name"), args.object("options").by())));
    functions.put("porto_company_add", args -> done().status(
        ledger(args).companies().add(each(args, "companies",
            of -> Company.of(of.text("id"), of.text("name")))), "exists"));
    functions.put("porto_company_list",
        args -> done().rows("out", ledger(args).companies().list()));
    functions.put("porto_meter_add", args -> done().status(
        ledger(args).meters().add(each(args, "meters",
            of -> new Meter(of.text("id"), (int) of.number("decimals")))), "exists"));
    functions.put("porto_subscription_add", args -> changed(ledger(args).subscriptions().add(
        each(args, "subscriptions", of -> Subscription.of(
            of.text("company"), of.text("tariff"), of.month("from"))),
        args.object("options").by())));
    functions.put("porto_domain_add", args -> changed(ledger(args).domains().add(
        args.text("domain"), args.text("company"), args.day("from_yyyymmdd"),
        args.day("through_yyyymmdd"), args.object("options").by())));
    functions.put("porto_item_add", args -> {
      Items.Added added = ledger(args).items().add(
          each(args, "items", of -> new Item(of.month("month_yyyymm"), of.text("company"),
              of.decimal("amount"), of.text("text"))),
          args.object("options").by());
      return done().status(added.changed(), "exists").rows("out", added.rows());
    });
  }

  private static LocalDate day(Args args, String name, Function<YearMonth, LocalDate> ofMonth) {
    String text = args.text(name);
    if (text == null) {
      return null;
    }
    return text.length() == "2026-03".length()
        ? ofMonth.apply(Porto.parseMonth(text)) : LocalDate.parse(text);
  }

  /** What ends and what goes, and the record of changes. */
  private void removals() {
    functions.put("porto_subscription_end", args -> changed(ledger(args).subscriptions().end(
        args.text("company"), args.text("tariff"), day(args, "through", YearMonth::atEndOfMonth),
        args.object("options").by())));
    functions.put("porto_subscription_remove", args -> changed(
        ledger(args).subscriptions().remove(args.text("company"), args.text("tariff"),
            day(args, "from", month -> month.atDay(1)), args.object("options").by())));
    functions.put("porto_company_remove", args -> changed(
        ledger(args).companies().remove(args.text("id"), args.object("options").by())));
    functions.put("porto_change_list",
        args -> done().rows("out", ledger(args).changes(0, 0)));
  }

  private static List<Event> events(Args args) {
    return each(args, "events", of -> new Event(of.text("event_id"),
        of.time("occurred_at_unix_us"), of.number("quantity"), of.text("company"),
        of.text("meter"), of.text("source"), of.text("domain")));
  }

  private static Result recorded(Recorded recorded) {
    Result result = done().status(recorded.complete(), "rejects");
    result.outcomes = recorded.outcomes().stream()
        .map(outcome -> outcome.name().toLowerCase(java.util.Locale.ROOT)).toList();
    result.rows.put("rejected", recorded.rejects());
    return result;
  }

  private void usage() {
    functions.put("porto_usage_record", args -> recorded(
        ledger(args).usage().record(events(args), args.time("now_unix_us"))));
    functions.put("porto_recorder_open", args -> {
      run.keep("recorder", Recorder.open(run.path(args.text("path"))));
      return done();
    });
    functions.put("porto_recorder_record", args -> recorded(
        ((Recorder) run.handle("recorder")).record(events(args), args.time("now_unix_us"))));
    functions.put("porto_recorder_close", args -> {
      run.handle("recorder").close();
      return done();
    });
    functions.put("porto_usage_import", args -> {
      Args of = args.object("options");
      ImportOptions options = new ImportOptions().now(of.time("now_unix_us"));
      if (of.has("batch_events")) {
        options.batchEvents(of.number("batch_events"));
      }
      MeteredUsage.Imported done =
          ledger(args).usage().importFrom(each(args, "inputs", run::input), options);
      return done().status(done.complete(), "rejects").rows("report", done.report())
          .rows("effect", done.effect());
    });
    functions.put("porto_import_undo", args -> changed(
        ledger(args).imports().undo(args.number("import"), args.object("options").by())));
    functions.put("porto_usage_list", args -> {
      Args of = args.object("filter");
      return done().rows("out",
          ledger(args).usage().totals(of.month("month_yyyymm"), of.text("company")));
    });
    functions.put("porto_usage_unassigned",
        args -> done().rows("out", ledger(args).usage().unassigned()));
    functions.put("porto_usage_reconcile", args -> {
      MeteredUsage.Reconciliation done = ledger(args).usage()
          .reconcile(run.input(args.object("input")), new ReconcileOptions());
      return done().status(done.same(), "differs").rows("out", done.rows());
    });
  }

  private void billing() {
    functions.put("porto_invoice_show", args -> {
      Invoice invoice = ledger(args).invoices()
          .of(args.month("month_yyyymm"), args.object("options").text("company"));
      Result result = done().rows("lines", invoice.lines()).rows("tasks", invoice.tasks());
      result.state = invoice.state().name().toLowerCase(java.util.Locale.ROOT);
      return result;
    });
    functions.put("porto_month_close", args -> {
      Args of = args.object("options");
      Collection<String> except = of.list("except").stream().map(String.class::cast).toList();
      Closed closed = ledger(args).invoices().close(args.month("month_yyyymm"),
          args.time("now_unix_us"),
          new CloseOptions().except(except).dryRun(of.flag("dry_run")).by(of.by())
              .onProgress(run.progress(of)));
      return done().status(closed.changed(), "exists").rows("out", closed.lines())
          .rows("tasks", closed.tasks());
    });
    functions.put("porto_month_list",
        args -> done().rows("out", ledger(args).invoices().closedMonths()));
  }

  private void events() {
    functions.put("porto_event_show", args -> {
      StoredEvent event =
          ledger(args).events().get(args.text("source"), args.text("event_id"));
      Result result = done();
      result.rows.put("out", List.of(event));
      return result;
    });
    functions.put("porto_event_write", args -> {
      EventFilter filter = new EventFilter().source(args.object("filter").text("source"));
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      OutputStream to = run.output(args, kept);
      ledger(args).events().write(filter, Format.parse(args.text("format")), new Output(), to);
      return done().value(kept.toString(StandardCharsets.UTF_8));
    });
    functions.put("porto_event_void", args -> {
      Args what = args.object("what");
      return changed(ledger(args).events()
          .cancel(what.text("source"), what.text("event_id"), voidBy(args)));
    });
    functions.put("porto_event_correct", args -> {
      Args what = args.object("what");
      return changed(ledger(args).events().correct(
          what.text("source"), what.text("event_id"), args.number("quantity"), voidBy(args)));
    });
  }

  private static By voidBy(Args args) {
    Args what = args.object("what");
    return By.of(what.text("actor"), what.text("reason")).withAt(what.time("voided_at_unix_us"))
        .withDryRun(args.object("options").flag("dry_run"));
  }

  private void tariffs() {
    functions.put("porto_tariff_open", args -> {
      run.keep("tariff", Tariff.parse(run.document(args)));
      return done();
    });
    functions.put("porto_tariff_rate", args -> {
      Usage usage = Usage.none();
      for (Args of : args.object("usage").objects("meters")) {
        usage = usage.and(of.text("meter"), of.decimal("quantity_text"));
      }
      try (Rating rating = ((Tariff) run.handle("tariff")).rate(usage)) {
        return done().value(rating.totalMinor())
            .rows("lines", rating.lines(args.month("month_yyyymm"), null));
      }
    });
  }
}
