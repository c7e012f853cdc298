-- The key ring of ASP.NET Core data protection. It is kept in the schema of the module that signs cookies with it, so that
-- a session outlives every process that issued it. Rows are added by the framework when a key nears its end; none is removed,
-- since what an old key protected must stay readable.
create table data_protection_key (
    id bigint generated always as identity primary key,
    friendly_name text not null,
    xml text not null,
    created_at timestamptz not null default now()
);
