namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Commendations
    {
        public static readonly Text Title = new("通报表扬", "Commendations");
        public static readonly Text Drafted = new("起草时间", "Drafted");
        public static readonly Text Lead = new(
            "知识产权保护工作成绩突出集体和个人的推荐、公示与通报。名额依据2022年度通知，各省名额为系统建议。",
            "Nomination, notice and announcement of collectives and individuals. Quotas follow the 2022 notice; the provinces' shares are a proposal."
        );
        public static readonly Text TabList = new("推荐", "Nominations");
        public static readonly Text TabQueue = new("待办", "To do");
        public static readonly Text TabQuotas = new("轮次与名额", "Rounds and quotas");
        public static readonly Text TabObjections = new("异议", "Objections");
        public static readonly Text TabReviews = new("复核", "Reviews");
        public static readonly Text Nominate = new("推荐", "Nominate");
        public static readonly Text Search = new("编号、名称、单位或信用代码", "Number, name, unit or credit code");
        public static readonly Text AllStates = new("全部状态", "All states");
        public static readonly Text AllSystems = new("全部系统", "All systems");
        public static readonly Text AllCategories = new("集体和个人", "Collectives and individuals");
        public static readonly Text AllRounds = new("全部轮次", "All rounds");
        public static readonly Text Empty = new("没有推荐", "No nominations");
        public static readonly Text EmptyDetail = new(
            "本单位推荐的和您审核范围内的推荐显示在这里。",
            "What your unit nominates, and what is yours to review, appears here."
        );
        public static readonly Text Nominee = new("被推荐对象", "Nominee");
        public static readonly Text Unit = new("推荐单位", "Nominating unit");
        public static readonly Text WorkUnit = new("所在单位", "Work unit");
        public static readonly Text System = new("系统", "System");
        public static readonly Text Category = new("类别", "Category");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Round = new("轮次", "Round");
        public static readonly Text Merits = new("主要事迹", "Merits");
        public static readonly Text Number = new("编号", "Number");
        public static readonly Text Code = new("统一社会信用代码", "Unified social credit code");
        public static readonly Text Document = new("文件编号", "Document number");
        public static readonly Text Basis = new("依据", "Basis");
        public static readonly Text SampleTag = new("示例", "Sample");
        public static readonly Text UnderReview = new("复核中", "Under review");
        public static readonly Text UnderReviewNote = new(
            "该对象在推荐后被列入失信惩戒名单，复核结束前不得进入下一环节。",
            "The party was listed after its nomination. Nothing goes forward until the review has ended."
        );
        public static readonly Text OpenObjections = new("{0} 条异议未答复", "{0} objections without an answer");
        public static readonly Text History = new("办理记录", "Record");
        public static readonly Text Until = new("公示至 {0}", "Notice until {0}");
    }

    public static class Nominating
    {
        public static readonly Text Title = new("推荐集体或个人", "Nominate");
        public static readonly Text EditTitle = new("修改推荐 {0}", "Change nomination {0}");
        public static readonly Text Lead = new(
            "先保存为草稿；提交时核查失信惩戒名单并占用本省名额。",
            "It is saved as a draft first. On submission the discipline lists are checked and a place of the province is taken."
        );
        public static readonly Text NoRound = new("目前没有开放的轮次", "No round is open for nominations");
        public static readonly Text NameZh = new("名称（中文）", "Name (Chinese)");
        public static readonly Text NameEn = new("名称（英文）", "Name (English)");
        public static readonly Text PersonZh = new("姓名", "Name (Chinese)");
        public static readonly Text PersonEn = new("姓名（英文，用于英文证书）", "Name (English, for the certificate)");
        public static readonly Text ResidentId = new("公民身份号码", "Resident ID");
        public static readonly Text ResidentIdHint = new(
            "加密保存，只用于核查名单；查看须说明用途并留痕。",
            "Sealed; it serves only to check the lists. Revealing it needs a purpose and is recorded."
        );
        public static readonly Text PersonKept = new(
            "个人信息已加密保存，不再显示；如需更正请重新填写三项。",
            "The person's data are sealed and not shown; to correct them fill in all three again."
        );
        public static readonly Text ChangePerson = new("重新填写个人信息", "Fill in the person again");
        public static readonly Text CodeGround = new("校验位不符的理由", "Why the check digit is right all the same");
        public static readonly Text CodeGroundHint = new(
            "该代码的校验位不符。请核对；确认无误才填写理由。",
            "The check digit of this code is another. Look again; give the reason only if it is right."
        );
        public static readonly Text WorkUnitZh = new("所在单位（中文）", "Work unit (Chinese)");
        public static readonly Text WorkUnitEn = new("所在单位（英文）", "Work unit (English)");
        public static readonly Text MeritsHint = new(
            "20至3000字，将予公示，不得出现个人姓名和身份号码。",
            "20 to 3,000 characters, shown to the public: no person's name, no ID."
        );
        public static readonly Text SaveDraft = new("保存草稿", "Save draft");
        public static readonly Text SaveAndSubmit = new("提交推荐", "Submit");
        public static readonly Text Saved = new("草稿已保存", "Draft saved");
        public static readonly Text Submitted = new("已提交推荐", "Submitted");
        public static readonly Text PlacesLeft = new("本省剩余名额：{0}", "Places left in your province: {0}");
        public static readonly Text BlockedTitle = new(
            "被推荐对象在失信惩戒名单中",
            "The nominee stands on a discipline list"
        );
        public static readonly Text BlockedWhy = new(
            "名单有效期内不得推荐、公示或批准。以下决定仍然有效：",
            "While an entry is in force nobody is nominated, shown or approved. These decisions are in force:"
        );
        public static readonly Text BlockedUntil = new("有效至 {0}（不含）", "in force until before {0}");
        public static readonly Text BlockedAsk = new(
            "如有异议，请向作出决定的机关提出；决定撤销或信用修复后可再次提交。",
            "Objections go to the authority that decided. After revocation or repair the nomination can be submitted again."
        );
        public static readonly Text DraftKept = new(
            "草稿已保留，可继续修改。",
            "The draft is kept and can be changed."
        );
    }

    public static class NominationSteps
    {
        public static readonly Text Edit = new("修改", "Change");
        public static readonly Text Submit = new("提交推荐", "Submit");
        public static readonly Text UnitNotice = new("开始单位公示", "Begin the unit's notice");
        public static readonly Text Recommend = new("报省级审核", "Hand to the province");
        public static readonly Text Withdraw = new("撤回", "Withdraw");
        public static readonly Text WithdrawLead = new(
            "撤回后名额释放，可重新推荐。",
            "Its place is free again; it can be nominated anew."
        );
        public static readonly Text Pass = new("审核通过", "Pass");
        public static readonly Text Return = new("退回补正", "Send back");
        public static readonly Text ReturnLead = new(
            "退回推荐单位修改，名额释放。",
            "It goes back to the unit; its place is free meanwhile."
        );
        public static readonly Text Reject = new("不予通过", "Reject");
        public static readonly Text RejectLead = new(
            "推荐终止，名额释放。",
            "The nomination ends; its places are free."
        );
        public static readonly Text Eligible = new("资格核查通过", "Eligible");
        public static readonly Text Select = new("登记评审通过", "Record selection");
        public static readonly Text OpenNotice = new("发布社会公示", "Open the public notice");
        public static readonly Text Approve = new("批准", "Approve");
        public static readonly Text Announce = new("通报", "Announce");
        public static readonly Text Done = new("已办理", "Done");
        public static readonly Text DocumentLead = new(
            "请填写据以办理的文件编号。",
            "Give the number of the document this is based on."
        );
        public static readonly Text NoticeLead = new(
            "公示期默认5个工作日，含首日；起止日期以此处登记为准。",
            "By default 5 working days, the first included. The days entered here are what counts."
        );
        public static readonly Text NoticeFrom = new("公示首日", "First day");
        public static readonly Text NoticeUntil = new("公示末日（留空按规定计算）", "Last day (empty: by rule)");
        public static readonly Text NoticeGround = new("与规定期限不同的理由", "Why it ends otherwise than by rule");
        public static readonly Text NoticePlace = new("公示地点或网站", "Where it is shown");
        public static readonly Text Reveal = new("查看个人信息", "Reveal the person");
        public static readonly Text RevealLead = new(
            "个人信息仅在说明用途后显示，查看会记入审计日志。",
            "Personal data is shown for a stated purpose only; this is recorded in the audit log."
        );
        public static readonly Text Purpose = new("查看用途", "Purpose");
    }

    public static class CommendationQueue
    {
        public static readonly Text Lead = new(
            "待您办理的推荐，按环节处理。",
            "Nominations that wait for you, stage by stage."
        );
        public static readonly Text Empty = new("这个环节没有待办", "Nothing waits at this stage");
        public static readonly Text Choose = new("选择 {0}", "Choose {0}");
        public static readonly Text ChooseAll = new("全选", "Choose all");
        public static readonly Text Chosen = new("已选 {0} 项", "{0} chosen");
        public static readonly Text Together = new(
            "所选各项一并办理，任何一项不符合则全部不办理。",
            "All go together: if one is refused, none is taken."
        );
        public static readonly Text RefusedOne = new("涉及推荐 {0}", "It concerns nomination {0}");
    }

    public static class CommendationQuotas
    {
        public static readonly Text Lead = new(
            "系统总名额依据2022年度通知；各省名额为系统建议，可由全国协调员调整。",
            "Totals by system follow the 2022 notice; the provinces' shares are a proposal that the national coordinator may change."
        );
        public static readonly Text Places = new("名额", "Places");
        public static readonly Text Taken = new("已占用", "Taken");
        public static readonly Text Of = new("已占用 {0}，共 {1}", "{0} of {1} taken");
        public static readonly Text Province = new("省份", "Province");
        public static readonly Text Official = new("官方规定", "Official rule");
        public static readonly Text Proposal = new("建议", "Proposal");
        public static readonly Text Set = new("调整", "Change");
        public static readonly Text SetTitle = new("调整名额：{0}", "Change the quota: {0}");
        public static readonly Text BasisZh = new("依据（中文）", "Basis (Chinese)");
        public static readonly Text BasisEn = new("依据（英文）", "Basis (English)");
        public static readonly Text IsOfficial = new("依据为官方规定", "The basis is an official rule");
        public static readonly Text Kept = new(
            "名额已调整，原名额保留在记录中",
            "Changed; the former quota is kept in the record"
        );
        public static readonly Text OpenRound = new("开启轮次", "Open a round");
        public static readonly Text RoundOpened = new("轮次已开启", "The round is open");
        public static readonly Text CodeField = new("编号（年份，如2027）", "Code (a year, such as 2027)");
        public static readonly Text NominateFrom = new("推荐首日", "First day of nominations");
        public static readonly Text NominateUntil = new("推荐末日", "Last day of nominations");
        public static readonly Text Window = new("推荐期 {0} 至 {1}", "Nominations {0} to {1}");
        public static readonly Text OpenNow = new("推荐中", "Open");
        public static readonly Text NoRounds = new("还没有轮次", "No rounds yet");
        public static readonly Text Systems = new(
            "系统总名额（评审通过起占用）",
            "Totals by system (taken from selection on)"
        );
        public static readonly Text Provinces = new(
            "各省推荐名额（推荐起占用）",
            "Provinces' shares (taken from nomination on)"
        );
    }

    public static class Objections
    {
        public static readonly Text Lead = new(
            "公示期间收到的异议须逐条答复；未答复的，不得批准。",
            "Each objection made during a notice is answered; nothing is approved while one is not."
        );
        public static readonly Text Empty = new("没有异议", "No objections");
        public static readonly Text OnlyOpen = new("未答复", "Without an answer");
        public static readonly Text Answered = new("已答复", "Answered");
        public static readonly Text Record = new("登记异议", "Record an objection");
        public static readonly Text Channel = new("方式", "How it came");
        public static readonly Text Name = new("异议人姓名", "Name of who objects");
        public static readonly Text Contact = new("联系方式", "Contact");
        public static readonly Text Content = new("异议内容", "Objection");
        public static readonly Text ContentHint = new("至少10个字", "At least 10 characters");
        public static readonly Text ReceivedOn = new("收到日期", "Received on");
        public static readonly Text Answer = new("答复", "Answer");
        public static readonly Text AnswerTitle = new("答复异议", "Answer the objection");
        public static readonly Text Upheld = new("异议成立", "Upheld");
        public static readonly Text NotUpheld = new("异议不成立", "Not upheld");
        public static readonly Text UpheldNote = new(
            "异议成立的，该推荐不得继续。",
            "If it is upheld, the nomination can't go on."
        );
        public static readonly Text Reveal = new("查看异议人", "Reveal who objects");
        public static readonly Text Recorded = new("异议已登记", "The objection is recorded");
    }

    public static class Reviews
    {
        public static readonly Text Lead = new(
            "推荐后或表扬后被列入失信惩戒名单的对象，由全国协调员复核后作出决定，不自动撤销。",
            "Parties listed after their nomination are reviewed by the national coordinator; nothing is revoked by itself."
        );
        public static readonly Text Empty = new("没有复核", "No reviews");
        public static readonly Text List = new("列入名单", "List");
        public static readonly Text Cleared = new(
            "列入已于 {0} 修复或撤销",
            "The entry was repaired or revoked on {0}"
        );
        public static readonly Text Keep = new("维持", "Keep");
        public static readonly Text End = new("撤销或终止", "Revoke or end");
        public static readonly Text Kept = new("维持", "Kept");
        public static readonly Text Ended = new("已撤销或终止", "Revoked or ended");
        public static readonly Text DecideTitle = new("复核决定", "Decide the review");
        public static readonly Text Open = new("待决定", "To be decided");
        public static readonly Text Decided = new("已作出复核决定", "The review is decided");
    }

    public static class Certificates
    {
        public static readonly Text Title = new("证书", "Certificates");
        public static readonly Text None = new("还没有制发证书", "No certificate has been issued");
        public static readonly Text Issue = new("制发{0}证书", "Issue in {0}");
        public static readonly Text Again = new("换发", "Issue anew");
        public static readonly Text AgainLead = new(
            "旧版本保留，其验证码显示已换发。",
            "The former version is kept; its code then says so."
        );
        public static readonly Text VersionOf = new("{0}，第 {1} 版", "{0}, version {1}");
        public static readonly Text Download = new("下载 PDF", "Download PDF");
        public static readonly Text Issued = new("证书已制发", "The certificate is issued");
    }

    public static class Commended
    {
        public static readonly Text Title = new("知识产权保护通报表扬", "IP protection commendations");
        public static readonly Text Lead = new(
            "公示中的推荐和已通报的名单。个人姓名按规定隐去部分。通报表扬不属于法定表彰。",
            "Nominations shown to the public, and those announced. Persons' names are partly hidden. A circulated commendation is not a statutory honour."
        );
        public static readonly Text TabNotices = new("公示", "Public notice");
        public static readonly Text TabAnnounced = new("已通报", "Announced");
        public static readonly Text TabVerify = new("证书核验", "Certificate check");
        public static readonly Text NoNotices = new("目前没有公示", "Nothing is shown at present");
        public static readonly Text NoneAnnounced = new("没有符合条件的通报", "Nothing announced matches");
        public static readonly Text Days = new("公示期 {0} 至 {1}", "Shown from {0} to {1}");
        public static readonly Text Object = new("提出异议", "Object");
        public static readonly Text ObjectTitle = new("对 {0} 提出异议", "Object to {0}");
        public static readonly Text ObjectLead = new(
            "请实名提出。姓名和联系方式加密保存，不向被推荐单位透露，仅用于核实和答复。",
            "Objections are made under the own name. Name and contact are sealed, not shown to the unit concerned, and serve only to look into it and to answer."
        );
        public static readonly Text YourName = new("您的姓名", "Your name");
        public static readonly Text YourContact = new("联系电话或邮箱", "Telephone or e-mail");
        public static readonly Text Send = new("提交异议", "Send");
        public static readonly Text Sent = new("异议已收到，编号 {0}", "Received under {0}");
        public static readonly Text SentDetail = new(
            "请记下编号。核实后将按您留的方式答复。",
            "Note the number. You will be answered by the way you named."
        );
        public static readonly Text Code = new("证书上的验证码", "Verification code on the certificate");
        public static readonly Text CodeHint = new(
            "20个字符，不区分大小写，可不填短横线。",
            "20 characters; case and dashes do not matter."
        );
        public static readonly Text Check = new("核验", "Check");
        public static readonly Text Announced = new("通报日期", "Announced");
        public static readonly Text FileHash = new("证书文件 SHA-256", "SHA-256 of the file");
        public static readonly Text Search = new("编号、名称或单位", "Number, name or unit");
    }
}
