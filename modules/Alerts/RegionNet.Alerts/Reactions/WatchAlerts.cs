using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// A party that an organisation watches has been listed, or its listing has changed: told in the zones of that organisation. How the
/// organisation knows the party, and who a natural person is, stays with the watch.
/// </summary>
internal sealed class OnWatchHit(AlertStreams streams, IZoneDirectory zones) : IEventHandler<WatchHit>
{
    public async Task Handle(EventContext context, WatchHit fact, CancellationToken ct)
    {
        if (await zones.Organisation(fact.OrganisationId, ct) is not { Zones.Count: > 0 } organisation)
        {
            // A national organisation reads its watches themselves: no zone is concerned.
            return;
        }
        var (changeZh, changeEn) = fact.Change switch
        {
            "published" => ("列入名单", "listed"),
            "repaired" => ("已信用修复，停止公示", "repaired and no longer shown"),
            "revoked" => ("列入决定已撤销", "revoked"),
            "reinstated" => ("恢复列入", "listed again"),
            _ => ("公示状态有变", "changed"),
        };
        var (partyZh, partyEn) = (fact.PartyName ?? "一名自然人", fact.PartyName ?? "a natural person");
        var (sureZh, sureEn) =
            fact.Class == "match"
                ? ("", "")
                : (
                    $"（名称相近，{fact.Score}分，须人工确认）",
                    $" (similar name, {fact.Score} points: to be confirmed by a person)"
                );
        await streams.Raise(
            [
                new AlertDraft(
                    context,
                    organisation.Zones,
                    "discipline.watch-hit",
                    fact.Class == "match" ? "severe" : "moderate",
                    $"关注主体{changeZh}",
                    $"A watched party: {changeEn}",
                    $"{organisation.Zh}关注的主体：{partyZh}，{fact.ListZh}，{changeZh}{sureZh}",
                    $"Watched by {organisation.En}: {partyEn}, {fact.ListEn}, {changeEn}{sureEn}"
                )
                {
                    Organisations = [fact.OrganisationId],
                },
            ],
            ct
        );
    }
}

/// <summary>A decision that a listed party is somebody else stands no more: told in the zones of the organisation that made it.</summary>
internal sealed class OnFalsePositiveReopened(AlertStreams streams, IZoneDirectory zones)
    : IEventHandler<FalsePositiveReopened>
{
    public async Task Handle(EventContext context, FalsePositiveReopened fact, CancellationToken ct)
    {
        if (await zones.Organisation(fact.OrganisationId, ct) is not { Zones.Count: > 0 } organisation)
        {
            return;
        }
        var (zh, en) = fact.Because switch
        {
            "listed-name" => ("其名称已变更", "its name has changed"),
            "listed-code" => ("其代码已变更", "its code has changed"),
            _ => ("其名单条目有变", "its listing has changed"),
        };
        await streams.Raise(
            [
                new AlertDraft(
                    context,
                    organisation.Zones,
                    "discipline.false-positive-reopened",
                    "moderate",
                    "误报认定须重新核对",
                    "A false positive is open again",
                    $"{organisation.Zh}曾认定“{fact.AskedName}”不是{fact.PartyName}：{zh}（现为{fact.Score}分），须重新核对",
                    $"{organisation.En} decided that “{fact.AskedName}” is not {fact.PartyName}: {en} ({fact.Score} points now); decide anew"
                )
                {
                    Organisations = [fact.OrganisationId],
                },
            ],
            ct
        );
    }
}
