-- The tables of a module that exists for these tests only.
create table account (
    id int primary key,
    balance int not null constraint account_not_overdrawn check (balance >= 0)
);
create table effect (
    id bigint generated always as identity primary key,
    handler text not null,
    event_id uuid not null,
    subject text not null,
    number int not null
);
create table moment (
    id int primary key,
    instant timestamptz not null,
    instant_or_null timestamptz,
    day date not null,
    day_or_null date,
    slot tstzrange not null,
    slot_or_null tstzrange
);
insert into account values (1, 100), (2, 100);
