namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Screening
    {
        public static readonly Text Title = new("主体筛查", "Screening");
        public static readonly Text Lead = new(
            "查询主体是否在失信名单上。代码相同即为同一主体；名称相近只是候选，须由人确认。",
            "Asks whether a party is listed. The same code is the same party; a near name is only a candidate that a person confirms."
        );
        public static readonly Text TabSingle = new("单个筛查", "One party");
        public static readonly Text TabBatches = new("批量筛查", "Batches");
        public static readonly Text TabWatches = new("关注", "Watches");
        public static readonly Text TabFalsePositives = new("误报认定", "False positives");
        public static readonly Text ByName = new("按名称或代码", "By name or code");
        public static readonly Text ById = new("按公民身份号码", "By resident ID");
        public static readonly Text Box = new(
            "名称、拼音或统一社会信用代码",
            "Name, pinyin or unified social credit code"
        );
        public static readonly Text BoxHint = new(
            "输入时自动查询。↑ ↓ 选择结果，回车查看依据。",
            "It searches as you type. ↑ ↓ go through the results, Enter opens the reasons."
        );
        public static readonly Text OwnCode = new("被查主体的统一社会信用代码", "Credit code of the party asked for");
        public static readonly Text OwnCodeHint = new(
            "填写后可确认：代码相同即为命中，代码不同即予排除。",
            "It settles candidates: the same code is a match, another code rules it out."
        );
        public static readonly Text CodeWrong = new(
            "应为 18 位统一社会信用代码（GB 32100-2015）",
            "It must be a unified social credit code of 18 characters (GB 32100-2015)"
        );
        public static readonly Text IdTyped = new(
            "输入内容像公民身份号码，未查询。请改用“按公民身份号码”，号码不会出现在网址或记录中。",
            "This looks like a resident ID and was not searched. Use “By resident ID”: the number then appears in no address and no record."
        );
        public static readonly Text IdMove = new("改用证件筛查", "Screen by ID");
        public static readonly Text TooShort = new("请至少输入两个字", "Type at least two characters");
        public static readonly Text Searching = new("正在查询…", "Searching…");
        public static readonly Text Start = new("请输入要查询的主体", "Type the party to screen");
        public static readonly Text StartDetail = new(
            "可以用简称、繁体、带括号的地区或拼音；名称写法不影响结果。",
            "Short names, traditional characters, bracketed regions and pinyin all work; the way of writing does not matter."
        );
        public static readonly Text Clear = new("未命中现行名单", "No entry in force");
        public static readonly Text ClearDetail = new(
            "截至此刻，各名单上没有与所查主体相同或相近的有效条目。",
            "At this moment no list has an entry in force that is the same or near."
        );
        public static readonly Text Results = new("筛查结果", "Results");
        public static readonly Text Found = new(
            "共 {0} 个结果：命中 {1}，高度疑似 {2}，可能 {3}，已排除 {4}",
            "Results: {0} (match {1}, strong {2}, possible {3}, ruled out {4})"
        );
        public static readonly Text ReadAs = new("读作", "Read as");
        public static readonly Text Score = new("得分 {0}", "Score {0}");
        public static readonly Text ScoreOf = new("{0} 分（满分 100）", "{0} of 100 points");
        public static readonly Text FormerName = new("以曾用名“{0}”查得", "found by its former name “{0}”");
        public static readonly Text Why = new("得分依据", "Why this score");
        public static readonly Text Piece = new("比对项", "Compared");
        public static readonly Text Asked = new("所查", "Asked");
        public static readonly Text Listed = new("名单", "Listed");
        public static readonly Text Points = new("得分", "Points");
        public static readonly Text Thresholds = new(
            "90 分以上为高度疑似，70 分以上为可能；分值为本系统建议。",
            "From 90 points strong, from 70 possible; the points are a proposal of this product."
        );
        public static readonly Text SameId = new(
            "公民身份号码的密文指纹相同。",
            "The keyed hash of the resident ID is the same."
        );
        public static readonly Text Entries = new("有效条目", "Entries in force");
        public static readonly Text Until = new("{0} 起，至 {1}", "{0} to {1}");
        public static readonly Text ResidentId = new("公民身份号码", "Resident ID");
        public static readonly Text ResidentIdWrong = new("应为 18 位，末位可为 X", "18 characters; the last may be X");
        public static readonly Text Purpose = new("查询事由", "Purpose");
        public static readonly Text PurposeHint = new(
            "记入审计；请勿填写个人信息。",
            "It stands in the audit; no personal data, please."
        );
        public static readonly Text ScreenId = new("查询", "Screen");
        public static readonly Text IdLead = new(
            "号码只用于计算密文指纹，不保存、不出现在网址中；查询本身记入审计。",
            "The number is used for its keyed hash alone. It is not kept and not in the address; the question itself is audited."
        );
        public static readonly Text Watch = new("加入关注", "Watch");
        public static readonly Text Hash = new("结果校验值", "Result hash");
        public static readonly Text HashHint = new(
            "同一问题、同一名单版本，校验值相同。",
            "The same question on the same version of the lists has the same hash."
        );
        public static readonly Text Confirm = new("确认是否同一主体", "Is it the same party?");
        public static readonly Text ConfirmHint = new(
            "填写所查主体的代码即可确认或排除；没有代码时，由人核对证据后认定误报，或保留为疑似。",
            "The code of the party asked for settles it. Without one a person weighs the evidence and records a false positive, or leaves it as a candidate."
        );
        public static readonly Text EnterCode = new("填写代码确认", "Settle it by code");
    }

    public static class FalsePositives
    {
        public static readonly Text Lead = new(
            "本单位认定“不是同一主体”的决定。任一方发生变化或到期，问题会重新打开。",
            "Decisions of this organisation that a candidate is another party. A change on either side, or the end of the term, opens the question again."
        );
        public static readonly Text Decide = new("认定为误报", "False positive");
        public static readonly Text DecideTitle = new(
            "认定为误报：不是同一主体",
            "False positive: it is another party"
        );
        public static readonly Text About = new("“{0}”不是名单上的“{1}”", "“{0}” is not the listed “{1}”");
        public static readonly Text ReasonHint = new(
            "例：注册地、法定代表人均不同。至少 5 个字，勿填公民身份号码。",
            "For instance: place and legal representative differ. At least 5 characters, no resident ID."
        );
        public static readonly Text Evidence = new("证据", "Evidence");
        public static readonly Text EvidenceHint = new(
            "看过什么：执照、公示系统查询、文号。",
            "What was looked at: licence, register, document number."
        );
        public static readonly Text ExpiresOn = new("重新核对日", "Open again on");
        public static readonly Text ExpiresHint = new(
            "自该日起重新提示；最长一年。",
            "From that day on it is a candidate again; at most a year ahead."
        );
        public static readonly Text ExpiresWrong = new(
            "应在明日至一年之内",
            "It must lie between tomorrow and a year from now"
        );
        public static readonly Text Decided = new("已认定为误报", "Recorded as a false positive");
        public static readonly Text DecidedDetail = new(
            "{0} 前，同一问题不再提示；任一方变化即重新打开。",
            "Until {0} the same question raises no candidate, unless either side changes."
        );
        public static readonly Text Pair = new("所查与名单", "Asked and listed");
        public static readonly Text Empty = new("还没有误报认定", "No decision yet");
        public static readonly Text EmptyDetail = new(
            "筛查出的疑似主体经核对不是同一主体时，在结果上认定误报。",
            "Where a candidate turns out to be another party, record it at the result."
        );
        public static readonly Text By = new("认定人", "Decided by");
        public static readonly Text Term = new("状态与期限", "State and term");
        public static readonly Text StandsUntil = new("至 {0}", "until {0}");
        public static readonly Text ExpiredOn = new("{0} 到期", "expired on {0}");
        public static readonly Text WithdrawnOn = new("{0} 撤回", "withdrawn on {0}");
        public static readonly Text Recheck = new("核对现状", "Check now");
        public static readonly Text RecheckRow = new("核对现状：{0}", "Check now: {0}");
        public static readonly Text NoLonger = new("名单上已无此候选", "The lists no longer have this candidate");
        public static readonly Text Because = new("重新开启：{0}", "Opened again: {0}");
        public static readonly Text Withdraw = new("撤回", "Withdraw");
        public static readonly Text WithdrawRow = new("撤回认定：{0}", "Withdraw: {0}");
        public static readonly Text WithdrawTitle = new("撤回误报认定", "Withdraw the decision");
        public static readonly Text WithdrawLead = new(
            "撤回后，同一问题会重新提示该候选主体。原认定留存在记录中。",
            "The same question then raises this candidate again. The decision stays in the record."
        );
        public static readonly Text Withdrawn = new("已撤回认定", "Decision withdrawn");
    }

    public static class Batches
    {
        public static readonly Text Lead = new(
            "上传表格逐行筛查。全部行按提交时的同一名单版本比对，可随时重放并核对结果。",
            "Screens a sheet row by row. All rows are compared with one version of the lists and can be replayed to the same result."
        );
        public static readonly Text Upload = new("选择表格文件", "Choose a sheet");
        public static readonly Text PurposeHint = new(
            "表中有公民身份号码时必填，记入审计。",
            "Needed when the sheet holds resident IDs; it stands in the audit."
        );
        public static readonly Text UploadHint = new(
            "CSV 或 XLSX，首行为列名：名称、统一社会信用代码、公民身份号码，至少一列；最多 20 万行、24 MB。",
            "CSV or XLSX. The first row names the columns: name, code, resident id, at least one; at most 200,000 rows and 24 MB."
        );
        public static readonly Text TooLarge = new(
            "文件超过 24 MB，请分成几个文件",
            "The file is larger than 24 MB; split it"
        );
        public static readonly Text WrongCells = new(
            "有 {0} 处错误，未开始筛查。请按下列单元格修改后重新选择文件。",
            "Errors: {0}. Nothing was screened. Correct these cells and choose the file again."
        );
        public static readonly Text AtRow = new("第 {0} 行 {1}", "Row {0} {1}");
        public static readonly Text File = new("文件", "File");
        public static readonly Text Progress = new("进度", "Progress");
        public static readonly Text Findings = new("结果", "Findings");
        public static readonly Text Made = new("提交", "Submitted");
        public static readonly Text Empty = new("还没有批量筛查", "No batch yet");
        public static readonly Text EmptyDetail = new("选择一个表格文件开始。", "Choose a sheet to begin.");
        public static readonly Text RowsDone = new("{0} / {1} 行", "{0} of {1} rows");
        public static readonly Text Running = new("正在筛查", "Screening");
        public static readonly Text Finished = new("已完成", "Finished");
        public static readonly Text Counts = new(
            "命中 {0} · 高度疑似 {1} · 可能 {2}",
            "Match {0} · strong {1} · possible {2}"
        );
        public static readonly Text OneTitle = new("批量筛查：{0}", "Batch: {0}");
        public static readonly Text BackToBatches = new("全部批次", "All batches");
        public static readonly Text Download = new("下载结果", "Download");
        public static readonly Text Replay = new("重放", "Replay");
        public static readonly Text ReplayHint = new(
            "按同一名单版本再做一次，核对结果是否相同。",
            "Does it once more on the same version of the lists and compares the results."
        );
        public static readonly Text IsReplay = new("重放", "Replay");
        public static readonly Text Original = new("原批次", "The original");
        public static readonly Text Same = new(
            "重放结果与原结果相同，校验值一致。",
            "The replay gave the same result: the hashes are equal."
        );
        public static readonly Text NotSame = new(
            "重放结果与原结果不同。请保留两个批次并联系系统管理员。",
            "The replay gave another result. Keep both batches and tell the system administrator."
        );
        public static readonly Text Row = new("行", "Row");
        public static readonly Text AskedParty = new("所查主体", "Party asked for");
        public static readonly Text BestHit = new("最接近的名单主体", "Nearest listed party");
        public static readonly Text Conclusion = new("结论", "Conclusion");
        public static readonly Text More = new("另有 {0} 个候选", "{0} more candidates");
        public static readonly Text Show = new("查看依据", "Reasons");
        public static readonly Text ShowRow = new("查看依据：第 {0} 行", "Reasons of row {0}");
        public static readonly Text NoHits = new("没有命中或疑似的行", "No row has a match or a candidate");
        public static readonly Text NoHitsYet = new("已筛查的行中尚无命中", "No hit so far");
        public static readonly Text NoHitsDetail = new(
            "全部行均未命中。可下载结果存档。",
            "Every row is clear. Download the result for your files."
        );
        public static readonly Text NoneOfClass = new("没有此类结果", "None of this kind");
        public static readonly Text Filter = new("按结论筛选", "By conclusion");
        public static readonly Text Hits = new("全部命中与疑似", "All hits");
        public static readonly Text Person = new("自然人（按证件）", "Natural person (by ID)");
    }

    public static class Watching
    {
        public static readonly Text Lead = new(
            "本单位关注的主体：列入、修复、撤销时发出预警，由有预警权限的人员签收；命中记录在此查看。",
            "Parties this organisation watches: an alert tells of listing, repair and revocation, and who works with alerts acknowledges it. What was found stands here."
        );
        public static readonly Text Add = new("添加关注", "Add");
        public static readonly Text AddTitle = new("添加关注主体", "Watch parties");
        public static readonly Text One = new("单个", "One");
        public static readonly Text Several = new("粘贴多个", "Paste several");
        public static readonly Text ByIdPart = new("按证件", "By ID");
        public static readonly Text Lines = new("每行一个主体：名称，代码", "One party a line: name, code");
        public static readonly Text LinesHint = new(
            "代码可省略；也可从表格中直接粘贴两列。最多 200 行。",
            "The code may be left out; two columns of a spreadsheet can be pasted. At most 200 lines."
        );
        public static readonly Text IdInName = new(
            "名称中像有公民身份号码，请改用“按证件”",
            "The name seems to hold a resident ID; use “By ID”"
        );
        public static readonly Text LineWrong = new("第 {0} 行：代码格式有误", "Line {0}: the code is not well formed");
        public static readonly Text TooMany = new("最多 200 行，请分次添加", "At most 200 lines; add the others after");
        public static readonly Text Label = new("备注名", "Label");
        public static readonly Text LabelHint = new(
            "本单位内部的叫法，勿填自然人姓名。",
            "How you know the party; no natural person's name."
        );
        public static readonly Text Name = new("名称", "Name");
        public static readonly Text Code = new("统一社会信用代码", "Credit code");
        public static readonly Text NameOrCode = new("名称与代码至少填一项", "A name or a code is needed");
        public static readonly Text Added = new("已添加 {0} 个关注", "Watches added: {0}");
        public static readonly Text Import = new("导入表格", "Import a sheet");
        public static readonly Text ImportHint = new(
            "CSV 或 XLSX，首行为列名：名称、统一社会信用代码；最多 2000 行、2 MB。",
            "CSV or XLSX. The first row names the columns: name, code; at most 2,000 rows and 2 MB."
        );
        public static readonly Text ImportTooLarge = new(
            "文件超过 2 MB，请分成几个文件",
            "The file is larger than 2 MB; divide it"
        );
        public static readonly Text Imported = new(
            "已添加 {0} 个关注；{1} 个已在关注",
            "Watches added: {0}; watched already: {1}"
        );
        public static readonly Text Party = new("关注主体", "Party");
        public static readonly Text Since = new("开始", "Since");
        public static readonly Text ByHash = new("按证件号码的密文指纹", "by the keyed hash of an ID");
        public static readonly Text Empty = new("还没有关注的主体", "No party is watched");
        public static readonly Text EmptyDetail = new(
            "把本单位的申请人或合作方加入关注，列入、修复、撤销都会及时告知。",
            "Add your applicants or partners; you are told when they are listed, repaired or revoked."
        );
        public static readonly Text EndedAt = new("{0} 停止", "ended {0}");
        public static readonly Text End = new("停止关注", "End");
        public static readonly Text EndRow = new("停止关注：{0}", "End the watch: {0}");
        public static readonly Text EndLead = new(
            "停止后不再比对和预警；已有记录保留。",
            "It is compared no more and raises no alert; what was found stays in the record."
        );
        public static readonly Text Ended = new("已停止关注", "Watch ended");
        public static readonly Text Hits = new("命中记录", "Hits");
        public static readonly Text HitsRow = new("命中记录：{0}", "Hits of {0}");
        public static readonly Text NoHits = new("没有命中", "No hit");
        public static readonly Text ToAlerts = new("到“预警”签收", "Acknowledge under Alerts");
        public static readonly Text ShowEnded = new("显示已停止的", "Show ended ones");
    }
}
