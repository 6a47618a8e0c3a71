// The structure of a new ledger, as a server says it: see structure.hpp. The test of it writes the
// listing anew where it is run with PORTO_WRITE_STRUCTURE=1.
#pragma once

namespace porto::internal::postgres {

/// That the listing is of.
inline constexpr int expected_server_version = 15;

inline constexpr const char* expected_structure = R"listing(
constraint begun_only_row_check of begun: CHECK ((only_row = 1))
constraint begun_pkey of begun: PRIMARY KEY (only_row)
constraint change_item_check of change: CHECK ((item >= 0))
constraint change_no_check of change: CHECK ((no > 0))
constraint change_pkey of change: PRIMARY KEY (no)
constraint change_version_check of change: CHECK ((version >= 0))
constraint changed_company_fkey of changed: FOREIGN KEY (company) REFERENCES company(id)
constraint changed_domains_month_check of changed_domains: CHECK ((((month % 100) >= 1) AND
  ((month % 100) <= 12)))
constraint changed_domains_pkey of changed_domains: PRIMARY KEY (bucket, lane, epoch, month)
constraint changed_month_check of changed: CHECK ((((month % 100) >= 1) AND ((month % 100) <=
  12)))
constraint changed_pkey of changed: PRIMARY KEY (month, company)
constraint company_id_check of company: CHECK ((id <> ''::text))
constraint company_id_key of company: UNIQUE (id)
constraint company_pkey of company: PRIMARY KEY (no)
constraint domain_day_day_check of domain_day: CHECK ((((day % 100) >= 1) AND ((day % 100) <=
  31)))
constraint domain_day_pkey of domain_day: PRIMARY KEY (bucket, lane, day, domain_no, meter_no,
  epoch, key_no)
constraint domain_id_check of domain: CHECK ((id <> ''::text))
constraint domain_id_key of domain: UNIQUE (id)
constraint domain_pkey of domain: PRIMARY KEY (no)
constraint event_batch_check of event_batch: CHECK (((no >> 40) = lane))
constraint event_batch_check1 of event_batch: CHECK (((last_seq >> 40) = lane))
constraint event_batch_events_check of event_batch: CHECK ((events > 0))
constraint event_batch_pkey of event_batch: PRIMARY KEY (bucket, lane, no)
constraint import_file_import_fkey of import_file: FOREIGN KEY (import) REFERENCES import(no)
constraint import_file_pkey of import_file: PRIMARY KEY (import, no)
constraint import_month_events_check of import_month: CHECK ((events > 0))
constraint import_month_import_fkey of import_month: FOREIGN KEY (import) REFERENCES import(no)
constraint import_month_month_check of import_month: CHECK ((((month % 100) >= 1) AND ((month %
  100) <= 12)))
constraint import_month_pkey of import_month: PRIMARY KEY (import, month)
constraint import_no_check of import: CHECK ((no > 0))
constraint import_option_import_fkey of import_option: FOREIGN KEY (import) REFERENCES import(no)
constraint import_option_pkey of import_option: PRIMARY KEY (import, no)
constraint import_part_check of import_part: CHECK ((last_seq >= first_seq))
constraint import_part_import_fkey of import_part: FOREIGN KEY (import) REFERENCES import(no)
constraint import_part_pkey of import_part: PRIMARY KEY (import, first_seq)
constraint import_pkey of import: PRIMARY KEY (no)
constraint import_undo_import_fkey of import_undo: FOREIGN KEY (import) REFERENCES import(no)
constraint import_undo_import_key of import_undo: UNIQUE (import)
constraint import_undo_pkey of import_undo: PRIMARY KEY (no)
constraint invoice_line_check of invoice_line: CHECK (((tariff IS NULL) = (kind = 'item'::text)))
constraint invoice_line_company_fkey of invoice_line: FOREIGN KEY (company) REFERENCES company(id)
constraint invoice_line_kind_check of invoice_line: CHECK ((kind = ANY (ARRAY['fee'::text,
  'usage'::text, 'minimum'::text, 'maximum'::text, 'adjustment'::text, 'rounding'::text,
  'item'::text])))
constraint invoice_line_line_check of invoice_line: CHECK ((line > 0))
constraint invoice_line_month_fkey of invoice_line: FOREIGN KEY (month) REFERENCES period(month)
constraint invoice_line_pkey of invoice_line: PRIMARY KEY (month, company, line)
constraint invoice_line_tariff_tariff_version_fkey of invoice_line: FOREIGN KEY (tariff,
  tariff_version) REFERENCES tariff(id, version)
constraint invoice_line_usage_month_check of invoice_line: CHECK ((((usage_month % 100) >= 1) AND
  ((usage_month % 100) <= 12)))
constraint invoice_number_check of invoice_number: CHECK ((due >= issued))
constraint invoice_number_company_fkey of invoice_number: FOREIGN KEY (company) REFERENCES
  company(id)
constraint invoice_number_kind_check of invoice_number: CHECK ((kind = ANY (ARRAY['invoice'::text,
  'credit_note'::text])))
constraint invoice_number_month_fkey of invoice_number: FOREIGN KEY (month) REFERENCES
  period(month)
constraint invoice_number_no_check of invoice_number: CHECK ((no > 0))
constraint invoice_number_number_check of invoice_number: CHECK ((number <> ''::text))
constraint invoice_number_pkey of invoice_number: PRIMARY KEY (month, company)
constraint invoice_number_series_check of invoice_number: CHECK ((series <> ''::text))
constraint invoice_number_series_no_key of invoice_number: UNIQUE (series, no)
constraint item_amount_check of item: CHECK ((amount <> 0))
constraint item_company_fkey of item: FOREIGN KEY (company) REFERENCES company(id)
constraint item_month_check of item: CHECK ((((month % 100) >= 1) AND ((month % 100) <= 12)))
constraint item_no_check of item: CHECK ((no > 0))
constraint item_pkey of item: PRIMARY KEY (no)
constraint item_text_check of item: CHECK ((text <> ''::text))
constraint lane_lane_check of lane: CHECK ((lane >= 0))
constraint lane_pkey of lane: PRIMARY KEY (bucket, lane)
constraint late_day_day_check of late_day: CHECK ((((day % 100) >= 1) AND ((day % 100) <= 31)))
constraint late_day_pkey of late_day: PRIMARY KEY (bucket, lane, epoch, day, domain_no)
constraint late_month_month_check of late_month: CHECK ((((month % 100) >= 1) AND ((month % 100)
  <= 12)))
constraint late_month_pkey of late_month: PRIMARY KEY (bucket, lane, epoch, month, company_no)
constraint ledger_future_days_check of ledger: CHECK ((future_days >= 0))
constraint ledger_late_check of ledger: CHECK ((late = ANY (ARRAY['adjust'::text,
  'refuse'::text])))
constraint ledger_only_row_check of ledger: CHECK ((only_row = 1))
constraint ledger_pkey of ledger: PRIMARY KEY (only_row)
constraint ledger_server_check of ledger: CHECK ((server >= 0))
constraint meter_decimals_check of meter: CHECK (((decimals >= 0) AND (decimals <= 18)))
constraint meter_id_check of meter: CHECK ((id <> ''::text))
constraint meter_id_key of meter: UNIQUE (id)
constraint meter_pkey of meter: PRIMARY KEY (no)
constraint period_chain_chain_check of period_chain: CHECK ((chain <> ''::text))
constraint period_chain_last_check of period_chain: CHECK ((last > 0))
constraint period_chain_month_fkey of period_chain: FOREIGN KEY (month) REFERENCES period(month)
constraint period_chain_pkey of period_chain: PRIMARY KEY (month, chain)
constraint period_cut_month_fkey of period_cut: FOREIGN KEY (month) REFERENCES period(month)
constraint period_cut_pkey of period_cut: PRIMARY KEY (month, bucket, lane)
constraint period_domains_days_check of period_domains: CHECK ((days >= 0))
constraint period_domains_month_fkey of period_domains: FOREIGN KEY (month) REFERENCES
  period(month)
constraint period_domains_pkey of period_domains: PRIMARY KEY (month, usage_month)
constraint period_domains_usage_month_check of period_domains: CHECK ((((usage_month % 100) >= 1)
  AND ((usage_month % 100) <= 12)))
constraint period_month_check of period: CHECK ((((month % 100) >= 1) AND ((month % 100) <= 12)))
constraint period_pkey of period: PRIMARY KEY (month)
constraint period_usage_company_fkey of period_usage: FOREIGN KEY (company) REFERENCES company(id)
constraint period_usage_meter_fkey of period_usage: FOREIGN KEY (meter) REFERENCES meter(id)
constraint period_usage_month_fkey of period_usage: FOREIGN KEY (month) REFERENCES period(month)
constraint period_usage_pkey of period_usage: PRIMARY KEY (month, usage_month, company, meter)
constraint period_usage_usage_month_check of period_usage: CHECK ((((usage_month % 100) >= 1) AND
  ((usage_month % 100) <= 12)))
constraint pruned_identity_pkey of pruned_identity: PRIMARY KEY (bucket, identity)
constraint pruned_part_events_check of pruned_part: CHECK ((events > 0))
constraint pruned_part_month_check of pruned_part: CHECK ((((month % 100) >= 1) AND ((month % 100)
  <= 12)))
constraint pruned_part_pkey of pruned_part: PRIMARY KEY (bucket, batch, month)
constraint sending_domain_check of sending_domain: CHECK ((through_day >= from_day))
constraint sending_domain_company_fkey of sending_domain: FOREIGN KEY (company) REFERENCES
  company(id)
constraint sending_domain_domain_check of sending_domain: CHECK ((domain <> ''::text))
constraint sending_domain_from_day_check of sending_domain: CHECK ((((from_day % 100) >= 1) AND
  ((from_day % 100) <= 31)))
constraint sending_domain_through_day_check of sending_domain: CHECK ((((through_day % 100) >= 1)
  AND ((through_day % 100) <= 31)))
constraint server_no_check of server: CHECK ((no > 0))
constraint server_pkey of server: PRIMARY KEY (no)
constraint server_url_check of server: CHECK ((url <> ''::text))
constraint source_id_check of source: CHECK ((id <> ''::text))
constraint source_id_key of source: UNIQUE (id)
constraint source_pkey of source: PRIMARY KEY (no)
constraint subscription_check of subscription: CHECK (((((through_day % 100) >= 1) AND
  ((through_day % 100) <= 31)) AND (through_day >= from_day)))
constraint subscription_company_fkey of subscription: FOREIGN KEY (company) REFERENCES company(id)
constraint subscription_from_day_check of subscription: CHECK ((((from_day % 100) >= 1) AND
  ((from_day % 100) <= 31)))
constraint subscription_pkey of subscription: PRIMARY KEY (company, tariff, from_day)
constraint tariff_effective_check of tariff: CHECK ((((effective % 100) >= 1) AND ((effective %
  100) <= 12)))
constraint tariff_id_check of tariff: CHECK ((id <> ''::text))
constraint tariff_pkey of tariff: PRIMARY KEY (id, version)
constraint tariff_version_check of tariff: CHECK ((version > 0))
constraint usage_month_month_check of usage_month: CHECK ((((month % 100) >= 1) AND ((month % 100)
  <= 12)))
constraint usage_month_pkey of usage_month: PRIMARY KEY (bucket, lane, month, company_no,
  meter_no, epoch, key_no)
constraint void_bucket_seq_key of void: UNIQUE (bucket, seq)
constraint void_pkey of void: PRIMARY KEY (bucket, no)
constraint written_pkey of written: PRIMARY KEY (no)
constraint written_token_key of written: UNIQUE (token)
function refuse(): RETURNS trigger LANGUAGE plpgsql AS BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END
function refuse_gap(): RETURNS trigger LANGUAGE plpgsql AS DECLARE last bigint; BEGIN EXECUTE
  format('SELECT max(no) FROM %I.invoice_number WHERE series = $1', TG_TABLE_SCHEMA) INTO last
  USING NEW.series; IF NEW.no <> last + 1 THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; RETURN
  NEW; END
function refuse_if_closed(): RETURNS trigger LANGUAGE plpgsql AS DECLARE is_closed boolean;
  of_month integer; BEGIN IF TG_OP = 'DELETE' THEN of_month := OLD.month; ELSE of_month :=
  NEW.month; END IF; EXECUTE format('SELECT EXISTS (SELECT FROM %I.period WHERE month >= $1)',
  TG_TABLE_SCHEMA) INTO is_closed USING of_month; IF is_closed THEN RAISE EXCEPTION '%',
  TG_ARGV[0]; END IF; RETURN NULL; END
function refuse_unless_pruned(): RETURNS trigger LANGUAGE plpgsql AS DECLARE is_kept boolean;
  BEGIN EXECUTE format('SELECT EXISTS (SELECT FROM removed WHERE NOT coalesce(occurred_at <' '
  (SELECT max(pruned_before) FROM %I.period), false))', TG_TABLE_SCHEMA) INTO is_kept; IF is_kept
  THEN RAISE EXCEPTION '%', TG_ARGV[0]; END IF; RETURN NULL; END
