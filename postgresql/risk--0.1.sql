-- A case is a jsonb, or a bytea that holds JSON, text format or a message. What it leaves out is unknown, never "no" and never zero.
-- A case that is NULL gives NULL. `assessed_on` NULL: the day of the case, or today. Options are those of risk/c_api.h, and
-- "edition", otherwise the setting risk.edition.

create function risk_call(question text, record bytea, edition text, assessed_on date, options text) returns text
language c stable parallel safe as 'MODULE_PATHNAME', 'risk_call';

create function risk_assess(record bytea, assessed_on date default null, options jsonb default '{}') returns jsonb
language sql stable parallel safe as
$$ select risk_call('assess', record, options->>'edition', assessed_on, (options - 'edition')::text)::jsonb $$;

create function risk_assess(record jsonb, assessed_on date default null, options jsonb default '{}') returns jsonb
language sql stable parallel safe as
$$ select risk_call('assess', convert_to(record::text, 'UTF8'), options->>'edition', assessed_on, (options - 'edition')::text)::jsonb $$;

create function risk_next(record jsonb, assessed_on date default null, options jsonb default '{}') returns jsonb
language sql stable parallel safe as
$$ select risk_call('next', convert_to(record::text, 'UTF8'), options->>'edition', assessed_on, (options - 'edition')::text)::jsonb $$;

-- What cannot be right in a case: an empty array if nothing.
create function risk_validate(record jsonb, assessed_on date default null, options jsonb default '{}') returns jsonb
language sql stable parallel safe as
$$ select risk_call('validate', convert_to(record::text, 'UTF8'), options->>'edition', assessed_on, (options - 'edition')::text)::jsonb $$;

-- A row a group. `at_least` is NULL where nothing on record decides the level, and `recorded` where nobody recorded one: neither is low.
-- A comparison with NULL leaves a row out, so ask for `provisional` where what is not settled is meant.
create function risk_levels(record jsonb, assessed_on date default null, options jsonb default '{}')
returns table (group_at_risk text, at_least text, could_be text, provisional boolean, recorded text)
language sql stable parallel safe as
$$
  select level->>'group', level->>'at_least', level->>'could_be', coalesce((level->>'provisional')::boolean, false), level->>'recorded'
  from jsonb_array_elements(risk_assess(record, assessed_on, options || '{"detail": "results"}')->'level') as level
$$;

create function risk_version() returns text language c immutable parallel safe as 'MODULE_PATHNAME', 'risk_version_text';
