-- The list of organisations by name, page by page. ICU's collations: Chinese by pinyin, whatever locale the database was made with.
create index organisation_by_zh on organisation (zh collate "zh-x-icu", id);
create index organisation_by_en on organisation (en collate "en-x-icu", id);