function time_text(at bigint): RETURNS text LANGUAGE sql AS SELECT to_char((date '1970-01-01' +
  (at / 86400000000)::integer)::timestamp, 'YYYY-MM-DD"T"') || to_char(at / 3600000000 % 24,
  'FM00":"') || to_char(at / 60000000 % 60, 'FM00":"') || to_char(at / 1000000 % 60, 'FM00') ||
  CASE WHEN at % 1000000 = 0 THEN '' ELSE '.' || rtrim(to_char(at % 1000000, 'FM000000'), '0') END
  || 'Z'
index event_batch_imported: CREATE INDEX event_batch_imported ON event_batch USING btree
  (last_seq) WHERE import <> 0
index event_batch_of_import: CREATE INDEX event_batch_of_import ON event_batch USING btree
  (import) WHERE import <> 0
index import_file_of_size: CREATE INDEX import_file_of_size ON import_file USING btree (size)
index import_part_of_event: CREATE INDEX import_part_of_event ON import_part USING btree
  (last_seq)
index invoice_line_of_usage: CREATE INDEX invoice_line_of_usage ON invoice_line USING btree
  (usage_month, company)
index invoice_number_of_any_case: CREATE UNIQUE INDEX invoice_number_of_any_case ON invoice_number
  USING btree (lower(number COLLATE "C"))
