// How a change of the ledger is made: its options, and what is told of its effect.
#pragma once

#include <string>

#include "command_line.hpp"
#include "session.hpp"

namespace porto_cli {

struct ChangeArguments {
  std::string actor;
  std::string reason;
  std::string as_of;
  bool dry_run = false;
  bool far = false;
  bool settle = false;
};

/// Who makes changes if nobody is named: the usual actor, if one was set; else the user that the
/// process runs as; empty if it has none.
std::string user_name();
void set_usual_actor(const std::string& actor);

/// --actor, --reason, --as-of, --dry-run and --far.
void add_change_arguments(Command command, ChangeArguments& arguments);
/// The same for a removal, which needs a reason.
void add_removal_arguments(Command command, ChangeArguments& arguments);
/// --settle: removes also what closed months used.
void add_settle(Command command, ChangeArguments& arguments);
void add_dry_run(Command command, bool& dry_run);

/// One change: what is passed to the library, and the effect that comes back.
class ChangeMade {
 public:
  /// Who makes it is the user of the process if no other is named.
  explicit ChangeMade(const ChangeArguments& arguments);
  /// Of a change that says elsewhere who makes it.
  explicit ChangeMade(bool dry_run);
  ChangeMade(const ChangeMade&) = delete;
  ChangeMade& operator=(const ChangeMade&) = delete;

  /// Says what the call is about to do (see Deed::plan), unless it is a dry run.
  void plan(Session& session, std::string what, std::string see) const;
  const porto_change_options* options() const noexcept { return &options_; }
  porto_rows** effect() noexcept { return &effect_; }

  /// Says what closed months change and by how much the next close does, and what else there is to
  /// know; that nothing was changed, if it was a dry run.
  void tell(Session& session, const std::string& where);

 private:
  ChangeArguments arguments_;
  porto_change_options options_ = PORTO_CHANGE_OPTIONS_INIT;
  porto_rows* effect_ = nullptr;
};

/// The effect of an import, which makes its changes by itself.
void tell_effect(Session& session, const std::string& where, const Rows& effect);

}  // namespace porto_cli
