-- Whose own list it is. A national organisation lies in no zone: who grants a list inside the own zones only could not share
-- the list that its own rules keep.

-- An organisation of the network; null: the list is kept by an authority outside it, or by nobody alone.
alter table list_kind add column keeper uuid;

-- 国家知识产权局: the list rests on CNIPA's own rules (24 January 2022). Its id is the one that the directory makes of this name.
update list_kind set keeper = '05b8d3ef-2011-8918-b35d-d36f03c4d703' where code = 'cnipa-credit';