index item_of_month: CREATE INDEX item_of_month ON item USING btree (month, company)
index sending_domain_begins_once: CREATE UNIQUE INDEX sending_domain_begins_once ON sending_domain
  USING btree (domain, COALESCE(from_day, 0))
index usage_event_identity: CREATE UNIQUE INDEX usage_event_identity ON usage_event USING btree
  (bucket, source_no, event_id) WHERE undone = 0
index usage_event_of_undone: CREATE INDEX usage_event_of_undone ON usage_event USING btree
  (bucket, source_no, event_id) WHERE undone <> 0
index usage_event_seq: CREATE INDEX usage_event_seq ON usage_event USING brin (seq
  int8_minmax_multi_ops, occurred_at int8_minmax_multi_ops)
index void_of_correction: CREATE UNIQUE INDEX void_of_correction ON void USING btree (bucket,
  source_no, replaced_by) WHERE replaced_by IS NOT NULL
table begun: (only_row integer NOT NULL, what text NOT NULL)
table change: (no bigint NOT NULL, kind text NOT NULL, company text COLLATE "C" NOT NULL, tariff
  text NOT NULL, version integer NOT NULL, domain text NOT NULL, first text NOT NULL, last text
  NOT NULL, was_last text NOT NULL, sha256 text NOT NULL, actor text NOT NULL, reason text NOT
  NULL, at bigint, closed_through integer, digest text NOT NULL, item bigint NOT NULL DEFAULT 0,
  amount text NOT NULL DEFAULT ''::text, text text NOT NULL DEFAULT ''::text)
