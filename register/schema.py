"""The text of the register's schema: frozen, for a step that has shipped is never edited."""

CORE = """
create table about (
  id text primary key not null, register text not null, title text not null,
  organisation text not null, language text not null, prefix text not null,
  created_at text, trash_emptied integer
) strict;
create table series (id text primary key not null, name text not null, last integer) strict;
create table units (
  id text primary key not null, name text not null,
  parent text references units(id) on delete restrict
) strict;
create index units_parent on units(parent);
create table categories (
  id text primary key not null, name text not null, name_zh text not null,
  parent text references categories(id) on delete restrict
) strict;
create index categories_parent on categories(parent);
create table methods (
  id text primary key not null, name text not null, name_zh text not null,
  version integer, active integer not null, definition text not null
) strict;
create table people (
  id text primary key not null, name text not null, post text not null,
  unit text references units(id) on delete restrict,
  email text not null, outside integer not null, active integer not null
) strict;
create index people_unit on people(unit);
create table phones (
  id text primary key not null, person text not null references people(id) on delete restrict,
  kind text, number text not null, verified_on text
) strict;
create index phones_person on phones(person);
create table risks (
  id text primary key not null, number text not null, title text not null,
  status text, source text, cause text not null, event text not null, consequence text not null,
  category text references categories(id) on delete restrict,
  unit text references units(id) on delete restrict,
  owner text references people(id) on delete restrict,
  strategy text, controls text not null, measures text not null,
  raised_on text, next_review text, notes text not null,
  inherent_likelihood real, inherent_impact real, inherent_score real, inherent_level text,
  current_likelihood real, current_impact real, current_score real, current_level text,
  residual_likelihood real, residual_impact real, residual_score real, residual_level text,
  target_likelihood real, target_impact real, target_score real, target_level text
) strict;
create unique index risks_number on risks(number) where number <> '';
create index risks_in_order on risks(length(number), number);
create index risks_category on risks(category);
create index risks_unit on risks(unit);
create index risks_owner on risks(owner);
create index risks_next_review on risks(next_review);
create index risks_inherent
  on risks(inherent_score, inherent_likelihood, inherent_impact, inherent_level, status);
create index risks_current
  on risks(current_score, current_likelihood, current_impact, current_level, status);
create index risks_residual
  on risks(residual_score, residual_likelihood, residual_impact, residual_level, status);
create index risks_target
  on risks(target_score, target_likelihood, target_impact, target_level, status);
create table assessments (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  tier text not null, assessed_on text not null, assessed_by text not null,
  method text not null references methods(id) on delete restrict,
  likelihood real not null, impact real not null, score real, level text, rationale text not null
) strict;
create index assessments_risk on assessments(risk, tier, assessed_on);
create index assessments_method on assessments(method);
create table teams (
  id text primary key not null, number text not null, name text not null, kind text,
  place text not null, channel text not null
) strict;
create unique index teams_number on teams(number) where number <> '';
create table memberships (
  id text primary key not null, team text not null references teams(id) on delete restrict,
  post text not null, role text, person text references people(id) on delete restrict
) strict;
create index memberships_team on memberships(team);
create index memberships_person on memberships(person);
create table plans (
  id text primary key not null, number text not null, title text not null,
  kind text, status text, scope text not null, "trigger" text not null,
  unit text references units(id) on delete restrict,
  owner text references people(id) on delete restrict,
  approved_on text, next_review text
) strict;
create unique index plans_number on plans(number) where number <> '';
create index plans_unit on plans(unit);
create index plans_owner on plans(owner);
create table steps (
  id text primary key not null, plan text not null references plans(id) on delete restrict,
  position integer not null, phase text, action text not null, post text not null, minutes integer
) strict;
create index steps_plan on steps(plan, position);
create table plan_risks (
  id text primary key not null, plan text not null references plans(id) on delete restrict,
  risk text not null references risks(id) on delete restrict
) strict;
create unique index plan_risks_pair on plan_risks(plan, risk);
create index plan_risks_risk on plan_risks(risk);
create table plan_teams (
  id text primary key not null, plan text not null references plans(id) on delete restrict,
  team text not null references teams(id) on delete restrict
) strict;
create unique index plan_teams_pair on plan_teams(plan, team);
create index plan_teams_team on plan_teams(team);
create table custom_fields (
  id text primary key not null, entity text not null, name text not null, position integer
) strict;
create unique index custom_fields_name on custom_fields(entity, name);
create table custom_values (
  id text primary key not null,
  field text not null references custom_fields(id) on delete restrict,
  risk text not null references risks(id) on delete restrict, text text not null
) strict;
create unique index custom_values_pair on custom_values(risk, field);
create index custom_values_field on custom_values(field);
create table blobs (sha256 text primary key not null, bytes blob not null) strict;
create table attachments (
  id text primary key not null, entity text not null, record text not null, name text not null,
  size integer, sha256 text not null, added_at text
) strict;
create index attachments_record on attachments(record);
create index attachments_sha256 on attachments(sha256);
create table history (
  seq integer primary key, id text not null, at text not null, who text not null,
  kind text not null, target integer, label text not null, args text not null,
  previous text not null, hash text not null
) strict;
create table history_changes (
  seq integer not null references history(seq), n integer not null, tbl text not null,
  record text not null, before text, after text, digest text not null,
  primary key (seq, n)
) strict, without rowid;
create index history_by_record on history_changes(record, seq, n);
create index history_deletions on history_changes(seq, tbl) where after is null;
create trigger history_is_never_edited before update on history
  begin select raise(abort, 'the history is append-only'); end;
create trigger history_is_never_cut before delete on history
  begin select raise(abort, 'the history is append-only'); end;
create trigger history_changes_are_never_edited before update on history_changes
  begin select raise(abort, 'the history is append-only'); end;
create trigger history_changes_are_never_cut before delete on history_changes
  begin select raise(abort, 'the history is append-only'); end;
"""

