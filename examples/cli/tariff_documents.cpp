// Finding and checking documents: see tariff_documents.hpp.
#include "tariff_documents.hpp"

#include <charconv>
#include <filesystem>
#include <string_view>

#include "arguments.hpp"
#include "ledger_name.hpp"

namespace porto_cli {
namespace {

struct Reference {
  std::string id;
  std::int32_t version = 0;
};

/// "vitec-epost@2". An id may have an @ itself: only a number after the last one is a version.
Reference reference_of(const std::string& name) {
  const std::size_t at = name.rfind('@');
  if (at == std::string::npos) return {name};
  std::int32_t version = 0;
  const char* end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data() + at + 1, end, version);
  if (error != std::errc() || rest != end || version < 1) return {name};
  return {name.substr(0, at), version};
}

bool is_file(const std::string& name) {
  std::error_code unknown;
  return name == "-" ||
         (std::filesystem::exists(name, unknown) && !std::filesystem::is_directory(name, unknown));
}

// The ledger that may have a tariff of this name, which is no file's.
Ledger open_to_find(const Session& session, const std::string& name) {
  const bool on_server = is_on_server(session.ledger_path);
  if (!on_server && !is_file(session.ledger_path))
    throw failed(name, "there is no such file, and no ledger " + session.shown_path() +
                           " to look for a tariff with this id");
  try {
    return session.open_read_only();
  } catch (const Failure& failure) {
    if (!on_server || failure.code() != PORTO_E_NOT_FOUND) throw;
    const std::string why = failure.what();
    const std::string_view program = "porto: ";
    throw failed(name, "there is no such file, and " +
                           why.substr(why.starts_with(program) ? program.size() : 0));
  }
}

}  // namespace

Rows find_tariff(porto_ledger* ledger, const std::string& id, std::int32_t version) {
  try {
    return fetch(porto_tariff_show, ledger, id.data(), id.size(), version);
  } catch (const Failure& failure) {
    if (failure.code() != PORTO_E_NOT_FOUND) throw;
    throw failed(id, "the ledger has no version " + std::to_string(version) +
                         " of this tariff; see `porto tariff list`");
  }
}

std::string find_document(const Session& session, const std::string& name) {
  if (is_file(name)) return read_document(name);
  const Ledger ledger = open_to_find(session, name);
  const Reference reference = reference_of(name);
  try {
    require_tariff(ledger.get(), reference.id);
  } catch (const Failure&) {
    throw failed(name,
                 "there is no such file, and the ledger has no such tariff; see `porto "
                 "tariff list`");
  }
  const Rows tariff = find_tariff(ledger.get(), reference.id, reference.version);
  next(tariff);
  return std::string(text(tariff, "document"));
}

Tariff open_tariff(const std::string& name, const std::string& document) {
  porto_tariff* tariff = nullptr;
  call(porto_tariff_open, document.data(), document.size(), name.data(), name.size(), &tariff);
  return Tariff(tariff);
}

bool has_no_mistakes(Session& session, const std::string& name, const std::string& document) {
  const Rows mistakes =
      fetch(porto_tariff_mistakes, document.data(), document.size(), name.data(), name.size());
  bool good = true;
  while (next(mistakes)) {
    const std::string_view hint = text(mistakes, "hint");
    std::string line = name;
    for (const char* part : {"line", "column"}) line.append(":").append(text(mistakes, part));
    line.append(": ");
    if (text(mistakes, "severity") == "warning") line.append("warning: ");
    line.append(text(mistakes, "what"));
    if (!hint.empty()) line.append("; ").append(hint);
    session.complain(line);
    if (text(mistakes, "severity") == "error") good = false;
  }
  return good;
}

}  // namespace porto_cli