table changed: (month integer NOT NULL, company text COLLATE "C" NOT NULL)
table changed_domains: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, epoch integer
  NOT NULL, month integer NOT NULL)
table company: (no integer NOT NULL GENERATED BY DEFAULT AS IDENTITY, id text COLLATE "C" NOT
  NULL, name text NOT NULL DEFAULT ''::text, customer_number text NOT NULL DEFAULT ''::text,
  reference text NOT NULL DEFAULT ''::text, language text NOT NULL DEFAULT ''::text, cost_centre
  text NOT NULL DEFAULT ''::text)
table domain: (no integer NOT NULL GENERATED BY DEFAULT AS IDENTITY, id text COLLATE "C" NOT NULL)
table domain_day: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, epoch integer NOT
  NULL, day integer NOT NULL, domain_no integer NOT NULL, meter_no integer NOT NULL, key_no
  integer NOT NULL DEFAULT 0, quantity numeric NOT NULL, events bigint NOT NULL)
table event_batch: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, no bigint NOT
  NULL, epoch integer NOT NULL, first_seq bigint NOT NULL, last_seq bigint NOT NULL, first_at
  bigint NOT NULL, last_at bigint NOT NULL, events bigint NOT NULL, import bigint NOT NULL DEFAULT
  0, digest text NOT NULL)
table import: (no bigint NOT NULL, begun_at bigint, finished boolean NOT NULL, rows_read bigint
  NOT NULL, stored bigint NOT NULL, duplicate bigint NOT NULL, conflict bigint NOT NULL, rejected
  bigint NOT NULL, not_counted bigint NOT NULL, corrected bigint NOT NULL, digest text NOT NULL)
table import_file: (import bigint NOT NULL, no bigint NOT NULL, path text NOT NULL, format text
  NOT NULL, size bigint NOT NULL, digest text NOT NULL)
table import_month: (import bigint NOT NULL, month integer NOT NULL, events bigint NOT NULL)
table import_option: (import bigint NOT NULL, no bigint NOT NULL, name text NOT NULL, value text
  NOT NULL)
table import_part: (import bigint NOT NULL, first_seq bigint NOT NULL, last_seq bigint NOT NULL)
table import_undo: (no bigint NOT NULL, import bigint NOT NULL, actor text NOT NULL, reason text
  NOT NULL, undone_at bigint NOT NULL, voided bigint NOT NULL, kept bigint NOT NULL, digest text
  NOT NULL)
table invoice_line: (month integer NOT NULL, company text COLLATE "C" NOT NULL, line integer NOT
  NULL, charge text NOT NULL, kind text NOT NULL, text text NOT NULL, quantity text NOT NULL, unit
  text NOT NULL, unit_price text, base_quantity text NOT NULL, exact_amount text NOT NULL,
  net_minor bigint NOT NULL, currency text NOT NULL, tariff text COLLATE "C", tariff_version
  integer NOT NULL, usage_month integer NOT NULL)
table invoice_number: (month integer NOT NULL, company text COLLATE "C" NOT NULL, series text
  COLLATE "C" NOT NULL, no bigint NOT NULL, number text COLLATE "C" NOT NULL, issued integer NOT
  NULL, due integer NOT NULL, kind text NOT NULL, net_minor bigint NOT NULL, vat_minor bigint NOT
  NULL, taxes text NOT NULL)
table item: (no bigint NOT NULL, month integer NOT NULL, company text COLLATE "C" NOT NULL, amount
  bigint NOT NULL, text text NOT NULL)
