-- CAP messages as they came in, byte for byte: one row for each zone that was told.

create table cap_document (
    -- With the zone it names the message of the stream: alert.event_id.
    event_id uuid not null,
    zone_code text not null,
    -- The outside system that signed it; null where a coordinator brought it in.
    source_id uuid references alert_source,
    sender text not null check (length(sender) between 1 and 200),
    identifier text not null check (length(identifier) between 1 and 200),
    sent_at timestamptz not null,
    message_type text not null check (message_type in ('alert', 'update', 'cancel')),
    content bytea not null check (length(content) between 1 and 65536),
    received_by text not null,
    received_at timestamptz not null,
    primary key (event_id, zone_code),
    -- A source can't take the name of another's message, nor a coordinator bring the same one in twice.
    constraint cap_document_once unique nulls not distinct (zone_code, sender, identifier, source_id)
);

do $$ begin
    execute format('revoke update on cap_document from %I', 'regionnet_' || current_schema());
end $$;
