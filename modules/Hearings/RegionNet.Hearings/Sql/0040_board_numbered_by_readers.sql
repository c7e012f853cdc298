-- Changes of the board get their numbers from those who read them, after the commit: a head that every writer moves at its commit
-- lets only one of them commit at a time.

drop trigger board_change_is_numbered on board_change;
drop function board_change_is_numbered();

create index board_change_without_number on board_change (id) where sequence is null;

-- Waits for whoever is numbering at the moment, so that its caller then reads every change that was committed before the call.
create function number_board_changes() returns void language plpgsql set search_path from current as $$
declare
    head bigint;
    piece bigint[];
begin
    loop
        if not exists (select 1 from board_change where sequence is null) then
            return;
        end if;
        select sequence into head from board_head for update;
        select array_agg(id order by id) into piece
        from (select id from board_change where sequence is null order by id limit 500) p;
        update board_change set sequence = head + array_position(piece, id) where id = any(piece);
        update board_head set sequence = head + coalesce(cardinality(piece), 0);
    end loop;
end $$;

alter function session_keeps_the_rules() set search_path from current;
alter function session_displaced_while_open() set search_path from current;
