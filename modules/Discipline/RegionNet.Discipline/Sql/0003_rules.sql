-- The rules in force, each with the article it comes from. official = false: a proposal of this product where no rule was found.

insert into list_kind (code, zh, en, basis_zh, basis_en, official, publishes, persons_basis, valid) values
    ('cnipa-credit', '知识产权失信行为名单', 'Breaches of trust in intellectual property',
     '《国家知识产权局知识产权信用管理规定》（2022年1月24日）', 'CNIPA rules on credit in intellectual property, 24 January 2022',
     true, true, null, '[2022-01-24,)'),
    ('samr-serious', '市场监督管理严重违法失信名单', 'Serious violations, market regulation',
     '《市场监督管理严重违法失信名单管理办法》（国家市场监督管理总局令第44号，2021年9月1日施行）',
     'SAMR Order 44, in force 1 September 2021', true, true, null, '[2021-09-01,)'),
    ('ndrc-minor', '轻微失信信息', 'Minor breaches of trust', '《信用修复管理办法》（国家发展改革委令第36号，2026年4月1日施行）',
     'NDRC Order 36 on credit repair, in force 1 April 2026', true, false, null, '[2026-04-01,)'),
    ('ndrc-general', '一般失信信息', 'General breaches of trust', '《信用修复管理办法》（国家发展改革委令第36号，2026年4月1日施行）',
     'NDRC Order 36 on credit repair, in force 1 April 2026', true, true, null, '[2026-04-01,)'),
    ('ndrc-serious', '严重失信信息', 'Serious breaches of trust', '《信用修复管理办法》（国家发展改革委令第36号，2026年4月1日施行）',
     'NDRC Order 36 on credit repair, in force 1 April 2026', true, true, null, '[2026-04-01,)');

insert into ground (id, code, list_code, zh, en, basis_zh, basis_en, official, may_be_left, valid)
select 'cnipa-' || code || '-2022', code, 'cnipa-credit', zh, en,
    '《国家知识产权局知识产权信用管理规定》：失信行为第' || n || '项', 'CNIPA credit rules 2022, act ' || n, true,
    code = 'abnormal-filing', '[2022-01-24,)'
from (values
    (1, 'abnormal-filing', '非正常申请专利', 'Abnormal patent applications'),
    (2, 'bad-faith-mark', '恶意商标注册申请', 'Bad-faith trademark applications'),
    (3, 'unlawful-agency', '违法从事代理并受到处罚', 'Unlawful agency, punished by CNIPA'),
    (4, 'false-material', '提供虚假材料或者隐瞒重要事实申请行政确认', 'False material or hidden facts in administrative confirmation'),
    (5, 'broken-commitment', '信用承诺不实或者未履行', 'An untrue or unkept credit commitment'),
    (6, 'refused-penalty', '有能力而拒不履行行政处罚、行政裁决', 'Refusing, though able, to perform penalties or rulings'),
    (7, 'other-catalogue', '其他列入信用信息目录的失信行为', 'Other acts in the credit catalogue')
) as acts (n, code, zh, en);

insert into ground (id, code, list_code, zh, en, basis_zh, basis_en, official, valid) values
    ('samr-serious-violation-2021', 'serious-violation', 'samr-serious', '受到较重行政处罚且性质恶劣、情节严重、社会危害较大',
     'A heavier penalty for a violation of serious nature', '国家市场监督管理总局令第44号', 'SAMR Order 44', true, '[2021-09-01,)'),
    ('ndrc-minor-2026', 'minor', 'ndrc-minor', '轻微失信', 'Minor breach', '国家发展改革委令第36号', 'NDRC Order 36', true, '[2026-04-01,)'),
    ('ndrc-general-2026', 'general', 'ndrc-general', '一般失信', 'General breach', '国家发展改革委令第36号', 'NDRC Order 36', true, '[2026-04-01,)'),
    ('ndrc-serious-2026', 'serious', 'ndrc-serious', '严重失信', 'Serious breach', '国家发展改革委令第36号', 'NDRC Order 36', true, '[2026-04-01,)');

