using System.Text;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>The officer of a demonstration zone files for the sample round, and a colleague does so at the same time.</summary>
[Collection(Lanes.Offices)]
public sealed class ZonesDay(Browser browser)
{
    [Fact]
    public async Task What_is_typed_is_kept_a_file_is_sent_and_two_who_write_overwrite_nothing()
    {
        await using var database = NpgsqlDataSource.Create(await browser.Database());
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var (round, zone) = await connection.QuerySingleAsync<(Guid, Guid)>(
            """
            select r.id, z.id from assessments.assessment_round r, assessments.demonstration_zone z
            where r.code like '%-sample-filing' and z.place_code = '320500'
            """
        );
        var path = $"/assessments/rounds/{round}/filing/{zone}";
        await using var officer = await browser.VisitAs("suzhou.zone", path);
        await using var colleague = await browser.VisitAs("suzhou.zone", path);
        var (here, there) = (Indicator(officer), Indicator(colleague));

        await here.GetByTestId("value").FillAsync("12");
        await Assertions.Expect(here).ToHaveAttributeAsync("data-filed", "true");
        await Assertions.Expect(here.GetByTestId("saved")).Not.ToBeEmptyAsync();

        await there.GetByTestId("value").FillAsync("15");
        await there.GetByTestId("comparison").WaitForAsync();
        Assert.Contains("12", await there.GetByTestId("comparison").InnerTextAsync(), StringComparison.Ordinal);
        await there.GetByTestId("keep-mine").ClickAsync();
        await Assertions.Expect(there.GetByTestId("comparison")).ToHaveCountAsync(0);

        await here.GetByTestId("upload")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "海外指导清单.pdf",
                    MimeType = "application/pdf",
                    Buffer = Encoding.ASCII.GetBytes($"%PDF-1.4\n{new string('x', 4_000_000)}\n%%EOF"),
                }
            );
        var file = here.GetByTestId("file");
        await file.WaitForAsync();
        Assert.Contains("海外指导清单.pdf", await file.InnerTextAsync(), StringComparison.Ordinal);
        // The page has been read again: what the colleague kept stands there now.
        await Assertions.Expect(here.GetByTestId("value")).ToHaveValueAsync("15");
        await here.GetByTestId("upload")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "程序.pdf",
                    MimeType = "application/pdf",
                    Buffer = [0x4D, 0x5A, 0x90, 0x00],
                }
            );
        await Assertions
            .Expect(here.GetByTestId("problem"))
            .ToHaveAttributeAsync("data-code", "assessments.evidence-kind");
        Assert.DoesNotContain(officer.Complaints, c => !c.Contains("400", StringComparison.Ordinal));
    }

    /// <summary>The sample has nothing for it.</summary>
    private static ILocator Indicator(Visitor visitor) => visitor.Page.Locator("[data-testid=indicator][data-code=C7]");
}