TREATED = """
alter table risks add column inherent_method text references methods(id) on delete restrict;
alter table risks add column current_method text references methods(id) on delete restrict;
alter table risks add column residual_method text references methods(id) on delete restrict;
alter table risks add column target_method text references methods(id) on delete restrict;
alter table risks add column kind text;
alter table risks add column raised_by text not null default '';
alter table risks add column reviewer text references people(id) on delete restrict;
alter table risks add column approver text references people(id) on delete restrict;
alter table risks add column assumptions text not null default '';
alter table risks add column tags text not null default '';
alter table risks add column confidentiality text;
alter table risks add column status_reason text not null default '';
alter table risks add column close_reason text;
alter table risks add column closed_on text;
alter table risks add column reopened_on text;
alter table risks add column strategy_reason text not null default '';
alter table risks add column wanted_by text;
alter table risks add column velocity text;
alter table risks add column proximity text;
alter table risks add column review_interval integer;
alter table risks add column last_review text;
create index risks_reviewer on risks(reviewer);
create index risks_approver on risks(approver);
create index risks_inherent_method on risks(inherent_method);
drop index risks_inherent;
create index risks_inherent on risks(
  inherent_score, inherent_likelihood, inherent_impact, inherent_level, status, inherent_method, kind
);
create index risks_current_method on risks(current_method);
drop index risks_current;
create index risks_current on risks(
  current_score, current_likelihood, current_impact, current_level, status, current_method, kind
);
create index risks_residual_method on risks(residual_method);
drop index risks_residual;
create index risks_residual on risks(
  residual_score, residual_likelihood, residual_impact, residual_level, status, residual_method, kind
);
create index risks_target_method on risks(target_method);
drop index risks_target;
create index risks_target on risks(
  target_score, target_likelihood, target_impact, target_level, status, target_method, kind
);
alter table methods add column family text not null default '';
alter table methods add column kind text;
alter table methods add column subject text;
alter table custom_fields add column kind text;
alter table custom_fields add column choices text not null default '';
create table assessments_with_levels_alone (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  tier text not null, assessed_on text not null, assessed_by text not null,
  method text not null references methods(id) on delete restrict,
  likelihood real, impact real, score real, level text, rationale text not null,
  exposure real, impact_service real, impact_people real, impact_money real,
  impact_compliance real, impact_reputation real, driver text, confidence text,
  evidence text not null default ''
) strict;
insert into assessments_with_levels_alone
  (id, risk, tier, assessed_on, assessed_by, method, likelihood, impact, score, level, rationale)
  select id, risk, tier, assessed_on, assessed_by, method, likelihood, impact, score, level,
    rationale from assessments order by rowid;
drop table assessments;
alter table assessments_with_levels_alone rename to assessments;
create index assessments_risk on assessments(risk, tier, assessed_on);
create index assessments_method on assessments(method);
create table risk_owners (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  person text not null references people(id) on delete restrict
) strict;
create unique index risk_owners_pair on risk_owners(risk, person);
create index risk_owners_person on risk_owners(person);
create table risk_units (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  unit text not null references units(id) on delete restrict
) strict;
create unique index risk_units_pair on risk_units(risk, unit);
create index risk_units_unit on risk_units(unit);
create table risk_links (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  effect text not null references risks(id) on delete restrict, note text not null
) strict;
create unique index risk_links_pair on risk_links(risk, effect);
create index risk_links_effect on risk_links(effect);
create table appetites (
  id text primary key not null, category text references categories(id) on delete restrict,
  tier text not null, appetite text not null, tolerance text not null,
  approver text references people(id) on delete restrict, note text not null
) strict;
create index appetites_category on appetites(category);
create index appetites_approver on appetites(approver);
create table acceptances (
  id text primary key not null, number text not null, title text not null, status text,
  level text, justification text not null, conditions text not null,
  approver text references people(id) on delete restrict, accepted_on text, expires_on text,
  revoked_on text, revoked_because text not null
) strict;
create unique index acceptances_number on acceptances(number) where number <> '';
create index acceptances_approver on acceptances(approver);
create table acceptance_risks (
  id text primary key not null,
  acceptance text not null references acceptances(id) on delete restrict,
  risk text not null references risks(id) on delete restrict
) strict;
create unique index acceptance_risks_pair on acceptance_risks(acceptance, risk);
create index acceptance_risks_risk on acceptance_risks(risk);
create table controls (
  id text primary key not null, number text not null, title text not null, kind text,
  state text, owner text references people(id) on delete restrict,
  unit text references units(id) on delete restrict, description text not null, design text,
  operation text, last_test text, next_test text, test_result text not null,
  evidence text not null
) strict;
create unique index controls_number on controls(number) where number <> '';
create index controls_owner on controls(owner);
create index controls_unit on controls(unit);
create table risk_controls (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  control text not null references controls(id) on delete restrict, side text
) strict;
create unique index risk_controls_pair on risk_controls(risk, control);
create index risk_controls_control on risk_controls(control);
create table risk_measures (
  id text primary key not null, number text not null,
  risk text not null references risks(id) on delete restrict, title text not null, status text,
  owner text references people(id) on delete restrict,
  unit text references units(id) on delete restrict, start_on text, due_on text, done_on text,
  progress integer, cost real, effort real, criterion text not null,
  waits_for text references risk_measures(id) on delete restrict, lowers_likelihood integer,
  lowers_impact integer, notes text not null
) strict;
create unique index risk_measures_number on risk_measures(number) where number <> '';
create index risk_measures_risk on risk_measures(risk);
create index risk_measures_owner on risk_measures(owner);
create index risk_measures_unit on risk_measures(unit);
create index risk_measures_waits_for on risk_measures(waits_for);
create table indicators (
  id text primary key not null, number text not null, name text not null, name_zh text not null,
  warns_of text not null, kind text, nature text, measure text not null, formula text not null,
  source text not null, collector text references people(id) on delete restrict,
  owner text references people(id) on delete restrict,
  deputy text references people(id) on delete restrict, frequency text, direction text,
  target real, blue real, yellow real, orange real, red real, raise_after integer, margin real,
  response_blue text not null, response_yellow text not null, response_orange text not null,
  response_red text not null, active_from text, active_to text, colour text, last_value real,
  last_reading text
) strict;
create unique index indicators_number on indicators(number) where number <> '';
create index indicators_collector on indicators(collector);
create index indicators_owner on indicators(owner);
create index indicators_deputy on indicators(deputy);
create table indicator_risks (
  id text primary key not null,
  indicator text not null references indicators(id) on delete restrict,
  risk text not null references risks(id) on delete restrict
) strict;
create unique index indicator_risks_pair on indicator_risks(indicator, risk);
create index indicator_risks_risk on indicator_risks(risk);
create table readings (
  id text primary key not null,
  indicator text not null references indicators(id) on delete restrict, taken_on text not null,
  value real not null, numerator real, denominator real, note text not null,
  entered_by text not null, entered_at text, colour text
) strict;
create index readings_indicator on readings(indicator, taken_on);
create table warnings (
  id text primary key not null, number text not null, title text not null, status text,
  level text, indicator text references indicators(id) on delete restrict, scope text not null,
  reason text not null, preparation text not null, measures text not null,
  issued_by text not null, issued_at text, adjusted_at text, lifted_by text not null,
  lifted_at text
) strict;
create unique index warnings_number on warnings(number) where number <> '';
create index warnings_indicator on warnings(indicator);
create table warning_steps (
  id text primary key not null,
  warning text not null references warnings(id) on delete restrict, at text not null,
  deed text not null, level text, "by" text not null, reason text not null
) strict;
create index warning_steps_warning on warning_steps(warning);
create table reviews (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  reviewed_on text not null, reviewed_by text not null, result text, text text not null,
  next_review text
) strict;
create index reviews_risk on reviews(risk, reviewed_on);
create table review_requests (
  id text primary key not null, risk text not null references risks(id) on delete restrict,
  raised_on text not null, cause text not null, text text not null, raised_by text not null,
  review text references reviews(id) on delete restrict
) strict;
create index review_requests_risk on review_requests(risk, review);
create index review_requests_review on review_requests(review);
create table obligations (
  id text primary key not null, number text not null, title text not null, kind text,
  status text, source text not null, reference text not null,
  owner text references people(id) on delete restrict,
  unit text references units(id) on delete restrict, in_force_on text, last_look text,
  next_look text, interval integer, demands text not null, notes text not null
) strict;
create unique index obligations_number on obligations(number) where number <> '';
create index obligations_owner on obligations(owner);
create index obligations_unit on obligations(unit);
create table obligation_risks (
  id text primary key not null,
  obligation text not null references obligations(id) on delete restrict,
  risk text not null references risks(id) on delete restrict
) strict;
create unique index obligation_risks_pair on obligation_risks(obligation, risk);
create index obligation_risks_risk on obligation_risks(risk);
create table actions (
  id text primary key not null, number text not null, title text not null, status text,
  source text, risk text references risks(id) on delete restrict, finding text not null,
  root_cause text not null, element text, owner text references people(id) on delete restrict,
  verifier text references people(id) on delete restrict,
  unit text references units(id) on delete restrict, priority text, start_on text, due_on text,
  revised_due text, revised_because text not null, done_on text, evidence text not null,
  checked_on text, check_result text not null, cost real,
  repeat_of text references actions(id) on delete restrict, notes text not null,
  source_table text not null, source_id text not null
) strict;
create unique index actions_number on actions(number) where number <> '';
create index actions_risk on actions(risk);
create index actions_owner on actions(owner);
create index actions_verifier on actions(verifier);
create index actions_unit on actions(unit);
create index actions_repeat_of on actions(repeat_of);
create table waivers (
  id text primary key not null, check_key text not null, entity text not null,
  record text not null, reason text not null, waived_by text not null, waived_on text not null,
  expires_on text not null
) strict;
create index waivers_record on waivers(record, check_key);
"""

