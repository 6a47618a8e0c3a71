// The commands, one function each: it describes the command, which runs when it is named.
#pragma once

#include "command_line.hpp"
#include "session.hpp"

namespace porto_cli {

void add_company(Command app, Session& session);
void add_company_import(Command company, Session& session);
void add_company_export(Command company, Session& session);
void add_meter(Command app, Session& session);
void add_tariff(Command app, Session& session);
void add_tariff_describe(Command tariff, Session& session);
void add_tariff_diff(Command tariff, Session& session);
void add_tariff_new(Command tariff, Session& session);
void add_tariff_plot(Command tariff, Session& session);
void add_subscription(Command app, Session& session);
void add_domain(Command app, Session& session);
void add_event(Command app, Session& session);
void add_event_list(Command event, Session& session);
void add_change(Command app, Session& session);
void add_month(Command app, Session& session);

void add_import(Command app, Session& session);
void add_import_log(Command app, Session& session);
void add_usage(Command app, Session& session);
void add_reconcile(Command app, Session& session);
void add_status(Command app, Session& session);
void add_invoice(Command app, Session& session);
void add_item(Command app, Session& session);
void add_close(Command app, Session& session);
void add_export(Command app, Session& session);
void add_report(Command app, Session& session);
void add_statement(Command app, Session& session);
void add_verify(Command app, Session& session);

void add_bill(Command app, Session& session);
void add_simulate(Command app, Session& session);

void add_init(Command app, Session& session);
void add_info(Command app, Session& session);
void add_backup(Command app, Session& session);
void add_copy(Command app, Session& session);
void add_migrate(Command app, Session& session);
void add_prune(Command app, Session& session);

}  // namespace porto_cli