table lane: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, epoch integer NOT NULL
  DEFAULT 1, fenced integer NOT NULL DEFAULT 0, pruned integer NOT NULL DEFAULT 0, map integer NOT
  NULL DEFAULT 1, last_batch bigint NOT NULL DEFAULT 0, last_seq bigint NOT NULL DEFAULT 0, digest
  text NOT NULL DEFAULT ''::text, largest numeric NOT NULL DEFAULT 0, closed integer NOT NULL
  DEFAULT 0)
table late_day: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, epoch integer NOT
  NULL, day integer NOT NULL, domain_no integer NOT NULL)
table late_month: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, epoch integer NOT
  NULL, month integer NOT NULL, company_no integer NOT NULL)
table ledger: (only_row integer NOT NULL, schema_version integer NOT NULL, ledger_id text NOT
  NULL, zone text NOT NULL, currency text NOT NULL, late text NOT NULL, future_days integer,
  negative boolean NOT NULL, first_month integer NOT NULL, identity_key bytea NOT NULL, server
  integer NOT NULL DEFAULT 0)
table meter: (no integer NOT NULL GENERATED BY DEFAULT AS IDENTITY, id text COLLATE "C" NOT NULL,
  decimals integer NOT NULL)
table period: (month integer NOT NULL, closed_at bigint NOT NULL, hash text NOT NULL, last_seq
  bigint NOT NULL, last_batch bigint NOT NULL, pruned_at bigint, pruned_before bigint)
table period_chain: (month integer NOT NULL, chain text COLLATE "C" NOT NULL, last bigint NOT
  NULL, digest text NOT NULL)
table period_cut: (month integer NOT NULL, bucket smallint NOT NULL, lane smallint NOT NULL, epoch
  integer NOT NULL, last_batch bigint NOT NULL, last_seq bigint NOT NULL, digest text NOT NULL)
table period_domains: (month integer NOT NULL, usage_month integer NOT NULL, days bigint NOT NULL,
  digest text NOT NULL)
table period_usage: (month integer NOT NULL, usage_month integer NOT NULL, company text COLLATE
  "C" NOT NULL, meter text COLLATE "C" NOT NULL, quantity bigint NOT NULL, events bigint NOT NULL)
table pruned_identity: (bucket smallint NOT NULL, identity bytea NOT NULL, content bigint NOT
  NULL)
table pruned_part: (bucket smallint NOT NULL DEFAULT 0, batch bigint NOT NULL, month integer NOT
  NULL, events bigint NOT NULL, digest text NOT NULL)
table sending_domain: (domain text COLLATE "C" NOT NULL, company text COLLATE "C" NOT NULL,
  from_day integer, through_day integer)
table server: (no integer NOT NULL, url text NOT NULL)
table source: (no integer NOT NULL GENERATED BY DEFAULT AS IDENTITY, id text COLLATE "C" NOT NULL,
  counting text)
table subscription: (company text COLLATE "C" NOT NULL, tariff text COLLATE "C" NOT NULL, from_day
  integer NOT NULL, through_day integer)
table tariff: (id text COLLATE "C" NOT NULL, version integer NOT NULL, effective integer NOT NULL,
  document bytea NOT NULL, sha256 text NOT NULL, language_version integer NOT NULL)
table usage_event: (seq bigint NOT NULL, occurred_at bigint NOT NULL, quantity bigint NOT NULL,
  source_no integer NOT NULL, company_no integer NOT NULL, domain_no integer NOT NULL, meter_no
  integer NOT NULL, day integer NOT NULL, key_no integer NOT NULL DEFAULT 0, undone integer NOT
  NULL DEFAULT 0, bucket smallint NOT NULL, event_id text COLLATE "C" NOT NULL)
table usage_month: (bucket smallint NOT NULL DEFAULT 0, lane smallint NOT NULL, epoch integer NOT
  NULL, month integer NOT NULL, company_no integer NOT NULL, meter_no integer NOT NULL, key_no
  integer NOT NULL DEFAULT 0, quantity numeric NOT NULL, events bigint NOT NULL)
table void: (bucket smallint NOT NULL DEFAULT 0, no bigint NOT NULL, seq bigint NOT NULL,
  event_bucket smallint NOT NULL, source_no integer NOT NULL, event_id text COLLATE "C" NOT NULL,
  actor text NOT NULL, reason text NOT NULL, voided_at bigint NOT NULL, digest text NOT NULL,
  replaced_by text COLLATE "C")
table written: (no bigint NOT NULL GENERATED ALWAYS AS IDENTITY, token bytea NOT NULL)
text of view v_company: SELECT company.id AS company, company.name, company.customer_number,
  company.reference, company.language, company.cost_centre FROM company;
