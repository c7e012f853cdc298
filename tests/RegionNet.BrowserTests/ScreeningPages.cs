namespace RegionNet.BrowserTests;

/// <summary>The pages of screening, watches, sharing and filings, by who sees them.</summary>
internal static class ScreeningPages
{
    public static IEnumerable<(string UserName, IReadOnlyList<PortalPage> Pages)> Of(string batch) =>
        [
            ("officer", OfOfficer(batch)),
            (
                "reviewer",
                [
                    new(
                        "exchange-signers",
                        "/discipline/sharing/exchange",
                        PortalPages.Press("add-signer", "signer-dialog")
                    ),
                ]
            ),
        ];

    private static IReadOnlyList<PortalPage> OfOfficer(string batch) =>
        [
            new("screening", "/discipline/screening"),
            new("screening-hit", Asked("南京沐川"), Ready: v => v.Find("hit-detail").WaitForAsync()),
            new("screening-rest", Asked("江苏沐川知识产权代理有限公司"), Ready: v => v.Find("mark").WaitForAsync()),
            new("screening-clear", Asked("毫不相干贸易"), Ready: v => v.Find("empty").WaitForAsync()),
            new(
                "false-positive-dialog",
                Asked("南京沐川知识产权代理公司"),
                PortalPages.Press("decide-false-positive", "false-positive-dialog")
            ),
            new("screening-id", "/discipline/screening", PortalPages.Press("by-id", "person-form")),
            new("batches", "/discipline/screening/batches", Ready: v => v.Find("batch").First.WaitForAsync()),
            new(
                "batch-wrong",
                "/discipline/screening/batches",
                async v =>
                {
                    await v.Find("batch-file")
                        .SetInputFilesAsync(PortalPages.Text("wrong.csv", "名称,统一社会信用代码\n某公司,不是代码\n"));
                    await v.Find("cell-error").First.WaitForAsync();
                    Forgive(v);
                }
            ),
            new("batch", $"/discipline/screening/batches/{batch}", v => v.Find("reasons").First.ClickAsync()),
            new("watches", "/discipline/screening/watches", v => v.Find("watch-hits").First.ClickAsync()),
            new("watch-dialog", "/discipline/screening/watches", PortalPages.Press("add-watch", "watch-dialog")),
            new(
                "false-positives",
                "/discipline/screening/false-positives",
                Ready: v => v.Find("false-positive").First.WaitForAsync()
            ),
            new("province-tasks", "/discipline/sharing"),
            new(
                "subscribers",
                "/discipline/sharing/subscribers",
                Ready: v => v.Find("subscriber").First.WaitForAsync()
            ),
            new("grant-dialog", "/discipline/sharing/subscribers", PortalPages.Press("grant", "grant-dialog")),
            new("receipt-dialog", "/discipline/sharing/exchange", PortalPages.Press("enter-receipt", "receipt-dialog")),
            new(
                "exchange-refused",
                "/discipline/sharing/exchange",
                async v =>
                {
                    await v.Find("exchange-file").SetInputFilesAsync(PortalPages.Text("list.jsonl", "{}\n{}\n"));
                    await v.Find("problem").WaitForAsync();
                    Forgive(v);
                }
            ),
            new("filings", "/discipline/filings"),
            new(
                "filings-wrong",
                "/discipline/filings/import",
                async v =>
                {
                    await v.Find("filing-file")
                        .SetInputFilesAsync(PortalPages.Text("filings.csv", "申请号,申请类型\n,未知\n"));
                    await v.Find("cell-error").First.WaitForAsync();
                }
            ),
        ];

    /// <summary>A refusal is what the page is to show; the browser itself notes that the service answered 400.</summary>
    private static void Forgive(Visitor visitor)
    {
        var others = visitor.Complaints.Where(c => !c.Contains("status of 400", StringComparison.Ordinal)).ToList();
        visitor.Complaints.Clear();
        others.ForEach(visitor.Complaints.Enqueue);
    }

    /// <summary>As it stands in an address.</summary>
    private static string Asked(string name) => $"/discipline/screening?name={Uri.EscapeDataString(name)}";
}
