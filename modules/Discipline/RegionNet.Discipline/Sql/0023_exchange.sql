-- Lists that come from another system in signed files: who may sign, how far each list was received, and its changes.

create table exchange_signer (
    -- RFC 7638 thumbprint of the key.
    key_id text primary key check (key_id ~ '^[A-Za-z0-9_-]{43}$'),
    issuer text not null check (issuer ~ '^[a-z0-9][a-z0-9.-]{1,99}$'),
    -- Ed25519.
    public_key bytea not null check (length(public_key) = 32),
    -- GB/T 2260, of where the issuer is; null for a national one.
    place_code text check (place_code ~ '^[1-9][0-9]{5}$'),
    added_by text not null,
    added_by_name text not null,
    added_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    constraint exchange_signer_ended_by_somebody check (num_nonnulls(ended_at, ended_by) in (0, 2))
);

create function exchange_signer_keeps_the_rules() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'INSERT' and not sends_lists(new.place_code, (new.added_at at time zone 'Asia/Shanghai')::date) then
        perform refuse('exchange_signer_jurisdiction', 'No list is received from that jurisdiction.');
    end if;
    if tg_op = 'UPDATE' and ((new.key_id, new.issuer, new.public_key, new.place_code, new.added_by, new.added_at)
        is distinct from (old.key_id, old.issuer, old.public_key, old.place_code, old.added_by, old.added_at)
        or old.ended_at is not null)
    then
        perform refuse('exchange_signer_is_kept', 'A key is ended, never changed.');
    end if;
    return new;
end $$;

create trigger exchange_signer_keeps_the_rules before insert or update on exchange_signer
    for each row execute function exchange_signer_keeps_the_rules();

create table received_list (
    issuer text not null,
    list_code text not null check (list_code ~ '^[a-z0-9-]{2,40}$'),
    head bigint not null default 0,
    head_hash bytea not null default decode(repeat('00', 32), 'hex') check (length(head_hash) = 32),
    received_at timestamptz not null,
    primary key (issuer, list_code)
);

-- Byte for byte what the issuer told. payload is null where it was withheld, because the entry had been withdrawn by then.
create table received_change (
    issuer text not null,
    list_code text not null,
    sequence bigint not null,
    payload text,
    digest bytea not null check (length(digest) = 32),
    hash bytea not null check (length(hash) = 32),
    -- Read from the payload.
    entry_id uuid,
    live boolean not null,
    party_code text,
    party_fingerprint text,
    shown daterange,
    received_at timestamptz not null,
    primary key (issuer, list_code, sequence),
    foreign key (issuer, list_code) references received_list,
    constraint received_change_digest check (payload is null or digest = sha256(convert_to(payload, 'UTF8'))),
    constraint received_change_says_what check ((payload is null) = (entry_id is null) and (live = (shown is not null)) and (live <= (payload is not null)))
);

create index received_change_of_entry on received_change (issuer, list_code, entry_id, sequence desc) include (live, shown);
create index received_change_of_code on received_change (party_code) where party_code is not null;
create index received_change_of_person on received_change (party_fingerprint) where party_fingerprint is not null;

create function received_change_follows() returns trigger language plpgsql set search_path from current as $$
declare list received_list%rowtype;
begin
    select * into list from received_list l where l.issuer = new.issuer and l.list_code = new.list_code for update;
    if new.sequence is distinct from list.head + 1 or new.hash <> sha256(list.head_hash || new.digest) then
        perform refuse('received_change_follows', 'A received list has no gaps, and each change is chained to the one before it.');
    end if;
    update received_list set head = new.sequence, head_hash = new.hash, received_at = new.received_at
    where issuer = new.issuer and list_code = new.list_code;
    return new;
end $$;

create trigger received_change_follows before insert on received_change for each row execute function received_change_follows();
create trigger received_change_append_only before update or delete on received_change
    for each row execute function is_append_only();

do $$ begin
    execute format('revoke update on received_change from %I', 'regionnet_' || current_schema());
end $$;
