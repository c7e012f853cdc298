-- Resident IDs are screened for a purpose, in a sheet as one by one.

alter table screening_batch
    add column id_count integer not null default 0 check (id_count >= 0),
    add column purpose text check (length(purpose) between 2 and 200),
    add constraint screening_batch_purpose check (id_count = 0 or purpose is not null);
