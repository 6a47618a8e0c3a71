// See statement_folder.hpp.
#include "statement_folder.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "counted.hpp"
#include "file_name.hpp"
#include "folder.hpp"
#include "index_page.hpp"
#include "progress.hpp"
#include "task_notes.hpp"
#include "total.hpp"

namespace porto_cli {
namespace {

class FolderWriter {
 public:
  FolderWriter(Session& session, porto_ledger* ledger, const StatementFolder& folder)
      : session_(session),
        ledger_(ledger),
        folder_(folder),
        files_in_(folder.path, folder.overwrite),
        in_files_(session.out.options()) {
    in_files_.table_width = 0;  // that of the terminal is not theirs
  }

  void write() {
    read_companies();
    if (entries_.empty())
      return session_.notice(month_text(folder_.month),
                             "no company has lines or usage: nothing to write");
    files_in_.make();
    {
      Progress progress(session_.shows_progress(), Progress::Unit::files);
      save_statements(progress);
    }
    const std::size_t written = files_in_.written();
    const std::size_t kept = files_in_.kept();
    files_in_.save("index.html", index_page(folder_.month, entries_, total_, language()));
    tell(written, kept);
  }

 private:
  static std::string amount_of(const Total& total) { return total.amount + " " + total.currency; }

  std::string ending() const {
    if (folder_.format == PORTO_FORMAT_TABLE) return ".txt";
    return "." + std::string(porto_format_name(folder_.format));
  }

  // Those that have lines, by an invoice that may lack companies that cannot be rated, or usage.
  void read_companies() {
    porto_rows* lines = nullptr;
    porto_rows* tasks = nullptr;
    call(porto_invoice_show, ledger_, folder_.month, nullptr, &lines, nullptr, &tasks, nullptr);
    const Rows owned_lines(lines);
    const Rows owned_tasks(tasks);
    tell_unrated(session_, owned_tasks);
    std::set<std::string> companies;
    while (next(owned_lines)) companies.emplace(text(owned_lines, "company"));
    const Totals totals = read_totals(owned_lines);
    porto_usage_filter of_month = PORTO_USAGE_FILTER_INIT;
    of_month.month_yyyymm = folder_.month;
    const Rows usage = fetch(porto_usage_list, ledger_, &of_month);
    while (next(usage)) companies.emplace(text(usage, "company"));
    const Rows known = fetch(porto_company_list, ledger_);
    while (next(known)) {
      const std::string id(text(known, "company"));
      if (!companies.contains(id)) continue;
      const auto total = totals.companies.find(id);
      add({id, std::string(text(known, "name")), file_name_of(id) + ending(),
           total == totals.companies.end() ? std::string() : amount_of(total->second)});
    }
    if (!totals.companies.empty()) total_ = amount_of(totals.all);
  }

  void add(IndexEntry entry) {
    if (!files_.insert(entry.file).second)
      throw failed(entry.company, "its file would have the name of another company's, " +
                                      entry.file + "; write it with --company");
    entries_.push_back(std::move(entry));
  }

  /// What a callback of the library needs; what it throws waits until the library has returned.
  struct Taking {
    FolderWriter& writer;
    Progress& progress;
    std::exception_ptr failure{};
  };

  void save_statements(Progress& progress) {
    Taking taking{*this, progress};
    const porto_statement_fn callback = [](void* user, const char* company, std::size_t company_len,
                                           const char* bytes, std::size_t size) {
      Taking& of = *static_cast<Taking*>(user);
      try {
        of.writer.take({company, company_len}, {bytes, size}, of.progress);
        return std::int32_t{0};
      } catch (...) {
        of.failure = std::current_exception();
        return std::int32_t{1};
      }
    };
    porto_error* error = nullptr;
    const std::int32_t status = porto_ledger_statements(
        ledger_, folder_.month, nullptr, folder_.format, &in_files_, callback, &taking, &error);
    if (taking.failure) {
      porto_error_free(error);
      std::rethrow_exception(taking.failure);
    }
    if (status < 0) throw_failure(status, error);
  }

  // By id, as the entries are. A company that came after these were read is one for the next run.
  void take(std::string_view company, std::string_view bytes, Progress& progress) {
    while (taken_ < entries_.size() && entries_[taken_].company < company) ++taken_;
    if (taken_ == entries_.size() || entries_[taken_].company != company) return;
    if (folder_.format == PORTO_FORMAT_HTML) note_language(bytes);
    files_in_.save(entries_[taken_].file, std::string(bytes));
    progress.show(++taken_, entries_.size());
  }

  void note_language(std::string_view page) {
    constexpr std::string_view before = "<html lang=\"";
    const std::size_t at = page.find(before);
    if (at != page.npos) ++languages_[std::string(page.substr(at + before.size(), 2))];
  }

  /// That of most pages; else the one that is asked for, or English.
  std::string language() const {
    const auto most =
        std::max_element(languages_.begin(), languages_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != languages_.end()) return most->first;
    return session_.language.empty() ? "en" : session_.language;
  }

  void tell(std::size_t written, std::size_t kept) {
    files_in_.tell_differing(session_);
    session_.notice(folder_.path, counted(entries_.size(), "statement", "statements") + " of " +
                                      month_text(folder_.month) + ": " + std::to_string(written) +
                                      " written, " + std::to_string(kept) + " kept" +
                                      (total_.empty() ? "" : "; total excluding VAT " + total_));
  }

  Session& session_;
  porto_ledger* ledger_;
  const StatementFolder& folder_;
  Folder files_in_;
  porto_output_options in_files_;
  std::vector<IndexEntry> entries_;
  std::set<std::string> files_;
  std::size_t taken_ = 0;                         // of entries_
  std::map<std::string, std::size_t> languages_;  // how many pages have each
  std::string total_;
};

}  // namespace

void write_statements(Session& session, porto_ledger* ledger, const StatementFolder& folder) {
  FolderWriter(session, ledger, folder).write();
}

}  // namespace porto_cli
