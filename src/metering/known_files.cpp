// See known_files.hpp.
#include "metering/known_files.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "input/byte_source.hpp"

namespace porto::internal {
namespace {

// An import whose events count says most of what importing the file again will do; then one that
// was undone; one that found nothing new says nothing.
int weight_of(Store& store, const KnownFile& known) {
  if (known.undone) return 1;
  const std::optional<ImportRecord> record = store.import(known.import);
  return record && record->stored != 0 ? 2 : 0;
}

}  // namespace

std::optional<KnownFile> known_file(Store& store, std::uint64_t size, const std::string& digest,
                                    std::int64_t before) {
  std::optional<KnownFile> found;
  int weight = 0;
  for (KnownFile& known : store.files_of_size(size)) {
    if (known.digest != digest || (before != 0 && known.import >= before)) continue;
    const int other = weight_of(store, known);
    if (other < weight) continue;
    weight = other;
    found = std::move(known);
  }
  return found;
}

std::optional<KnownFile> known_file(Store& store, const ImportInput& input, std::uint64_t size,
                                    const Stop& stop) {
  if (size == 0 || store.files_of_size(size).empty()) return std::nullopt;
  InputFile file(input, stop, InputFile::Digest::yes);
  const std::string digest = file.digest();
  return known_file(store, file.bytes_read(), digest, 0);
}

std::string about(Store& store, const KnownFile& known) {
  std::string import = "import " + std::to_string(known.import);
  if (const std::optional<ImportRecord> record = store.import(known.import)) {
    const auto file = std::ranges::find(record->files, known.digest, &ImportedFile::digest);
    if (file != record->files.end()) import += ", " + in_quotes(file->path);
  }
  return "the same file was imported before (" + import + ")" +
         (known.undone ? "; that was undone, so that its rows can count again"
                       : "; what that stored counts once");
}

}  // namespace porto::internal
