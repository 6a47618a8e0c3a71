// What recording on another server asks of the head, over a connection of its own: in transactions
// that end with the answer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "store/postgres/connection/connection.hpp"
#include "store/postgres/shared.hpp"

namespace porto::internal::spread {

class AskedHead final : public postgres::Head {
 public:
  AskedHead(const Location& location, const std::string& ledger_id, const OpenOptions& options,
            Interrupt& interrupt);

  std::vector<std::string> add_companies(const std::vector<std::string>& ids) override;
  std::optional<Meter> meter(std::string_view id) override;
  std::int32_t closed_through() override;
  void while_nobody_closes(const std::function<void(std::int32_t closed)>& work) override;

  postgres::WideChanges wide_changes();
  /// Says that a change of several servers begins, before any of them has it.
  void begin_wide(const std::string& what);
  /// None of them has it.
  void forget_wide() noexcept;

 private:
  void step(postgres::Begin how, const std::function<void()>& work);

  std::int32_t busy_timeout_ms_;
  Interrupt& interrupt_;
  postgres::Connection connection_;
};

}  // namespace porto::internal::spread