text of view v_invoice_line: SELECT to_char(one.month, 'FM0000"-"00'::text) AS month, one.company,
  one.line, one.charge, one.kind, one.text, one.quantity, one.unit, one.unit_price,
  one.base_quantity, one.exact_amount, (((one.net_minor || 'e-'::text) ||
  one.decimals)::numeric)::text AS net_amount, one.net_minor, one.currency, one.tariff,
  one.tariff_version, to_char(one.usage_month, 'FM0000"-"00'::text) AS usage_month FROM ( SELECT
  invoice_line.month, invoice_line.company, invoice_line.line, invoice_line.charge,
  invoice_line.kind, invoice_line.text, invoice_line.quantity, invoice_line.unit,
  invoice_line.unit_price, invoice_line.base_quantity, invoice_line.exact_amount,
  invoice_line.net_minor, invoice_line.currency, invoice_line.tariff, invoice_line.tariff_version,
  invoice_line.usage_month, CASE WHEN invoice_line.currency = ANY (ARRAY['BIF'::text, 'CLP'::text,
  'DJF'::text, 'GNF'::text, 'ISK'::text, 'JPY'::text, 'KMF'::text, 'KRW'::text, 'PYG'::text,
  'RWF'::text, 'UGX'::text, 'UYI'::text, 'VND'::text, 'VUV'::text, 'XAF'::text, 'XOF'::text,
  'XPF'::text]) THEN 0 WHEN invoice_line.currency = ANY (ARRAY['BHD'::text, 'IQD'::text,
  'JOD'::text, 'KWD'::text, 'LYD'::text, 'OMR'::text, 'TND'::text]) THEN 3 WHEN
  invoice_line.currency = ANY (ARRAY['CLF'::text, 'UYW'::text]) THEN 4 ELSE 2 END AS decimals FROM
  invoice_line) one;
text of view v_month: SELECT to_char(one.month, 'FM0000"-"00'::text) AS month,
  time_text(one.closed_at) AS closed_at, one.lines, (((one.net_minor || 'e-'::text) ||
  one.decimals)::numeric)::text AS net_amount, one.net_minor, one.currency, one.hash FROM ( SELECT
  period.month, period.closed_at, period.hash, ledger.currency, ( SELECT count(*) AS count FROM
  invoice_line WHERE invoice_line.month = period.month) AS lines, ( SELECT
  COALESCE(sum(invoice_line.net_minor), 0::numeric) AS "coalesce" FROM invoice_line WHERE
  invoice_line.month = period.month) AS net_minor, CASE WHEN ledger.currency = ANY
  (ARRAY['BIF'::text, 'CLP'::text, 'DJF'::text, 'GNF'::text, 'ISK'::text, 'JPY'::text,
  'KMF'::text, 'KRW'::text, 'PYG'::text, 'RWF'::text, 'UGX'::text, 'UYI'::text, 'VND'::text,
  'VUV'::text, 'XAF'::text, 'XOF'::text, 'XPF'::text]) THEN 0 WHEN ledger.currency = ANY
  (ARRAY['BHD'::text, 'IQD'::text, 'JOD'::text, 'KWD'::text, 'LYD'::text, 'OMR'::text,
  'TND'::text]) THEN 3 WHEN ledger.currency = ANY (ARRAY['CLF'::text, 'UYW'::text]) THEN 4 ELSE 2
  END AS decimals FROM period CROSS JOIN ledger) one;
text of view v_subscription: SELECT subscription.company, subscription.tariff,
  to_char(subscription.from_day, 'FM0000"-"00"-"00'::text) AS from_day,
  to_char(subscription.through_day, 'FM0000"-"00"-"00'::text) AS through_day FROM subscription;
text of view v_usage_month: SELECT to_char(part.month, 'FM0000"-"00'::text) AS month, company.id
  AS company, meter.id AS meter, trim_scale(((sum(part.quantity)::text || 'e-'::text) ||
  meter.decimals)::numeric)::text AS quantity, sum(part.quantity) AS quantity_units,
  meter.decimals, sum(part.events)::bigint AS events FROM ( SELECT usage_month.month,
  usage_month.company_no, usage_month.meter_no, usage_month.quantity, usage_month.events FROM
  usage_month UNION ALL SELECT domain_day.day / 100, company_1.no, domain_day.meter_no,
  domain_day.quantity, domain_day.events FROM domain_day JOIN domain ON domain.no =
  domain_day.domain_no JOIN sending_domain claim ON claim.domain = domain.id AND domain_day.day >=
  COALESCE(claim.from_day, 0) AND domain_day.day <= COALESCE(claim.through_day, 99999999) JOIN
  company company_1 ON company_1.id = claim.company) part JOIN company ON company.no =
  part.company_no JOIN meter ON meter.no = part.meter_no GROUP BY part.month, company.id,
  meter.id, meter.decimals HAVING sum(part.events) <> 0::numeric;
