-- The pool of evaluators in the order of their names: Chinese by pinyin, whatever locale the database was made with.
create index evaluator_by_name on evaluator (name collate "zh-x-icu", id);
