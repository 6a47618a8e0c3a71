// What is only appended, and what a closed month keeps as it was: triggers, which stand in the way
// of everybody, the owner too, unless they are taken out. `verify` finds that. Where they can be
// they are of statements, which cost nothing for each row; none is asked as usage is inserted.
#pragma once

namespace porto::internal::postgres {

inline constexpr const char* rules = R"(
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

-- The tables that the following ask are found by the schema, whatever the session's search_path is.
CREATE FUNCTION refuse_unless_pruned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_kept boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM removed WHERE NOT coalesce(occurred_at <'
                 ' (SELECT max(pruned_before) FROM %I.period), false))', TG_TABLE_SCHEMA)
  INTO is_kept;
  IF is_kept THEN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION refuse_if_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_closed boolean;
  of_month integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    of_month := OLD.month;
  ELSE
    of_month := NEW.month;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.period WHERE month >= $1)', TG_TABLE_SCHEMA)
  INTO is_closed USING of_month;
  IF is_closed THEN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
BEGIN
  EXECUTE format('SELECT max(no) FROM %I.invoice_number WHERE series = $1', TG_TABLE_SCHEMA)
  INTO last USING NEW.series;
  IF NEW.no <> last + 1 THEN
    RAISE EXCEPTION '%', TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;

-- Of the columns of an event one may change, once: whether the import it is of was undone.
CREATE TRIGGER usage_event_is_never_changed
BEFORE UPDATE OF seq, occurred_at, quantity, source_no, company_no, domain_no, meter_no, day,
                 key_no, bucket, event_id OR TRUNCATE ON usage_event
EXECUTE FUNCTION refuse('usage events are only appended');
CREATE TRIGGER usage_event_is_undone_once BEFORE UPDATE ON usage_event
FOR EACH ROW WHEN (OLD.undone <> 0 OR NEW.undone <= 0)
EXECUTE FUNCTION refuse('usage events are only appended');
CREATE TRIGGER usage_event_is_only_pruned AFTER DELETE ON usage_event
REFERENCING OLD TABLE AS removed
EXECUTE FUNCTION refuse_unless_pruned('usage events are only removed by pruning closed months');
CREATE TRIGGER event_batch_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON event_batch
EXECUTE FUNCTION refuse('the digests of usage events are never changed');
CREATE TRIGGER pruned_part_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON pruned_part
EXECUTE FUNCTION refuse('the digests of usage events are never changed');
CREATE TRIGGER pruned_identity_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON pruned_identity
EXECUTE FUNCTION refuse('the identities of pruned events are never changed');
CREATE TRIGGER void_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON void
EXECUTE FUNCTION refuse('voids are never changed');
CREATE TRIGGER lane_is_never_removed BEFORE DELETE OR TRUNCATE ON lane
EXECUTE FUNCTION refuse('lanes are never removed');

-- Usage refers to names by number.
CREATE TRIGGER company_keeps_its_number BEFORE UPDATE OF no, id OR TRUNCATE ON company
EXECUTE FUNCTION refuse('the number of a name is never changed');
CREATE TRIGGER meter_keeps_its_number BEFORE UPDATE OF no, id OR DELETE OR TRUNCATE ON meter
EXECUTE FUNCTION refuse('the number of a name is never changed');
CREATE TRIGGER source_keeps_its_number BEFORE UPDATE OF no, id OR DELETE OR TRUNCATE ON source
EXECUTE FUNCTION refuse('the number of a name is never changed');
CREATE TRIGGER domain_keeps_its_number BEFORE UPDATE OF no, id OR DELETE OR TRUNCATE ON domain
EXECUTE FUNCTION refuse('the number of a name is never changed');

CREATE TRIGGER change_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON change
EXECUTE FUNCTION refuse('the record of a change is never changed');
CREATE TRIGGER import_is_never_changed BEFORE UPDATE ON import FOR EACH ROW WHEN (OLD.finished)
EXECUTE FUNCTION refuse('the record of a finished import is never changed');
CREATE TRIGGER import_is_never_removed BEFORE DELETE OR TRUNCATE ON import
EXECUTE FUNCTION refuse('the records of imports are never removed');
CREATE TRIGGER import_part_is_never_removed BEFORE DELETE OR TRUNCATE ON import_part
EXECUTE FUNCTION refuse('the records of imports are never removed');
CREATE TRIGGER import_undo_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON import_undo
EXECUTE FUNCTION refuse('the undoing of an import is never changed');

CREATE TRIGGER period_is_never_changed
BEFORE UPDATE OF month, closed_at, hash, last_seq, last_batch OR DELETE OR TRUNCATE ON period
EXECUTE FUNCTION refuse('a closed month is never changed');
CREATE TRIGGER period_cut_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON period_cut
EXECUTE FUNCTION refuse('a closed month is never changed');
CREATE TRIGGER period_chain_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON period_chain
EXECUTE FUNCTION refuse('a closed month is never changed');
CREATE TRIGGER period_usage_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON period_usage
EXECUTE FUNCTION refuse('the totals of a closed month are never changed');
CREATE TRIGGER period_domains_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON period_domains
EXECUTE FUNCTION refuse('the totals of a closed month are never changed');
CREATE TRIGGER invoice_line_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_line
EXECUTE FUNCTION refuse('the lines of a closed month are never changed');

CREATE TRIGGER item_is_never_changed BEFORE UPDATE OR TRUNCATE ON item
EXECUTE FUNCTION refuse('items are never changed');
CREATE TRIGGER item_is_not_added_to_a_closed_month AFTER INSERT ON item FOR EACH ROW
EXECUTE FUNCTION refuse_if_closed('a closed month gets no items');
CREATE TRIGGER item_of_a_closed_month_is_never_removed AFTER DELETE ON item FOR EACH ROW
EXECUTE FUNCTION refuse_if_closed('the items of a closed month are never removed');
-- One that a line names stays: the line refers to it.
CREATE TRIGGER tariff_is_never_changed BEFORE UPDATE OR TRUNCATE ON tariff
EXECUTE FUNCTION refuse('tariffs are never changed');

CREATE TRIGGER invoice_number_goes_on_by_one BEFORE INSERT ON invoice_number FOR EACH ROW
EXECUTE FUNCTION refuse_gap('the numbers of a series have no gaps');
CREATE TRIGGER invoice_number_is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice_number
EXECUTE FUNCTION refuse('the number of an invoice is never changed');
)";

}  // namespace porto::internal::postgres
