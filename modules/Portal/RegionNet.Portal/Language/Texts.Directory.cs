namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Zones
    {
        public static readonly Text Lead = new(
            "《意见》所列合作区域及相关机制，成员关系按日期记录。",
            "The cooperation zones of the Opinions and related mechanisms; membership is dated."
        );
        public static readonly Text Basis = new("依据", "Basis");
        public static readonly Text Members = new("成员", "Members");
        public static readonly Text MemberCount = new("{0} 个成员", "{0} members");
        public static readonly Text OrganisationCount = new("{0} 个机构", "{0} organisations");
        public static readonly Text Place = new("地区", "Place");
        public static readonly Text Code = new("行政区划代码", "GB/T 2260 code");
        public static readonly Text Level = new("层级", "Level");
        public static readonly Text Role = new("参与方式", "Role");
        public static readonly Text Term = new("期间", "Term");
        public static readonly Text NotDated = new("起始日期未查明", "Start not known");
        public static readonly Text Liaison = new("联络机构与联络员", "Liaison bodies and officers");
        public static readonly Text NoBodies = new("还没有登记联络机构", "No liaison body registered yet");
        public static readonly Text NoOfficers = new("还没有登记联络员", "No liaison officer registered yet");
        public static readonly Text Officer = new("联络员", "Liaison officer");
        public static readonly Text Phone = new("电话", "Phone");
        public static readonly Text Position = new("职务", "Position");
        public static readonly Text DeputyOf = new("副手，协助 {0}", "Deputy of {0}");
        public static readonly Text Deputy = new("作为谁的副手", "Deputy of");
        public static readonly Text NotDeputy = new("不是副手", "Not a deputy");
        public static readonly Text Reveal = new("查看完整信息", "Reveal");
        public static readonly Text RevealTitle = new("查看联络员完整信息", "Reveal a liaison officer's details");
        public static readonly Text RevealLead = new(
            "个人信息仅在说明用途后显示，查看会记入审计日志。",
            "Personal data is shown for a stated purpose only; this is recorded in the audit log."
        );
        public static readonly Text Purpose = new("查看用途", "Purpose");
        public static readonly Text AddBody = new("添加联络机构", "Add a liaison body");
        public static readonly Text AddOfficer = new("添加联络员", "Add a liaison officer");
        public static readonly Text OfficerName = new("姓名", "Name");
        public static readonly Text End = new("结束任期", "End the term");
        public static readonly Text EndTitle = new("结束 {0} 的任期", "End the term of {0}");
        public static readonly Text EndOn = new("最后一日", "Last day");
        public static readonly Text Organisation = new("机构", "Organisation");
        public static readonly Text Saved = new("已保存", "Saved");
        public static readonly Text Ended = new("已结束", "Ended");
        public static readonly Text Organisations = new("查看该区域机构", "Organisations of this zone");
        public static readonly Text Empty = new("没有合作区域", "No zones");
        public static readonly Text Away = new("缺勤", "Away");
        public static readonly Text AwayFromTo = new(
            "{0} 至 {1} 缺勤，由副手值守",
            "Away {0} to {1}; the deputy stands in"
        );
        public static readonly Text AddAbsence = new("登记缺勤", "Away…");
        public static readonly Text AddAbsenceTitle = new("登记 {0} 缺勤", "{0} is away");
        public static readonly Text AbsenceLead = new(
            "缺勤期间，逾期未确认的预警改为通知副手。",
            "While the officer is away, alerts that nobody acknowledges go to the deputy."
        );
        public static readonly Text AwayFrom = new("第一日", "First day");
        public static readonly Text AwayTo = new("最后一日", "Last day");
        public static readonly Text AwayWrong = new("最后一日不得早于第一日", "The last day can't be before the first");
        public static readonly Text LiftAbsence = new("撤销缺勤", "Back again");
        public static readonly Text NoAccount = new(
            "未关联账户，收不到逾期预警",
            "No account: overdue alerts can't reach this officer"
        );
        public static readonly Text HasAccount = new("已关联账户", "Has an account");
        public static readonly Text NameAccount = new("关联账户", "Account…");
        public static readonly Text NameAccountTitle = new("关联 {0} 的账户", "The account of {0}");
        public static readonly Text NameAccountLead = new(
            "预警逾期未确认时，按此账户通知联络员。账户编号由系统管理员提供。",
            "Overdue alerts reach the officer under this account. The system administrator knows its id."
        );
        public static readonly Text AccountId = new("账户编号", "Account id");
        public static readonly Text MyAccount = new("就是我", "It is me");
    }

    public static class Organisations
    {
        public static readonly Text Lead = new(
            "法院、知识产权局、知识产权保护中心和快速维权中心。每条均注明来源与可信度。",
            "Courts, IP offices, protection centres and rapid rights-protection centres. Each entry says its source and how sure it is."
        );
        public static readonly Text Search = new("搜索机构名称", "Search by name");
        public static readonly Text Kind = new("类型", "Kind");
        public static readonly Text Zone = new("合作区域", "Zone");
        public static readonly Text Name = new("名称", "Name");
        public static readonly Text Place = new("所在地", "Place");
        public static readonly Text Industries = new("产业领域", "Industries");
        public static readonly Text Empty = new("没有符合条件的机构", "No organisation matches");
        public static readonly Text OtherName = new("英文名称", "Chinese name");
        public static readonly Text Rooms = new("在看板上查看其审理庭", "See its rooms on the board");
    }

    public static class People
    {
        public static readonly Text Lead = new(
            "系统管理员建立账户，安全管理员授予角色和锁定账户；两者互不兼任。",
            "System administrators create accounts; security administrators grant roles and lock accounts. Nobody is both."
        );
        public static readonly Text Search = new("搜索姓名或账号", "Search by name or account");
        public static readonly Text Create = new("新建账户", "Create an account");
        public static readonly Text UserName = new("账号", "Account");
        public static readonly Text DisplayName = new("姓名", "Name");
        public static readonly Text Organisation = new("机构", "Organisation");
        public static readonly Text OrganisationSearch = new("输入机构名称查找", "Type a name to find it");
        public static readonly Text Password = new("初始密码", "First password");
        public static readonly Text PasswordHint = new("至少 10 个字符", "At least 10 characters");
        public static readonly Text RolesHeading = new("角色", "Roles");
        public static readonly Text NoRoles = new("未授予角色", "No roles");
        public static readonly Text Grant = new("授予角色", "Grant a role");
        public static readonly Text Revoke = new("撤回 {0}", "Revoke {0}");
        public static readonly Text RevokeWord = new("撤回", "Revoke");
        public static readonly Text Manage = new("管理", "Manage");
        public static readonly Text Lock = new("锁定账户", "Lock the account");
        public static readonly Text Unlock = new("解除锁定", "Unlock the account");
        public static readonly Text Locked = new("已锁定", "Locked");
        public static readonly Text Active = new("正常", "Active");
        public static readonly Text Status = new("状态", "Status");
        public static readonly Text SecondFactor = new("双因素", "Second factor");
        public static readonly Text On = new("已启用", "On");
        public static readonly Text Off = new("未启用", "Off");
        public static readonly Text Empty = new("没有符合条件的人员", "No person matches");
        public static readonly Text Created = new("账户已建立", "The account was created");
        public static readonly Text Changed = new("已更新", "Updated");
        public static readonly Text ChooseOrganisation = new("请选择机构", "Choose an organisation");
    }

    public static class Audit
    {
        public static readonly Text Lead = new(
            "只能追加、以 SM3 哈希链防篡改的操作记录。",
            "An append-only record of what was done, chained by SM3 hashes."
        );
        public static readonly Text Module = new("模块", "Module");
        public static readonly Text Verify = new("校验哈希链", "Verify the chain");
        public static readonly Text Verifying = new("正在校验…", "Verifying…");
        public static readonly Text Intact = new(
            "哈希链完整，共校验 {0} 条记录",
            "The chain is intact: {0} entries checked"
        );
        public static readonly Text Pending = new("，另有 {0} 条待入链", "; {0} not chained yet");
        public static readonly Text BrokenAt = new(
            "哈希链在第 {0} 条处断裂：{1}",
            "The chain is broken at entry {0}: {1}"
        );
        public static readonly Text Empty = new("没有审计记录", "No audit entries");
        public static readonly Text Sequence = new("序号", "No.");
        public static readonly Text At = new("时间", "Time");
        public static readonly Text Actor = new("操作人", "Actor");
        public static readonly Text Action = new("操作", "Action");
        public static readonly Text Subject = new("对象", "Subject");
        public static readonly Text Result = new("结果", "Result");
        public static readonly Text Address = new("来源地址", "Address");
        public static readonly Text Hash = new("哈希", "Hash");
        public static readonly Text Details = new("内容", "Details");
    }
}
