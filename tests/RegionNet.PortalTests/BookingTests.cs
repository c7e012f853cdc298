using System.Text.Json;
using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Booking;
using RegionNet.Portal.Sessions;
using RegionNet.Portal.Time;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class BookingTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly DateTimeOffset Before = ChinaTime.At(Day, 480);

    private static BookingDraft Complete()
    {
        var draft = new BookingDraft
        {
            Title = "远程口头审理",
            CaseNumber = "4W112345",
            Day = Day,
            From = 540,
            To = 660,
        };
        draft.Rooms.Add(new Room { Id = "a" });
        return draft;
    }

    [Fact]
    public void A_complete_draft_may_be_submitted_with_beijing_times()
    {
        var draft = Complete();
        Assert.Empty(draft.Check(Before));
        var request = draft.ToRequest();
        Assert.Equal("2026-11-24T09:00:00+08:00", request.From);
        Assert.Equal("2026-11-24T11:00:00+08:00", request.To);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var wrong = new BookingDraft { From = 600, To = 600 }.Check(Before);
        Assert.Equal(["case", "day", "rooms", "title", "to"], wrong.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_start_that_has_passed_is_a_fault() =>
        Assert.Equal(["from"], Complete().Check(ChinaTime.At(Day, 541)).Keys);

    [Fact]
    public void More_rooms_than_a_session_may_take_is_a_fault()
    {
        var draft = Complete();
        draft.Rooms.AddRange(Enumerable.Range(0, Basket.Limit).Select(i => new Room { Id = $"r{i}" }));
        Assert.Equal(["rooms"], draft.Check(Before).Keys);
    }

    [Fact]
    public void A_retry_of_the_same_content_carries_the_same_key()
    {
        var draft = Complete();
        var key = draft.KeyFor(draft.ToRequest());
        Assert.Equal(key, draft.KeyFor(draft.ToRequest()));
        draft.To = 690;
        var other = draft.KeyFor(draft.ToRequest());
        Assert.NotEqual(key, other);
        draft.Decided();
        Assert.NotEqual(other, draft.KeyFor(draft.ToRequest()));
    }

    [Theory]
    [InlineData("""{"rooms":["a","b"]}""", "a,b")]
    [InlineData("""{"rooms":[{"roomId":"a","nameZh":"x"},{"id":"b"}]}""", "a,b")]
    [InlineData("""{"rooms":"a"}""", "")]
    [InlineData("""{"title":"x"}""", "")]
    public void The_taken_rooms_are_read_from_the_problem(string json, string ids)
    {
        var problem = JsonSerializer.Deserialize(json, PortalJson.Default.Problem)!;
        Assert.Equal(ids, string.Join(',', TakenRooms.Read(problem.Rooms)));
    }

    [Fact]
    public void A_field_that_looks_like_a_formula_is_made_harmless_and_quotes_are_doubled()
    {
        var csv = SessionsCsv.Write([
            new HearingSession
            {
                Number = "RN-1",
                Title = "=HYPERLINK(\"http://x\")",
                CaseNumber = "甲,乙",
                From = ChinaTime.At(Day, 540),
                To = ChinaTime.At(Day, 600),
                Status = "approved",
            },
        ]);
        var line = csv.Split("\r\n")[1];
        Assert.StartsWith("RN-1,\"'=HYPERLINK(\"\"http://x\"\")\",\"甲,乙\",", line, StringComparison.Ordinal);
        Assert.Contains(",2026-11-24,09:00,10:00,", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_told_in_beijing_whatever_the_offset_of_the_answer()
    {
        var utc = new DateTimeOffset(2026, 11, 23, 17, 30, 0, TimeSpan.Zero);
        Assert.Equal("2026-11-24 01:30", ChinaTime.Minute(utc));
        Assert.Equal("2026-11-24 周二 01:30–02:00", ChinaTime.Span(utc, utc.AddMinutes(30)));
    }
}
