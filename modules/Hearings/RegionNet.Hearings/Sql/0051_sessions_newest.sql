-- What a centre hosts for others is listed along this, newest first, until a page is full; without it all sessions were sorted.
create index session_newest on session (booked_at desc, id desc);
