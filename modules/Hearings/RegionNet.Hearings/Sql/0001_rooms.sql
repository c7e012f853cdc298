-- Hearing rooms (审理庭) of the centres, and the devices that are part of a room.

create table room (
    id uuid primary key default gen_random_uuid(),
    organisation_id uuid not null,
    -- GB/T 2260, copied from the centre so that lists are in the order of the administrative divisions.
    place_code text not null,
    name_zh text not null check (length(name_zh) between 1 and 100),
    name_en text not null check (length(name_en) between 1 and 100),
    capacity integer not null check (capacity between 1 and 2000),
    is_sample boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    constraint room_name_once unique (organisation_id, name_zh)
);

create index room_in_list_order on room (place_code, organisation_id, name_zh, id);

create table device (
    room_id uuid not null references room,
    kind text not null check (kind in ('hd-camera', 'microphone', 'object-camera', 'clerk-pc', 'printer',
        'evidence-display', 'central-control', 'recording', 'video-link')),
    quantity integer not null check (quantity between 0 and 1000),
    status text not null check (status in ('in-service', 'out-of-service')),
    primary key (room_id, kind)
);
