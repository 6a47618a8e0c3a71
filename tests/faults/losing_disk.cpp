// See losing_disk.hpp.
#include "faults/losing_disk.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "porto/decimal.hpp"
#include "support/temp_dir.hpp"

namespace porto::testing {
namespace {

constexpr std::size_t sector = 512;

std::size_t below(std::mt19937_64& random, std::size_t count) { return random() % count; }

void write_at(std::string& file, std::size_t at, std::string_view bytes) {
  if (file.size() < at + bytes.size()) file.resize(at + bytes.size());
  file.replace(at, bytes.size(), bytes);
}

}  // namespace

std::string LosingDisk::File::whole() const {
  std::string file = durable;
  for (const Change& change : since)
    change.is_cut ? file.resize(change.at) : write_at(file, change.at, change.bytes);
  return file;
}

// Each change hits the disk or not; of those that do, each sector does or not, in any order: of a
// sector that several have changed, any of them may be the last. What survives may be all, or
// nothing.
std::string LosingDisk::File::survivor(std::mt19937_64& random) const {
  const std::size_t lost_of_4 = below(random, 5);
  const auto is_lost = [&] { return below(random, 4) < lost_of_4; };
  std::vector<const Change*> order;
  for (const Change& change : since) order.push_back(&change);
  if (below(random, 2) == 0) std::shuffle(order.begin(), order.end(), random);
  std::string file = durable;
  for (const Change* change : order) {
    if (is_lost()) continue;
    if (change->is_cut) {
      file.resize(change->at);
      continue;
    }
    for (std::size_t from = 0; from < change->bytes.size(); from += sector)
      if (!is_lost())
        write_at(file, change->at + from, std::string_view(change->bytes).substr(from, sector));
  }
  return file;
}

void LosingDisk::begin(const std::string& path) {
  files_.clear();
  files_[path].durable = read_file(path);
  calls_until_ = 0;
  off_ = false;
}

bool LosingDisk::is_synced(const std::string& path) const {
  const auto file = files_.find(path);
  return file == files_.end() || std::ranges::all_of(file->second.since, &File::Change::is_cut);
}

void LosingDisk::leave_what_survived(std::mt19937_64& random) {
  for (const auto& [path, file] : files_) {
    std::filesystem::remove(path);
    const bool has_name = file.is_named || below(random, 2) == 0;
    const std::string& name = has_name ? path : file.was;
    if (!name.empty()) std::ofstream(name, std::ios::binary) << file.survivor(random);
  }
  // Shared memory is in no order at all.
  for (const auto& [path, file] : files_) {
    if (!std::filesystem::exists(path + "-shm")) continue;
    std::string noise(32'768, '\0');
    if (below(random, 2) == 0)
      for (char& byte : noise) byte = static_cast<char>(random());
    std::ofstream(path + "-shm", std::ios::binary) << noise;
  }
  files_.clear();
  off_ = false;
  calls_until_ = 0;
}

bool LosingDisk::goes_off() {
  if (!off_ && calls_until_ > 0 && --calls_until_ == 0) off_ = true;
  return off_;
}

int LosingDisk::open(const char* path, const Real& real) {
  if (off_) return SQLITE_CANTOPEN;
  if (*path == '\0' || files_.count(path) > 0) return real();
  File file;
  file.is_named = std::filesystem::exists(path);
  file.durable = read_file(path);  // while nobody has locks on it
  const int result = real();
  if (result == SQLITE_OK) files_[path] = std::move(file);
  return result;
}

int LosingDisk::remove(const char* path, const Real& real) {
  if (goes_off()) return SQLITE_IOERR_DELETE;
  files_.erase(path);
  return real();
}

int LosingDisk::write(const char* path, const Bytes& bytes, const std::function<int(int)>& real) {
  const auto file = files_.find(path);
  const auto size = static_cast<std::size_t>(bytes.size);
  const auto note = [&] {
    if (file == files_.end()) return;
    file->second.since.push_back({static_cast<std::size_t>(bytes.at),
                                  std::string(static_cast<const char*>(bytes.data), size)});
  };
  if (off_) return SQLITE_IOERR_WRITE;
  note();  // what is written as the power goes may be on the disk
  return goes_off() ? SQLITE_IOERR_WRITE : real(bytes.size);
}

int LosingDisk::truncate(const char* path, sqlite3_int64 size, const Real& real) {
  if (off_) return SQLITE_IOERR_TRUNCATE;
  if (const auto file = files_.find(path); file != files_.end())
    file->second.since.push_back({static_cast<std::size_t>(size), {}, true});
  return goes_off() ? SQLITE_IOERR_TRUNCATE : real();
}

// Nothing waits for the real disk.
int LosingDisk::sync(const char* path, const Real&) {
  if (goes_off()) return SQLITE_IOERR_FSYNC;
  if (const auto file = files_.find(path); file != files_.end()) {
    make_durable(file->second);
    if (file->second.was.empty()) file->second.is_named = true;  // SQLite syncs its folder too
  }
  return SQLITE_OK;
}

void LosingDisk::make_durable(File& file) {
  file.durable = file.whole();
  file.since.clear();
}

// Of a folder: the names in it.
int LosingDisk::sync_by_porto(const std::string& path) {
  if (goes_off()) return -1;
  for (auto& [name, file] : files_)
    if (name == path)
      make_durable(file);
    else if (std::filesystem::path(name).parent_path() == path)
      file.is_named = true;
  return 0;
}

int LosingDisk::rename_by_porto(const std::string& from, const std::string& to, const Real& real) {
  if (off_ || real() != 0) return -1;
  if (auto moved = files_.extract(from); !moved.empty()) {
    files_.erase(to);
    moved.key() = to;
    moved.mapped().was = from;
    moved.mapped().is_named = false;
    files_.insert(std::move(moved));
  }
  return goes_off() ? -1 : 0;
}

int LosingDisk::read(const char*, const Real& real) { return when_on(real); }
int LosingDisk::lock(const char*, const Real& real) { return when_on(real); }
int LosingDisk::map_shared(const char*, const Real& real) { return when_on(real); }
int LosingDisk::lock_shared(const char*, const Real& real) { return when_on(real); }

}  // namespace porto::testing
