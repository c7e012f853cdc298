namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class ListSharing
    {
        public static readonly Text Title = new("名单共享", "Sharing of lists");
        public static readonly Text TabTasks = new("跨省任务", "Cross-province tasks");
        public static readonly Text TabSubscribers = new("接收方", "Subscribers");
        public static readonly Text TabExchange = new("交换文件", "Exchange files");
        public static readonly Text TasksLead = new(
            "主体登记地在外省的，十个工作日内推送，登记地十个工作日内公示；修复、撤销后停止公示。",
            "A party registered elsewhere is pushed to that province within 10 working days, which publishes within its own 10, and takes the entry down after repair or revocation."
        );
        public static readonly Text Mine = new("待我办理", "For you to do");
        public static readonly Text Others = new("他方办理或已办结", "With others, or done");
        public static readonly Text OpenOnly = new("只看未办结的", "Only open ones");
        public static readonly Text NoneMine = new("没有待办任务", "Nothing to do");
        public static readonly Text NoTasks = new("没有跨省任务", "No task");
        public static readonly Text NoTasksDetail = new(
            "公示了登记地在外省的主体，或外省推送到本省时，任务自动出现。",
            "Tasks come by themselves: when a party registered elsewhere is published, or another province pushes one here."
        );
        public static readonly Text Party = new("主体", "Party");
        public static readonly Text Route = new("推送方向", "From and to");
        public static readonly Text Clock = new("期限", "Deadline");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Overdue = new("已逾期 {0} 天", "{0} days overdue");
        public static readonly Text DueIn = new("还有 {0} 天", "{0} days left");
        public static readonly Text DueToday = new("今天到期", "Due today");
        public static readonly Text NotDated = new(
            "待节假日安排公布后确定",
            "Set once that year's holidays are announced"
        );
        public static readonly Text NothingDue = new("无待办期限", "No deadline runs");
        public static readonly Text Note = new("说明", "Note");
        public static readonly Text ReturnReason = new("退回理由", "Reason for the return");
        public static readonly Text DocumentNumber = new("公示文号", "Document number");
        public static readonly Text DocumentHint = new(
            "登记地公示的文号或编号。",
            "Under which number the province has published it."
        );
        public static readonly Text Moved = new("已办理：{0}", "Done: {0}");
        public static readonly Text TaskHistory = new("办理经过", "What was done");
        public static readonly Text Clearance = new("谁尚未停用", "Who has not cleared it");
        public static readonly Text ClearanceTitle = new("接收方确认情况", "Who has confirmed");
        public static readonly Text ClearanceLead = new(
            "本条目最近一次变更（{0}，{1}）的确认情况。修复或撤销后，接收方须停止使用并确认。",
            "Who has confirmed the entry's last change ({0}, {1}). After repair or revocation subscribers stop the use and confirm."
        );
        public static readonly Text Outstanding = new(
            "还有 {0} 个接收方未确认",
            "Subscribers that have not confirmed: {0}"
        );
        public static readonly Text AllCleared = new("接收方均已确认", "Every subscriber has confirmed");
        public static readonly Text NobodyYet = new("此名单没有接收方", "This list has no subscriber");
        public static readonly Text ConfirmedAt = new("{0} 确认", "confirmed {0}");
        public static readonly Text Provinces = new("登记地省份", "Province of registration");

        public static readonly Text SubscribersLead = new(
            "谁接收哪份名单、用于什么、到何时；每次变更签名送出，由对方确认。香港、澳门默认不收不发。",
            "Who gets which list, for what and until when. Every change goes out signed and is confirmed. Hong Kong and Macao by default neither send nor receive."
        );
        public static readonly Text Subscriber = new("接收方", "Subscriber");
        public static readonly Text List = new("名单", "List");
        public static readonly Text Purpose = new("用途", "Purpose");
        public static readonly Text PurposeHint = new(
            "让审计人员看得懂，至少 4 个字。",
            "So that a reader of the audit understands; at least 4 characters."
        );
        public static readonly Text Road = new("方式", "Road");
        public static readonly Text Confirmed = new("确认进度", "Confirmed");
        public static readonly Text ConfirmedOf = new("{0} / {1} 条变更", "{0} of {1} changes");
        public static readonly Text Behind = new("落后 {0} 条", "{0} behind");
        public static readonly Text UpToDate = new("已同步", "Up to date");
        public static readonly Text LastConfirmed = new("最近确认 {0}", "last confirmed {0}");
        public static readonly Text NeverConfirmed = new("尚未确认过", "never confirmed");
        public static readonly Text PushFailed = new(
            "推送失败，将自动重试：{0}",
            "The push failed and is tried again: {0}"
        );
        public static readonly Text NoSubscribers = new("没有接收方", "No subscriber");
        public static readonly Text NoSubscribersDetail = new(
            "授权后，接收方会收到名单的每次变更。",
            "Once granted, a subscriber receives every change of the list."
        );
        public static readonly Text OfAnyList = new("全部名单", "All lists");
        public static readonly Text Grant = new("授权接收方", "Grant");
        public static readonly Text GrantTitle = new("授权接收名单", "Grant a list");
        public static readonly Text Kind = new("接收方类型", "Kind");
        public static readonly Text Client = new("机器客户端标识", "Subject of the machine client");
        public static readonly Text Url = new("推送地址", "Address");
        public static readonly Text UrlHint = new("完整的 https 地址。", "A whole https address.");
        public static readonly Text FirstDay = new("起始日", "From");
        public static readonly Text LastDay = new("截止日", "Until");
        public static readonly Text LastDayHint = new(
            "自该日起失效；最长约一年。",
            "From that day on it no longer holds; a year at most."
        );
        public static readonly Text TermWrong = new(
            "截止日须晚于起始日和今日",
            "The end must be after the beginning and after today"
        );
        public static readonly Text Granted = new("已授权", "Granted");
        public static readonly Text SecretLead = new(
            "只显示这一次。请以安全方式交给接收方，用于验证推送。",
            "It is shown this once. Hand it to the subscriber over a safe road; with it pushes are verified."
        );
        public static readonly Text Copy = new("复制", "Copy");
        public static readonly Text End = new("终止", "End");
        public static readonly Text EndRow = new("终止授权：{0}", "End the grant: {0}");
        public static readonly Text EndTitle = new("终止授权", "End the grant");
        public static readonly Text EndLead = new(
            "终止后不再发送。请在理由中写明对方如何销毁已收数据。",
            "Nothing more is sent. Say in the reason how what was received is destroyed."
        );
        public static readonly Text Ended = new("已终止授权", "The grant has ended");
        public static readonly Text MakeFile = new("生成文件", "Make the file");
        public static readonly Text MakeFileRow = new("生成文件：{0}", "Make the file: {0}");
        public static readonly Text FileMade = new("已生成 {0}", "Made {0}");
        public static readonly Text FileMadeDetail = new(
            "请送到对方网络导入，再把对方给出的回执登记在这里。",
            "Bring it to the other network, import it there, and enter the receipt here."
        );
        public static readonly Text EnterReceipt = new("登记回执", "Enter the receipt");
        public static readonly Text EnterReceiptRow = new("登记回执：{0}", "Enter the receipt: {0}");
        public static readonly Text ReceiptLead = new(
            "对方导入后显示的序号与校验值。",
            "The number and the hash that the import there has shown."
        );
        public static readonly Text Sequence = new("序号", "Number");
        public static readonly Text Hash = new("校验值", "Hash");
        public static readonly Text HashWrong = new("应为 64 位十六进制数", "It must have 64 hex digits");
        public static readonly Text SequenceWrong = new("应为正整数", "It must be a whole number above 0");
        public static readonly Text ReceiptKept = new("已登记回执", "Receipt entered");

        public static readonly Text ExchangeLead = new(
            "与隔离网络交换名单：文件带签名，可重复导入，不会重复生效。",
            "Lists between separated networks: files are signed, and importing one twice changes nothing."
        );
        public static readonly Text Import = new("导入文件", "Import a file");
        public static readonly Text ImportHint = new(
            "选择对方系统生成的 .jsonl 文件。先验签名，再验顺序，任何一项不符则全部不导入。",
            "Choose the .jsonl file of the other system. Signature first, then the order; if anything is amiss nothing is imported."
        );
        public static readonly Text ImportTooLarge = new(
            "文件超过 28 MB，不是有效的交换文件",
            "The file is larger than 28 MB; it is no exchange file"
        );
        public static readonly Text Imported = new(
            "已导入 {0} 条新变更，{1} 条此前已收到",
            "New changes: {0}; received before: {1}"
        );
        public static readonly Text ReceiptFor = new("请把回执告知 {0}：", "Tell {0} this receipt:");
        public static readonly Text Received = new("已收名单", "Lists received");
        public static readonly Text ReceivedUpTo = new("收到第 {0} 条", "up to change {0}");
        public static readonly Text NoReceived = new("还没有导入过名单", "No list was imported yet");
        public static readonly Text Outgoing = new("发给隔离网络的接收方", "Subscribers on separated networks");
        public static readonly Text NoOutgoing = new("没有通过文件接收的接收方", "No subscriber is served by files");
        public static readonly Text Signers = new("可信签名密钥", "Keys that are believed");
        public static readonly Text SignersHint = new(
            "登记前，请通过另一渠道与对方核对公钥。",
            "Compare the public key over another road before it is entered."
        );
        public static readonly Text NoSigners = new(
            "没有登记密钥，任何文件都会被拒绝",
            "No key is registered: every file is refused"
        );
        public static readonly Text AddSigner = new("登记密钥", "Add a key");
        public static readonly Text IssuerName = new("来源系统标识", "Name of the other system");
        public static readonly Text IssuerHint = new(
            "小写字母、数字、点、横线。",
            "Small letters, digits, dots, hyphens."
        );
        public static readonly Text PublicKey = new("公钥（JWK 的 x）", "Public key (x of its JWK)");
        public static readonly Text Place = new("所在地行政区划代码", "Division of the other system");
        public static readonly Text PlaceHint = new("六位；国家级系统不填。", "Six digits; none for a national one.");
        public static readonly Text SignerAdded = new("已登记密钥", "Key added");
        public static readonly Text SignerEnd = new("停用", "End");
        public static readonly Text SignerEndRow = new("停用密钥：{0}", "End the key: {0}");
        public static readonly Text SignerEndLead = new(
            "停用后，用此密钥签名的文件一律拒绝；已收内容保留。",
            "Files signed with it are refused from then on; what was received stays."
        );
        public static readonly Text SignerEnded = new("已停用密钥", "Key ended");
        public static readonly Text SignerEndedAt = new("{0} 停用", "ended {0}");
        public static readonly Text OwnKeys = new("本系统公钥", "This system's public keys");
        public static readonly Text AdviceExpected = new(
            "期望从第 {0} 条开始，文件从第 {1} 条开始。请向对方索取缺少的文件，按顺序导入。",
            "Change {0} is expected, the file begins at {1}. Ask the sender for the file between and import them in order."
        );
        public static readonly Text AdviceKey = new(
            "密钥 {0}，来源 {1}。请与对方核对公钥，由审核人登记后重新导入。",
            "Key {0} of {1}. Compare the public key with the sender, let a reviewer add it, then import again."
        );
        public static readonly Text AdviceDiffers = new(
            "自第 {0} 条起不一致。不要反复导入；请联系发送方。",
            "It differs at change {0}. Do not try again; ask the sender."
        );
        public static readonly Text AdviceDamaged = new(
            "请重新复制文件；仍不符时，请对方重新生成。",
            "Copy the file again; if it is still refused, let the sender make it anew."
        );
        public static readonly Text NothingChanged = new("未导入任何内容。", "Nothing was imported.");
    }

    public static class Filings
    {
        public static readonly Text Title = new("异常申请", "Abnormal filings");
        public static readonly Text Lead = new(
            "从导入的非正常、恶意申请中，找出同一申请人或代理机构跨区域的聚集，自动形成线索和预警。",
            "Finds, among imported abnormal or bad-faith filings, clusters of one applicant or agent across zones; each raises a lead and an alert."
        );
        public static readonly Text TabClusters = new("申请聚集", "Clusters");
        public static readonly Text TabImport = new("导入", "Import");
        public static readonly Text Filer = new("申请人或代理机构", "Applicant or agent");
        public static readonly Text During = new("期间", "Period");
        public static readonly Text Count = new("申请数", "Filings");
        public static readonly Text CountOf = new("{0} 件", "{0}");
        public static readonly Text Zones = new("涉及区域", "Zones");
        public static readonly Text Lead2 = new("线索", "Lead");
        public static readonly Text OpenLead = new("查看线索", "Open the lead");
        public static readonly Text NoLead = new("未形成线索", "No lead");
        public static readonly Text RaiseLead = new("提出线索", "Raise a lead");
        public static readonly Text RaiseLeadRow = new("提出线索：{0}", "Raise a lead about {0}");
        public static readonly Text RaiseLeadHint = new(
            "仅凭名称或代码存疑的聚集不会自动形成线索。请先核实主体身份。",
            "A cluster that only a name or a doubtful code holds together raises no lead by itself. Find out first who the filer is."
        );
        public static readonly Text Suspicion = new("情形", "Ground");
        public static readonly Text CodeOrId = new(
            "请填写代码或公民身份号码",
            "A credit code or a resident ID is needed"
        );
        public static readonly Text LeadRaised = new("已提出线索", "Lead raised");
        public static readonly Text NameOnly = new("仅凭名称归并，须核对", "Told by the name alone; check it");
        public static readonly Text Empty = new("没有申请聚集", "No cluster");
        public static readonly Text EmptyDetail = new(
            "导入申请后，符合规则的聚集会显示在这里。",
            "Clusters appear here after an import."
        );
        public static readonly Text Show = new("申请明细", "Filings");
        public static readonly Text ShowRow = new("申请明细：{0}", "Filings of {0}");
        public static readonly Text Rules = new("聚集规则", "Rules");
        public static readonly Text Rule = new(
            "{0}：{2} 天内 {1} 件以上，涉及 {3} 个以上区域",
            "{0}: {1} or more in {2} days over {3} or more zones"
        );
        public static readonly Text Proposal = new("本系统建议", "Proposal");
        public static readonly Text Official = new("法定", "Law");
        public static readonly Text From = new("自 {0}", "from {0}");
        public static readonly Text ImportLead = new(
            "先试导入，逐格指出问题；确认后一次全部写入。",
            "Tried first, with every wrong cell named; then written all at once."
        );
        public static readonly Text ImportHint = new(
            "CSV 或 XLSX，最多 2 万行。申请号与类型相同的申请不会重复导入。",
            "CSV or XLSX, at most 20,000 rows. A filing of the same number and kind is not imported twice."
        );
        public static readonly Text TooLarge = new(
            "文件超过 8 MB，请分成几个文件",
            "The file is larger than 8 MB; split it"
        );
        public static readonly Text Errors = new(
            "有 {0} 处错误，未导入。请修改后重新选择文件。",
            "Errors: {0}. Nothing was imported. Correct them and choose the file again."
        );
        public static readonly Text Plan = new(
            "试导入：将新增 {0} 件，{1} 件已有",
            "A trial: {0} would be new, {1} are known"
        );
        public static readonly Text Imported = new("已新增 {0} 件，{1} 件已有", "Imported: {0} new, {1} known");
        public static readonly Text FoundClusters = new("发现 {0} 个申请聚集", "Clusters found: {0}");
        public static readonly Text Apply = new("确认导入", "Import");
    }
}
