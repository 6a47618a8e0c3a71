/* The structs of porto.h as they lie in memory on 64-bit machines: sizes, offsets, and no padding
 * that the compiler chose. A number here never changes; a member that is added gets a line. */
#include "porto/porto.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type)
/* A member begins where the one before it ends, which is what leaves no room for padding. */
#define MEMBER(type, member, offset, end)                                         \
  _Static_assert(offsetof(type, member) == (offset), #type "." #member " moved"); \
  _Static_assert((offset) + sizeof(((type*)0)->member) == (end), #type "." #member)

MEMBER(porto_ledger_options, struct_size, 0, 4);
MEMBER(porto_ledger_options, header_version, 4, 8);
MEMBER(porto_ledger_options, zone, 8, 16);
MEMBER(porto_ledger_options, zone_len, 16, 24);
MEMBER(porto_ledger_options, currency, 24, 32);
MEMBER(porto_ledger_options, currency_len, 32, 40);
SIZE(porto_ledger_options, 40);

MEMBER(porto_event, struct_size, 0, 4);
MEMBER(porto_event, reserved, 4, 8);
MEMBER(porto_event, source, 8, 16);
MEMBER(porto_event, source_len, 16, 24);
MEMBER(porto_event, event_id, 24, 32);
MEMBER(porto_event, event_id_len, 32, 40);
MEMBER(porto_event, company, 40, 48);
MEMBER(porto_event, company_len, 48, 56);
MEMBER(porto_event, meter, 56, 64);
MEMBER(porto_event, meter_len, 64, 72);
MEMBER(porto_event, occurred_at_unix_us, 72, 80);
MEMBER(porto_event, quantity, 80, 88);
SIZE(porto_event, 88);

MEMBER(porto_import_options, struct_size, 0, 4);
MEMBER(porto_import_options, delimiter, 4, 8);
MEMBER(porto_import_options, format, 8, 16);
MEMBER(porto_import_options, format_len, 16, 24);
MEMBER(porto_import_options, source, 24, 32);
MEMBER(porto_import_options, source_len, 32, 40);
MEMBER(porto_import_options, rejects_path, 40, 48);
MEMBER(porto_import_options, rejects_path_len, 48, 56);
MEMBER(porto_import_options, on_rejected, 56, 64);
MEMBER(porto_import_options, on_progress, 64, 72);
MEMBER(porto_import_options, user, 72, 80);
SIZE(porto_import_options, 80);