ESCALATED = """
create table escalation_paths (
  id text primary key not null, number text not null, name text not null, name_zh text not null,
  note text not null
) strict;
create unique index escalation_paths_number on escalation_paths(number) where number <> '';
create table escalation_steps (
  id text primary key not null,
  path text not null references escalation_paths(id) on delete restrict, colour text not null,
  person text references people(id) on delete restrict, role text not null, within integer,
  channel text, message text not null
) strict;
create index escalation_steps_path on escalation_steps(path);
create index escalation_steps_person on escalation_steps(person);
alter table indicators add column path text references escalation_paths(id) on delete restrict;
create index indicators_path on indicators(path);
alter table warnings add column path text references escalation_paths(id) on delete restrict;
create index warnings_path on warnings(path);
create table escalation_notices (
  id text primary key not null,
  warning text not null references warnings(id) on delete restrict,
  step text not null, colour text, who text not null, channel text, due_at text,
  told_at text not null, told_by text not null, note text not null
) strict;
create index escalation_notices_warning on escalation_notices(warning);
create table activation_rules (
  id text primary key not null,
  indicator text not null references indicators(id) on delete restrict, colour text not null,
  plan text not null references plans(id) on delete restrict, note text not null
) strict;
create unique index activation_rules_pair on activation_rules(indicator, plan);
create index activation_rules_plan on activation_rules(plan);
create table plan_decisions (
  id text primary key not null,
  warning text not null references warnings(id) on delete restrict,
  plan text not null references plans(id) on delete restrict, decision text not null,
  at text not null, "by" text not null, reason text not null
) strict;
create index plan_decisions_warning on plan_decisions(warning);
create index plan_decisions_plan on plan_decisions(plan);
update or ignore custom_fields set entity = 'risks'
  where entity not in ('risks', 'plans', 'drills');
create table plan_custom_values (
  id text primary key not null,
  field text not null references custom_fields(id) on delete restrict,
  plan text not null references plans(id) on delete restrict, text text not null
) strict;
create unique index plan_custom_values_pair on plan_custom_values(plan, field);
create index plan_custom_values_field on plan_custom_values(field);
"""