insert into period_rule (id, list_code, term_months, longest_months, repair_after_months, repair_block_months, basis_zh, basis_en,
    official, valid) values
    ('cnipa-2022', 'cnipa-credit', 12, 36, 6, null, '《国家知识产权局知识产权信用管理规定》：期限一年，重复失信延长，最长三年；满六个月可申请修复',
     'CNIPA credit rules 2022: 1 year, longer on repetition, at most 3; repair after 6 months', true, '[2022-01-24,)'),
    ('samr-2021', 'samr-serious', 36, 36, 12, 12, '国家市场监督管理总局令第44号：期限三年；满一年可申请提前移出；上次修复后一年内不予修复',
     'SAMR Order 44: 3 years; early removal after 1 year; none within 1 year of the last', true, '[2021-09-01,)'),
    ('ndrc-minor-2026', 'ndrc-minor', 3, 3, 0, null, '国家发展改革委令第36号：原则上不公示，最长三个月',
     'NDRC Order 36: not published in principle, at most 3 months', true, '[2026-04-01,)'),
    ('ndrc-general-2026', 'ndrc-general', 3, 12, 3, null, '国家发展改革委令第36号：三个月至一年，自认定文书起算',
     'NDRC Order 36: 3 months to 1 year from the determining document', true, '[2026-04-01,)'),
    ('ndrc-serious-2026', 'ndrc-serious', 12, 36, 12, null, '国家发展改革委令第36号：一年至三年，自认定文书起算',
     'NDRC Order 36: 1 to 3 years from the determining document', true, '[2026-04-01,)');

insert into deadline_rule (id, code, list_code, days, unit, zh, en, basis_zh, basis_en, official, valid) values
    ('verify', 'verify', null, 10, 'working', '核实线索', 'Verify the lead', '本系统建议', 'Proposal of this product', false, '[2021-01-01,)'),
    ('propose', 'propose', null, 20, 'working', '提出列入建议', 'Propose', '本系统建议', 'Proposal of this product', false, '[2021-01-01,)'),
    ('serve-notice', 'serve-notice', null, 10, 'working', '送达事先告知书', 'Serve the prior notice', '本系统建议',
     'Proposal of this product', false, '[2021-01-01,)'),
    ('hearing-request', 'hearing-request', null, 5, 'working', '陈述申辩、申请听证', 'State the case or ask for a hearing',
     '参照《行政处罚法》第六十四条、第八十五条：告知后五日（工作日）内提出', 'After the Administrative Penalty Law, arts. 64 and 85: within 5 working days of the notice',
     true, '[2021-07-15,)'),
    ('hearing-notice', 'hearing-notice', null, 7, 'working', '听证通知', 'Notice of the hearing',
     '参照《行政处罚法》第六十四条、第八十五条：听证的七日（工作日）前通知', 'After the Administrative Penalty Law, arts. 64 and 85: 7 working days before the hearing',
     true, '[2021-07-15,)'),
    ('decide', 'decide', null, 20, 'working', '作出决定', 'Decide', '本系统建议', 'Proposal of this product', false, '[2021-01-01,)'),
    ('publish-within', 'publish-within', null, 20, 'working', '公示', 'Publish', '国家市场监督管理总局令第44号：二十个工作日内公示',
     'SAMR Order 44: within 20 working days', true, '[2021-09-01,)'),
    ('repair-accept', 'repair-accept', null, 2, 'working', '受理修复申请', 'Accept the application for repair',
     '国家市场监督管理总局令第44号：二个工作日内', 'SAMR Order 44: within 2 working days', true, '[2021-09-01,)'),
    ('repair-decide', 'repair-decide', null, 15, 'working', '作出修复决定', 'Decide on the repair',
     '国家市场监督管理总局令第44号：十五个工作日内', 'SAMR Order 44: within 15 working days', true, '[2021-09-01,)'),
    ('display-stop', 'display-stop', null, 3, 'working', '停止公示', 'Stop the display', '国家市场监督管理总局令第44号：三个工作日内',
     'SAMR Order 44: within 3 working days', true, '[2021-09-01,)'),
    ('cross-province-push', 'cross-province-push', null, 10, 'working', '推送登记地省份', 'Push to the province of registration',
     '国家市场监督管理总局令第44号：十个工作日内', 'SAMR Order 44: within 10 working days', true, '[2021-09-01,)'),
    ('cross-province-publish', 'cross-province-publish', null, 10, 'working', '登记地省份公示', 'Publication in the province of registration',
     '国家市场监督管理总局令第44号：十个工作日内', 'SAMR Order 44: within 10 working days', true, '[2021-09-01,)');
