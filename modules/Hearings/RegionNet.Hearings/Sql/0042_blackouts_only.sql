-- Of the allocations hardly any is a blackout's: the others need no place in its index.
alter table allocation drop constraint allocation_once_blacked_out;
create unique index allocation_once_blacked_out on allocation (blackout_id) where blackout_id is not null;
