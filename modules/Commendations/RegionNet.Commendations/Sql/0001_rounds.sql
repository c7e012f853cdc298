-- Rounds of circulated commendation (通报表扬), their quotas, and the periods of the notices. Quotas and periods are dated data with
-- their basis; official = false marks a proposal of this product.

-- Provinces by GB/T 2260. 000000: central organs. Hong Kong and Macao are separate jurisdictions and take no part.
create table province (
    code text primary key check (code ~ '^[0-9]{2}0000$'),
    zh text not null,
    en text not null
);

insert into province (code, zh, en) values
    ('000000', '中央单位', 'Central organs'), ('110000', '北京市', 'Beijing'), ('120000', '天津市', 'Tianjin'),
    ('130000', '河北省', 'Hebei'), ('140000', '山西省', 'Shanxi'), ('150000', '内蒙古自治区', 'Inner Mongolia'),
    ('210000', '辽宁省', 'Liaoning'), ('220000', '吉林省', 'Jilin'), ('230000', '黑龙江省', 'Heilongjiang'),
    ('310000', '上海市', 'Shanghai'), ('320000', '江苏省', 'Jiangsu'), ('330000', '浙江省', 'Zhejiang'),
    ('340000', '安徽省', 'Anhui'), ('350000', '福建省', 'Fujian'), ('360000', '江西省', 'Jiangxi'),
    ('370000', '山东省', 'Shandong'), ('410000', '河南省', 'Henan'), ('420000', '湖北省', 'Hubei'),
    ('430000', '湖南省', 'Hunan'), ('440000', '广东省', 'Guangdong'), ('450000', '广西壮族自治区', 'Guangxi'),
    ('460000', '海南省', 'Hainan'), ('500000', '重庆市', 'Chongqing'), ('510000', '四川省', 'Sichuan'),
    ('520000', '贵州省', 'Guizhou'), ('530000', '云南省', 'Yunnan'), ('540000', '西藏自治区', 'Tibet'),
    ('610000', '陕西省', 'Shaanxi'), ('620000', '甘肃省', 'Gansu'), ('630000', '青海省', 'Qinghai'),
    ('640000', '宁夏回族自治区', 'Ningxia'), ('650000', '新疆维吾尔自治区', 'Xinjiang');

-- What a new round begins with. scope system: for the whole system in the country; province: for each province.
create table quota_rule (
    system text not null check (system in ('ip-office', 'court', 'procuratorate', 'police')),
    category text not null check (category in ('collective', 'individual')),
    scope text not null check (scope in ('system', 'province')),
    places integer not null check (places between 0 and 10000),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint quota_rule_one_at_a_time exclude using gist (system with =, category with =, scope with =, valid with &&)
);

insert into quota_rule (system, category, scope, places, basis_zh, basis_en, official, valid)
select system, category, scope, places, basis_zh, basis_en, official, '[2022-01-01,)'
from unnest(array['ip-office', 'court', 'procuratorate', 'police']) as system,
    (values
        ('collective', 'system', 25, '国家知识产权局、最高人民法院、最高人民检察院、公安部2022年度通知：集体100个，每系统25个',
         'Notice of CNIPA, SPC, SPP and MPS for 2022: 100 collectives, 25 for each system', true),
        ('individual', 'system', 50, '国家知识产权局、最高人民法院、最高人民检察院、公安部2022年度通知：个人200名，每系统50名',
         'Notice of CNIPA, SPC, SPP and MPS for 2022: 200 individuals, 50 for each system', true),
        ('collective', 'province', 2, '系统建议的推荐名额，未见官方规定', 'Share proposed by this product; no official rule was found', false),
        ('individual', 'province', 4, '系统建议的推荐名额，未见官方规定', 'Share proposed by this product; no official rule was found', false)
    ) as rule (category, scope, places, basis_zh, basis_en, official);

-- Length of a notice in working days.
create table period_rule (
    notice text not null check (notice in ('unit', 'public')),
    working_days integer not null check (working_days between 1 and 60),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint period_rule_one_at_a_time exclude using gist (notice with =, valid with &&)
);

insert into period_rule (notice, working_days, basis_zh, basis_en, official, valid) values
    ('unit', 5, '系统建议：单位公示5个工作日', 'Proposal of this product: 5 working days within the unit', false, '[2022-01-01,)'),
    ('public', 5, '通行做法：公示5个工作日（系统默认值）', 'Usual practice: public notice of 5 working days (default of this product)', false,
     '[2022-01-01,)');

create table commendation_round (
    id uuid primary key,
    code text not null check (code ~ '^[0-9]{4}(-[1-9])?$'),
    name_zh text not null check (length(name_zh) between 1 and 200),
    name_en text not null check (length(name_en) between 1 and 200),
    basis_zh text not null check (length(basis_zh) between 1 and 500),
    basis_en text not null check (length(basis_en) between 1 and 500),
    -- When units may nominate.
    nominations daterange not null check (not isempty(nominations) and not upper_inf(nominations)),
    opened_by text not null,
    opened_by_name text not null,
    opened_at timestamptz not null,
    is_sample boolean not null default false,
    constraint round_code_once unique (code)
);

-- Places of a round: province_code null for the whole system. taken is written by the trigger of nomination alone.
create table quota (
    id uuid primary key default gen_random_uuid(),
    round_id uuid not null references commendation_round,
    system text not null check (system in ('ip-office', 'court', 'procuratorate', 'police')),
    category text not null check (category in ('collective', 'individual')),
    province_code text references province,
    places integer not null check (places between 0 and 10000),
    taken integer not null default 0,
    basis_zh text not null check (length(basis_zh) between 1 and 500),
    basis_en text not null check (length(basis_en) between 1 and 500),
    official boolean not null,
    version integer not null default 1,
    changed_by text not null,
    changed_by_name text not null,
    changed_at timestamptz not null,
    constraint quota_once unique nulls not distinct (round_id, system, category, province_code),
    constraint quota_not_exceeded check (taken between 0 and places)
);

-- What a quota was, and from when.
create table quota_version (
    quota_id uuid not null references quota,
    version integer not null,
    places integer not null,
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    changed_by text not null,
    changed_by_name text not null,
    changed_at timestamptz not null,
    primary key (quota_id, version)
);

create function quota_keeps_its_versions() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if tg_op = 'INSERT' or new.version > old.version then
        insert into quota_version (quota_id, version, places, basis_zh, basis_en, official, changed_by, changed_by_name, changed_at)
        values (new.id, new.version, new.places, new.basis_zh, new.basis_en, new.official,
            new.changed_by, new.changed_by_name, new.changed_at);
    elsif row(new.places, new.basis_zh, new.basis_en, new.official) is distinct from row(old.places, old.basis_zh, old.basis_en, old.official) then
        raise exception 'Every change of a quota is a version of its own.'
            using errcode = 'check_violation', constraint = 'quota_version_follows', schema = tg_table_schema, table = tg_table_name;
    end if;
    return null;
end $$;

create trigger quota_keeps_its_versions after insert or update on quota
    for each row execute function quota_keeps_its_versions();

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke insert, update on province, quota_rule, period_rule, quota_version from %I', module_role);
    execute format('revoke update on commendation_round, quota from %I', module_role);
    execute format('grant update (places, basis_zh, basis_en, official, version, changed_by, changed_by_name, changed_at) on quota to %I',
        module_role);
end $$;
