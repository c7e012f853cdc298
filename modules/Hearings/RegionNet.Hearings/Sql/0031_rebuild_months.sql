-- For an administrator: makes every month anew from the allocations, resource by resource, each under the lock that its writers take.
--   select hearings.rebuild_resource_months();
create function rebuild_resource_months() returns bigint language plpgsql set search_path from current as $$
declare
    of_resource uuid;
    written bigint := 0;
    n bigint;
begin
    for of_resource in select id from resource order by id loop
        perform 1 from resource where id = of_resource for no key update;
        insert into resource_month (resource_id, month, busy)
        select of_resource, m.month, busy_in_month(of_resource, m.month)
        from (
            select month from resource_month where resource_id = of_resource
            union
            select months_of(blocked) from allocation where resource_id = of_resource and released_at is null
        ) m
        on conflict (month, resource_id) do update set busy = excluded.busy where resource_month.busy <> excluded.busy;
        get diagnostics n = row_count;
        written := written + n;
    end loop;
    return written;
end $$;
