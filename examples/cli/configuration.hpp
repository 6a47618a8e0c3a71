// The file porto.toml: what options would say each time. It chooses a ledger and how things look;
// it cannot name a program, and nothing in it is run.
#pragma once

#include <string>
#include <vector>

namespace porto_cli {

class Configuration {
 public:
  struct Setting {
    std::string key;
    std::string value;
    std::string place;  ///< "porto.toml:3"
  };

  /// Reads the file that PORTO_CONFIG names, or porto.toml of the working folder if there is one;
  /// no folder above it. Throws Failure: no such file, a line that is none, an unknown key.
  static Configuration read();

  /// The value of a key; null if the file has none.
  const Setting* find(const std::string& key) const;
  const std::vector<Setting>& settings() const noexcept { return settings_; }

 private:
  void add_line(const std::string& line, const std::string& place);

  std::vector<Setting> settings_;
};

/// The ledger as the file means it: a path that is relative begins in the folder of the file.
std::string ledger_of(const Configuration::Setting& setting);

}  // namespace porto_cli
