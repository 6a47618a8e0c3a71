// The functions of porto.h that the table calls, each with its arguments by their names.
#include <algorithm>
#include <exception>

#include "case.hpp"

namespace porto::conformance {
namespace {

// A callback of the table: it stops the call, or takes its steps the first time it is called.
struct Callback {
  Case* run;
  std::optional<Json> what;
  std::vector<std::string_view> pieces = {};  // of an input, one a call
  size_t next_piece = 0;
  std::exception_ptr failure = nullptr;

  int32_t called() {
    if (!what) return 0;
    if (what->is_string()) return 1;
    const Json steps = *what;
    what.reset();
    try {
      run->take(steps);
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
    return 0;
  }
};

int32_t told(void* user, uint64_t, uint64_t) { return static_cast<Callback*>(user)->called(); }

int64_t read_piece(void* user, char* to, size_t size) {
  Callback& callback = *static_cast<Callback*>(user);
  if (callback.next_piece == callback.pieces.size()) return callback.called() == 0 ? 0 : -1;
  const std::string_view piece = callback.pieces[callback.next_piece++];
  if (piece.size() > size) return -1;
  std::copy(piece.begin(), piece.end(), to);
  return static_cast<int64_t>(piece.size());
}

std::optional<Json> member(Json of, std::string_view name) {
  if (!has(of, name)) return std::nullopt;
  return of[name].value();
}

Json options_of(Json args) { return has(args, "options") ? args["options"].value() : args; }

// One call: what it gives, and how it ended.
struct Call {
  Result result = {};
  porto_error* error = nullptr;
  std::deque<std::pair<std::string, porto_rows*>> outputs = {};