text of view v_void: SELECT time_text(one.at) AS voided_at, source.id AS source, one.event_id,
  company.id AS company, domain.id AS domain, meter.id AS meter, usage_event.quantity AS
  quantity_units, meter.decimals, one.actor, one.reason, one.replaced_by, one.import FROM ( SELECT
  void.seq, void.source_no, void.event_id, void.actor, void.reason, void.voided_at AS at,
  void.replaced_by, NULL::bigint AS import FROM void UNION ALL SELECT usage_event_1.seq,
  usage_event_1.source_no, usage_event_1.event_id, import_undo.actor, import_undo.reason,
  import_undo.undone_at, NULL::text, import_undo.import FROM import_undo JOIN usage_event
  usage_event_1 ON usage_event_1.undone = import_undo.import) one JOIN source ON source.no =
  one.source_no LEFT JOIN usage_event ON usage_event.seq = one.seq LEFT JOIN company ON company.no
  = usage_event.company_no LEFT JOIN domain ON domain.no = usage_event.domain_no LEFT JOIN meter
  ON meter.no = usage_event.meter_no;
trigger change_is_never_changed of change: CREATE TRIGGER change_is_never_changed BEFORE DELETE OR
  UPDATE OR TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse('the record of a change
  is never changed')
trigger company_keeps_its_number of company: CREATE TRIGGER company_keeps_its_number BEFORE UPDATE
  OF no, id OR TRUNCATE ON company FOR EACH STATEMENT EXECUTE FUNCTION refuse('the number of a
  name is never changed')
trigger domain_keeps_its_number of domain: CREATE TRIGGER domain_keeps_its_number BEFORE DELETE OR
  UPDATE OF no, id OR TRUNCATE ON domain FOR EACH STATEMENT EXECUTE FUNCTION refuse('the number of
  a name is never changed')
trigger event_batch_is_never_changed of event_batch: CREATE TRIGGER event_batch_is_never_changed
  BEFORE DELETE OR UPDATE OR TRUNCATE ON event_batch FOR EACH STATEMENT EXECUTE FUNCTION
  refuse('the digests of usage events are never changed')
trigger import_is_never_changed of import: CREATE TRIGGER import_is_never_changed BEFORE UPDATE ON
  import FOR EACH ROW WHEN (old.finished) EXECUTE FUNCTION refuse('the record of a finished import
  is never changed')
trigger import_is_never_removed of import: CREATE TRIGGER import_is_never_removed BEFORE DELETE OR
  TRUNCATE ON import FOR EACH STATEMENT EXECUTE FUNCTION refuse('the records of imports are never
  removed')
trigger import_part_is_never_removed of import_part: CREATE TRIGGER import_part_is_never_removed
  BEFORE DELETE OR TRUNCATE ON import_part FOR EACH STATEMENT EXECUTE FUNCTION refuse('the records
  of imports are never removed')
trigger import_undo_is_never_changed of import_undo: CREATE TRIGGER import_undo_is_never_changed
  BEFORE DELETE OR UPDATE OR TRUNCATE ON import_undo FOR EACH STATEMENT EXECUTE FUNCTION
  refuse('the undoing of an import is never changed')
trigger invoice_line_is_never_changed of invoice_line: CREATE TRIGGER
  invoice_line_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON invoice_line FOR EACH
  STATEMENT EXECUTE FUNCTION refuse('the lines of a closed month are never changed')
trigger invoice_number_goes_on_by_one of invoice_number: CREATE TRIGGER
  invoice_number_goes_on_by_one BEFORE INSERT ON invoice_number FOR EACH ROW EXECUTE FUNCTION
  refuse_gap('the numbers of a series have no gaps')
trigger invoice_number_is_never_changed of invoice_number: CREATE TRIGGER
  invoice_number_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON invoice_number FOR EACH
  STATEMENT EXECUTE FUNCTION refuse('the number of an invoice is never changed')
trigger item_is_never_changed of item: CREATE TRIGGER item_is_never_changed BEFORE UPDATE OR
  TRUNCATE ON item FOR EACH STATEMENT EXECUTE FUNCTION refuse('items are never changed')
trigger item_is_not_added_to_a_closed_month of item: CREATE TRIGGER
  item_is_not_added_to_a_closed_month AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION
  refuse_if_closed('a closed month gets no items')
trigger item_of_a_closed_month_is_never_removed of item: CREATE TRIGGER
  item_of_a_closed_month_is_never_removed AFTER DELETE ON item FOR EACH ROW EXECUTE FUNCTION
  refuse_if_closed('the items of a closed month are never removed')
trigger lane_is_never_removed of lane: CREATE TRIGGER lane_is_never_removed BEFORE DELETE OR
  TRUNCATE ON lane FOR EACH STATEMENT EXECUTE FUNCTION refuse('lanes are never removed')
trigger meter_keeps_its_number of meter: CREATE TRIGGER meter_keeps_its_number BEFORE DELETE OR
  UPDATE OF no, id OR TRUNCATE ON meter FOR EACH STATEMENT EXECUTE FUNCTION refuse('the number of
  a name is never changed')
trigger period_chain_is_never_changed of period_chain: CREATE TRIGGER
  period_chain_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON period_chain FOR EACH
  STATEMENT EXECUTE FUNCTION refuse('a closed month is never changed')
trigger period_cut_is_never_changed of period_cut: CREATE TRIGGER period_cut_is_never_changed
  BEFORE DELETE OR UPDATE OR TRUNCATE ON period_cut FOR EACH STATEMENT EXECUTE FUNCTION refuse('a
  closed month is never changed')
trigger period_domains_is_never_changed of period_domains: CREATE TRIGGER
  period_domains_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON period_domains FOR EACH
  STATEMENT EXECUTE FUNCTION refuse('the totals of a closed month are never changed')
trigger period_is_never_changed of period: CREATE TRIGGER period_is_never_changed BEFORE DELETE OR
  UPDATE OF month, closed_at, hash, last_seq, last_batch OR TRUNCATE ON period FOR EACH STATEMENT
  EXECUTE FUNCTION refuse('a closed month is never changed')
trigger period_usage_is_never_changed of period_usage: CREATE TRIGGER
  period_usage_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON period_usage FOR EACH
  STATEMENT EXECUTE FUNCTION refuse('the totals of a closed month are never changed')
trigger pruned_identity_is_never_changed of pruned_identity: CREATE TRIGGER
  pruned_identity_is_never_changed BEFORE DELETE OR UPDATE OR TRUNCATE ON pruned_identity FOR EACH
  STATEMENT EXECUTE FUNCTION refuse('the identities of pruned events are never changed')
trigger pruned_part_is_never_changed of pruned_part: CREATE TRIGGER pruned_part_is_never_changed
  BEFORE DELETE OR UPDATE OR TRUNCATE ON pruned_part FOR EACH STATEMENT EXECUTE FUNCTION
  refuse('the digests of usage events are never changed')
trigger server_is_never_changed of server: CREATE TRIGGER server_is_never_changed BEFORE DELETE OR
  UPDATE OR TRUNCATE ON server FOR EACH STATEMENT EXECUTE FUNCTION refuse('the servers of a ledger
  are never changed')
trigger source_keeps_its_number of source: CREATE TRIGGER source_keeps_its_number BEFORE DELETE OR
  UPDATE OF no, id OR TRUNCATE ON source FOR EACH STATEMENT EXECUTE FUNCTION refuse('the number of
  a name is never changed')
trigger tariff_is_never_changed of tariff: CREATE TRIGGER tariff_is_never_changed BEFORE UPDATE OR
  TRUNCATE ON tariff FOR EACH STATEMENT EXECUTE FUNCTION refuse('tariffs are never changed')
trigger usage_event_is_never_changed of usage_event: CREATE TRIGGER usage_event_is_never_changed
  BEFORE UPDATE OF seq, occurred_at, quantity, source_no, company_no, domain_no, meter_no, day,
  key_no, bucket, event_id OR TRUNCATE ON usage_event FOR EACH STATEMENT EXECUTE FUNCTION
  refuse('usage events are only appended')
trigger usage_event_is_only_pruned of usage_event: CREATE TRIGGER usage_event_is_only_pruned AFTER
  DELETE ON usage_event REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION
  refuse_unless_pruned('usage events are only removed by pruning closed months')
trigger usage_event_is_undone_once of usage_event: CREATE TRIGGER usage_event_is_undone_once
  BEFORE UPDATE ON usage_event FOR EACH ROW WHEN (old.undone <> 0 OR new.undone <= 0) EXECUTE
  FUNCTION refuse('usage events are only appended')
trigger void_is_never_changed of void: CREATE TRIGGER void_is_never_changed BEFORE DELETE OR
  UPDATE OR TRUNCATE ON void FOR EACH STATEMENT EXECUTE FUNCTION refuse('voids are never changed')
view v_company: (company text COLLATE "C", name text, customer_number text, reference text,
  language text, cost_centre text)
view v_invoice_line: (month text, company text COLLATE "C", line integer, charge text, kind text,
  text text, quantity text, unit text, unit_price text, base_quantity text, exact_amount text,
  net_amount text, net_minor bigint, currency text, tariff text COLLATE "C", tariff_version
  integer, usage_month text)
view v_month: (month text, closed_at text, lines bigint, net_amount text, net_minor numeric,
  currency text, hash text)
view v_subscription: (company text COLLATE "C", tariff text COLLATE "C", from_day text,
  through_day text)
view v_usage_month: (month text, company text COLLATE "C", meter text COLLATE "C", quantity text,
  quantity_units numeric, decimals integer, events bigint)
view v_void: (voided_at text, source text COLLATE "C", event_id text COLLATE "C", company text
  COLLATE "C", domain text COLLATE "C", meter text COLLATE "C", quantity_units bigint, decimals
  integer, actor text, reason text, replaced_by text COLLATE "C", import bigint)
)listing";

}  // namespace porto::internal::postgres
