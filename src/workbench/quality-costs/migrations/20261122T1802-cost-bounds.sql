-- Sums of a month stay exact as numbers: a line is at most 10 000 million 元, a base figure a hundred times that.
alter table cost_lines add constraint amount_in_bounds check (amount between -1000000000000 and 1000000000000);
alter table cost_proposals add constraint amount_in_bounds check (amount between -1000000000000 and 1000000000000);
alter table cost_plans add constraint amount_in_bounds check (amount <= 1000000000000);
alter table cost_bases add constraint figures_in_bounds check (
  greatest(revenue, total_cost, output_value) <= 100000000000000);

-- A base figure that was out of use may be taken into use again in a locked month: it fills in what was not known.
create or replace function cost_base_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform cost_month_must_be_open(old.enterprise_id, old.month);
    return old;
  end if;
  if old.month <> new.month or (old.retired_on is null and new.retired_on is not null)
      or (old.retired_on is null and (
        (old.revenue is not null and old.revenue is distinct from new.revenue)
        or (old.total_cost is not null and old.total_cost is distinct from new.total_cost)
        or (old.output_value is not null and old.output_value is distinct from new.output_value))) then
    perform cost_month_must_be_open(old.enterprise_id, old.month);
    perform cost_month_must_be_open(new.enterprise_id, new.month);
  end if;
  return new;
end $$;
