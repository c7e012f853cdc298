-- The waiting list: sessions in the state 'waiting'. resource_ids is what they wish for; they allocate nothing.

-- Who is tried when something becomes free, and who stands before whom (see Sessions/Priority.cs).
create index session_waiting_in_time on session using gist (during) where status = 'waiting';