  porto_rows** rows(std::string name) {
    outputs.emplace_back(std::move(name), nullptr);
    return &outputs.back().second;
  }
  Result ended(int32_t status) {
    result.status = status;
    if (status < 0) {
      result.where = porto_error_where(error);
      result.committed = std::to_string(porto_error_committed(error));
    }
    porto_error_free(error);
    for (auto& [name, handle] : outputs) result.rows[name].reset(handle);
    return std::move(result);
  }
  Result ended(int32_t status, const Callback& callback) {
    Result done = ended(status);
    if (callback.failure) std::rethrow_exception(callback.failure);
    return done;
  }
};

porto_ledger* ledger_of(Case& run, Json args) {
  return run.ledgers.at(std::string(text_of(args, "ledger").value_or("ledger"))).get();
}

std::string_view document_of(const Case& run, Json args) {
  return *text_of(run.documents, *text_of(args, "toml"));
}

porto_ledger_options ledger_options(Json args) {
  porto_ledger_options options = PORTO_LEDGER_OPTIONS_INIT;
  if (!has(args, "options")) return options;
  const Json of = args["options"];
  set(options.zone, options.zone_len, of, "zone");
  set(options.currency, options.currency_len, of, "currency");
  set(options.late, options.late_len, of, "late");
  options.allow_negative = flag_of(of, "allow_negative");
  options.first_month_yyyymm = month_of(of, "first_month_yyyymm");
  options.read_only = flag_of(of, "read_only");
  options.busy_timeout_ms = number_of(of, "busy_timeout_ms");
  return options;
}

template <auto function>
Result open_ledger(Case& run, Json args) {
  Call call;
  const std::string path = run.path(*text_of(args, "path"));
  const porto_ledger_options options = ledger_options(args);
  porto_ledger* ledger = nullptr;
  const int32_t status = function(path.data(), path.size(), &options, &ledger, &call.error);
  if (status >= 0) run.ledgers[std::string(text_of(args, "as").value_or("ledger"))].reset(ledger);
  return call.ended(status);
}

Result ledger_close(Case& run, Json args) {
  run.ledgers.erase(std::string(text_of(args, "ledger").value_or("ledger")));
  return {};
}

Result ledger_month_of(Case& run, Json args) {
  Call call;
  int32_t month = 0;
  const int32_t status = porto_ledger_month_of(ledger_of(run, args), time_of(args, "time_unix_us"),
                                               &month, &call.error);
  call.result.value = std::to_string(month);
  return call.ended(status);
}

Result month_parse(Case&, Json args) {
  Call call;
  const std::string_view text = *text_of(args, "text");
  int32_t month = 0;
  const int32_t status = porto_month_parse(text.data(), text.size(), &month, &call.error);
  call.result.value = std::to_string(month);
  return call.ended(status);
}

Result time_parse(Case&, Json args) {
  Call call;
  const std::string_view text = *text_of(args, "text");
  int64_t time = 0;
  const int32_t status = porto_time_parse(text.data(), text.size(), &time, &call.error);
  call.result.value = std::to_string(time);
  return call.ended(status);
}

Result company_add(Case& run, Json args) {
  std::vector<porto_company> companies;
  for (const Json of : list_of(args, "companies")) {
    porto_company& company = companies.emplace_back(porto_company PORTO_COMPANY_INIT);
    set(company.id, company.id_len, of, "id");
    set(company.name, company.name_len, of, "name");
  }
  Call call;
  return call.ended(
      porto_company_add(ledger_of(run, args), companies.data(), companies.size(), &call.error));
}

Result meter_add(Case& run, Json args) {
  std::vector<porto_meter> meters;
  for (const Json of : list_of(args, "meters")) {
    porto_meter& meter = meters.emplace_back(porto_meter PORTO_METER_INIT);
    set(meter.id, meter.id_len, of, "id");
    meter.decimals = flag_of(of, "decimals");
  }
  Call call;
  return call.ended(
      porto_meter_add(ledger_of(run, args), meters.data(), meters.size(), &call.error));
}

Result tariff_add(Case& run, Json args) {
  Call call;
  const std::string_view toml = document_of(run, args);
  const char* name = nullptr;
  size_t name_size = 0;
  set(name, name_size, args, "file_name");
  const porto_change_options options = change_of(args);
  return call.ended(porto_tariff_add(ledger_of(run, args), toml.data(), toml.size(), name,
                                     name_size, &options, call.rows("effect"), &call.error));
}

Result subscription_add(Case& run, Json args) {
  std::vector<porto_subscription> subscriptions;
  for (const Json of : list_of(args, "subscriptions")) {
    porto_subscription& made =
        subscriptions.emplace_back(porto_subscription PORTO_SUBSCRIPTION_INIT);
    set(made.company, made.company_len, of, "company");
    set(made.tariff, made.tariff_len, of, "tariff");
    made.from = day_of(of, "from");
    made.through = day_of(of, "through");
  }
  Call call;
  const porto_change_options options = change_of(args);
  return call.ended(porto_subscription_add(ledger_of(run, args), subscriptions.data(),
                                           subscriptions.size(), &options, call.rows("effect"),
                                           &call.error));
}

// Ends or removes a subscription: at a month or a day, which `when` names.
template <auto function>
Result change_subscription(Case& run, Json args, std::string_view when) {
  Call call;
  const std::string_view company = *text_of(args, "company");
  const std::string_view tariff = *text_of(args, "tariff");
  const porto_change_options options = change_of(args);
  return call.ended(function(ledger_of(run, args), company.data(), company.size(), tariff.data(),
                             tariff.size(), day_of(args, when), &options, call.rows("effect"),
                             &call.error));
}

Result subscription_end(Case& run, Json args) {
  return change_subscription<porto_subscription_end>(run, args, "through");
}

Result subscription_remove(Case& run, Json args) {
  return change_subscription<porto_subscription_remove>(run, args, "from");
}

Result company_remove(Case& run, Json args) {
  Call call;
  const std::string_view id = *text_of(args, "id");
  const porto_change_options options = change_of(args);
  return call.ended(porto_company_remove(ledger_of(run, args), id.data(), id.size(), &options,
                                         call.rows("effect"), &call.error));
}

Result change_list(Case& run, Json args) {
  Call call;
  return call.ended(
      porto_change_list(ledger_of(run, args), nullptr, call.rows("out"), &call.error));
}

Result domain_add(Case& run, Json args) {
  Call call;
  const std::string_view domain = *text_of(args, "domain");
  const std::string_view company = *text_of(args, "company");
  const porto_change_options options = change_of(args);
  return call.ended(porto_domain_add(ledger_of(run, args), domain.data(), domain.size(),
                                     company.data(), company.size(), day_of(args, "from_yyyymmdd"),
                                     day_of(args, "through_yyyymmdd"), &options,
                                     call.rows("effect"), &call.error));
}

Result item_add(Case& run, Json args) {
  std::vector<porto_item> items;
  for (const Json of : list_of(args, "items")) {
    porto_item& item = items.emplace_back(porto_item PORTO_ITEM_INIT);
    item.month_yyyymm = month_of(of, "month_yyyymm");
    set(item.company, item.company_len, of, "company");
    set(item.amount, item.amount_len, of, "amount");
    set(item.text, item.text_len, of, "text");
  }
  Call call;
  const porto_change_options options = change_of(args);
  return call.ended(porto_item_add(ledger_of(run, args), items.data(), items.size(), &options,
                                   call.rows("out"), &call.error));
}

// By a ledger or a recorder.
template <auto function, class Handle>
Result record(Handle* handle, Json args) {
  Call call;
  const std::vector<porto_event> events = events_of(args);
  std::vector<int32_t> outcomes(events.size());
  const int32_t status =
      function(handle, events.data(), events.size(), time_of(args, "now_unix_us"), nullptr,
               outcomes.data(), call.rows("rejected"), &call.error);
  for (const int32_t outcome : outcomes)
    call.result.outcomes.emplace_back(name_of_outcome(outcome));
  return call.ended(status);
}

Result usage_record(Case& run, Json args) {
  return record<porto_usage_record>(ledger_of(run, args), args);
}

Result recorder_record(Case& run, Json args) {
  return record<porto_recorder_record>(run.recorder.get(), args);
}

Result recorder_open(Case& run, Json args) {
  Call call;
  const std::string path = run.path(*text_of(args, "path"));
  porto_recorder* recorder = nullptr;
  const int32_t status =
      porto_recorder_open(path.data(), path.size(), nullptr, &recorder, &call.error);
  run.recorder.reset(recorder);
  return call.ended(status);
}

Result recorder_close(Case& run, Json) {
  run.recorder.reset();
  return {};
}

porto_input input_of(Json of, std::string& path, Callback& callback, const Case& run) {
  porto_input input = PORTO_INPUT_INIT;
  set(input.name, input.name_len, of, "name");
  if (const auto bytes = text_of(of, "bytes")) {
    input.bytes = bytes->data();
    input.byte_count = bytes->size();
  } else if (const auto name = text_of(of, "path")) {
    path = run.path(*name);
    input.path = path.data();
    input.path_len = path.size();
  } else {
    for (const Json piece : list_of(of, "read")) callback.pieces.emplace_back(piece);
    callback.what = member(of, "then");
    input.read = read_piece;
    input.user = &callback;
  }
  return input;
}

Result usage_import(Case& run, Json args) {
  Call call;
  Callback callback{&run, std::nullopt};
  std::string path;
  const porto_input input = input_of(list_of(args, "inputs").at(0), path, callback, run);
  porto_import_options options = PORTO_IMPORT_OPTIONS_INIT;
  options.now_unix_us = time_of(options_of(args), "now_unix_us");
  options.batch_events = static_cast<std::uint64_t>(number_of(options_of(args), "batch_events"));
  const int32_t status = porto_usage_import(ledger_of(run, args), &input, 1, &options,
                                            call.rows("report"), call.rows("effect"), &call.error);
  return call.ended(status, callback);
}

Result import_undo(Case& run, Json args) {
  Call call;
  const porto_change_options options = change_of(args);
  return call.ended(porto_import_undo(ledger_of(run, args), number_of(args, "import"), &options,
                                      call.rows("out"), call.rows("effect"), &call.error));
}

Result usage_reconcile(Case& run, Json args) {
  Call call;
  Callback callback{&run, std::nullopt};
  std::string path;
  const porto_input input = input_of(args["input"], path, callback, run);
  const int32_t status = porto_usage_reconcile(ledger_of(run, args), &input, nullptr,
                                               call.rows("out"), nullptr, &call.error);
  return call.ended(status, callback);
}

Result usage_list(Case& run, Json args) {
  porto_usage_filter filter = PORTO_USAGE_FILTER_INIT;
  if (has(args, "filter")) {
    set(filter.company, filter.company_len, args["filter"], "company");
    filter.month_yyyymm = month_of(args["filter"], "month_yyyymm");
  }
  Call call;
  return call.ended(porto_usage_list(ledger_of(run, args), &filter, call.rows("out"), &call.error));
}

template <auto function>
Result list(Case& run, Json args) {
  Call call;
  return call.ended(function(ledger_of(run, args), call.rows("out"), &call.error));
}

Result invoice_show(Case& run, Json args) {
  porto_invoice_options options = PORTO_INVOICE_OPTIONS_INIT;
  set(options.company, options.company_len, options_of(args), "company");
  Call call;
  int32_t state = 0;
  const int32_t status =
      porto_invoice_show(ledger_of(run, args), month_of(args, "month_yyyymm"), &options,
                         call.rows("lines"), nullptr, call.rows("tasks"), &state, &call.error);
  call.result.state = name_of_state(state);
  return call.ended(status);
}

Result month_close(Case& run, Json args) {
  const Json of = options_of(args);
  Callback callback{&run, member(of, "on_progress")};
  TextList except;
  fill(except, of, "except");
  porto_close_options options = PORTO_CLOSE_OPTIONS_INIT;
  options.except = except.pointers.data();
  options.except_count = except.pointers.size();
  options.dry_run = flag_of(of, "dry_run");
  set(options.actor, options.actor_len, of, "actor");
  set(options.reason, options.reason_len, of, "reason");
  options.on_progress = told;
  options.user = &callback;
  Call call;
  const int32_t status = porto_month_close(ledger_of(run, args), month_of(args, "month_yyyymm"),
                                           time_of(args, "now_unix_us"), &options, call.rows("out"),
                                           call.rows("tasks"), &call.error);
  return call.ended(status, callback);
}

Result event_void(Case& run, Json args) {
  Call call;
  const porto_void what = void_of(args);
  const porto_change_options options = change_of(args);
  return call.ended(porto_event_void(ledger_of(run, args), &what, &options, call.rows("out"),
                                     call.rows("effect"), &call.error));
}

Result event_correct(Case& run, Json args) {
  Call call;
  const porto_void what = void_of(args);
  const porto_change_options options = change_of(args);
  return call.ended(porto_event_correct(ledger_of(run, args), &what, number_of(args, "quantity"),
                                        &options, call.rows("out"), call.rows("effect"),
                                        &call.error));
}

Result event_show(Case& run, Json args) {
  Call call;
  const std::string_view source = *text_of(args, "source");
  const std::string_view id = *text_of(args, "event_id");
  return call.ended(porto_event_show(ledger_of(run, args), source.data(), source.size(), id.data(),
                                     id.size(), call.rows("out"), &call.error));
}

// What is written, and the callback that it comes by.
struct Written {
  Callback callback;
  std::string text = {};
};

int32_t take_text(void* user, const char* data, size_t size) {
  Written& written = *static_cast<Written*>(user);
  written.text.append(data, size);
  return written.callback.called();
}

Result event_write(Case& run, Json args) {
  Call call;
  const std::string_view format_name = *text_of(args, "format");
  int32_t format = 0;
  if (porto_format_parse(format_name.data(), format_name.size(), &format, nullptr) < 0)
    throw Mismatch("no format " + std::string(format_name));
  porto_event_filter filter = PORTO_EVENT_FILTER_INIT;
  if (has(args, "filter")) set(filter.source, filter.source_len, args["filter"], "source");
  Written written{{&run, member(args, "write")}};
  const int32_t status = porto_event_write(ledger_of(run, args), &filter, format, nullptr,
                                           take_text, &written, &call.error);
  call.result.value = written.text;
  return call.ended(status, written.callback);
}

Result ledger_verify(Case& run, Json args) {
  const Json of = options_of(args);
  Callback callback{&run, member(of, "on_progress")};
  std::vector<porto_kept_digest> expected;
  for (const Json one : list_of(of, "expected")) {
    porto_kept_digest& kept = expected.emplace_back(porto_kept_digest PORTO_KEPT_DIGEST_INIT);
    kept.month_yyyymm = month_of(one, "month_yyyymm");
    set(kept.digest, kept.digest_len, one, "digest");
  }
  porto_verify_options options = PORTO_VERIFY_OPTIONS_INIT;
  options.expected = expected.data();
  options.expected_count = expected.size();
  options.on_progress = told;
  options.user = &callback;
  Call call;
  const int32_t status =
      porto_ledger_verify(ledger_of(run, args), &options, call.rows("out"), &call.error);
  return call.ended(status, callback);
}

Result ledger_backup(Case& run, Json args) {
  Callback callback{&run, member(options_of(args), "on_progress")};
  porto_backup_options options = PORTO_BACKUP_OPTIONS_INIT;
  options.on_progress = told;
  options.user = &callback;
  const std::string path = run.path(*text_of(args, "path"));
  Call call;
  const int32_t status =
      porto_ledger_backup(ledger_of(run, args), path.data(), path.size(), &options, &call.error);
  return call.ended(status, callback);
}

Result ledger_prune(Case& run, Json args) {
  Call call;
  return call.ended(porto_ledger_prune(ledger_of(run, args), month_of(args, "before_yyyymm"),
                                       time_of(args, "now_unix_us"), nullptr, call.rows("out"),
                                       &call.error));
}

Result tariff_open(Case& run, Json args) {
  Call call;
  const std::string_view toml = document_of(run, args);
  porto_tariff* tariff = nullptr;
  const int32_t status =
      porto_tariff_open(toml.data(), toml.size(), nullptr, 0, &tariff, &call.error);
  run.tariff.reset(tariff);
  return call.ended(status);
}

Result tariff_rate(Case& run, Json args) {
  std::vector<porto_meter_usage> meters;
  for (const Json of : list_of(args["usage"], "meters")) {
    porto_meter_usage& used = meters.emplace_back(porto_meter_usage PORTO_METER_USAGE_INIT);
    set(used.meter, used.meter_len, of, "meter");
    set(used.quantity_text, used.quantity_text_len, of, "quantity_text");
  }
  porto_usage usage = PORTO_USAGE_INIT;
  usage.meters = meters.data();
  usage.meter_count = meters.size();
  porto_rating* rating = nullptr;
  if (porto_rating_open(&rating, nullptr) < 0) throw Mismatch("no rating");
  Call call;
  int32_t status = porto_tariff_rate(run.tariff.get(), &usage, rating, &call.error);
  int64_t minor = 0;
  if (status >= 0) status = porto_rating_total(rating, &minor, &call.error);
  call.result.value = std::to_string(minor);
  if (status >= 0)
    status = porto_rating_rows(rating, month_of(args, "month_yyyymm"), nullptr, 0,
                               call.rows("lines"), &call.error);
  porto_rating_close(rating);
  return call.ended(status);
}

struct Function {
  std::string_view name;
  Result (*make)(Case&, Json);
};
constexpr Function functions[] = {
    {"porto_change_list", change_list},
    {"porto_company_add", company_add},
    {"porto_company_list", list<porto_company_list>},
    {"porto_company_remove", company_remove},
    {"porto_domain_add", domain_add},
    {"porto_event_correct", event_correct},
    {"porto_event_show", event_show},
    {"porto_event_void", event_void},
    {"porto_event_write", event_write},
    {"porto_import_undo", import_undo},
    {"porto_invoice_show", invoice_show},
    {"porto_item_add", item_add},
    {"porto_ledger_backup", ledger_backup},
    {"porto_ledger_close", ledger_close},
    {"porto_ledger_create", open_ledger<porto_ledger_create>},
    {"porto_ledger_month_of", ledger_month_of},
    {"porto_ledger_open", open_ledger<porto_ledger_open>},
    {"porto_ledger_prune", ledger_prune},
    {"porto_ledger_verify", ledger_verify},
    {"porto_meter_add", meter_add},
    {"porto_month_close", month_close},
    {"porto_month_list", list<porto_month_list>},
    {"porto_month_parse", month_parse},
    {"porto_recorder_close", recorder_close},
    {"porto_recorder_open", recorder_open},
    {"porto_recorder_record", recorder_record},
    {"porto_subscription_add", subscription_add},
    {"porto_subscription_end", subscription_end},
    {"porto_subscription_remove", subscription_remove},
    {"porto_tariff_add", tariff_add},
    {"porto_tariff_open", tariff_open},
    {"porto_tariff_rate", tariff_rate},
    {"porto_time_parse", time_parse},
    {"porto_usage_import", usage_import},
    {"porto_usage_list", usage_list},
    {"porto_usage_reconcile", usage_reconcile},
    {"porto_usage_record", usage_record},
    {"porto_usage_unassigned", list<porto_usage_unassigned>},
};

}  // namespace

Result call(Case& run, std::string_view name, Json args) {
  for (const Function& function : functions)
    if (function.name == name) return function.make(run, args);
  throw Mismatch("no runner for " + std::string(name));
}

}  // namespace porto::conformance
