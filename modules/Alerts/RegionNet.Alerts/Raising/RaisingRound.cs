using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>One transaction's raising: decides draft by draft over locked cases, then writes all of it with the streams last.</summary>
internal sealed class RaisingRound(
    Tx tx,
    Clocks clocks,
    RuleSet rules,
    AlertGroups groups,
    Dictionary<Guid, CaseRow> cases
)
{
    private readonly List<AlertEntry> _entries = [];
    private readonly HashSet<Guid> _new = [];
    private readonly Dictionary<Guid, Guid> _texts = [];
    private readonly List<AlertEntry> _subscribed = [];
    private readonly List<AlertEntry> _toldBefore = [];
    private readonly Dictionary<Guid, (int Version, string Level)> _armed = [];

    /// <summary>Makes void what the draft's event makes pointless: a cancelled session quiets its reminders.</summary>
    public async Task Inhibit(AlertDraft draft)
    {
        var kinds = rules.InhibitedBy(draft);
        var pointless = cases.Values.Where(c =>
            c.IsOpen && c.Subject == draft.Cause.Subject && kinds.Contains(c.Kind) && !_new.Contains(c.RootId)
        );
        foreach (var alert in pointless.OrderBy(c => c.RootId).ToList())
        {
            var (moved, entry) = await Cases.Move(tx, alert, "cancelled", Actor.System("alerts.rules"));
            cases[alert.RootId] = moved;
            entry = entry with { Change = "inhibited", Note = draft.Kind };
            _entries.Add(entry);
            _toldBefore.Add(entry);
        }
    }

    public void Take(AlertDraft draft, string zone)
    {
        var rule = rules.For(draft, zone);
        var level = rule?.Level ?? draft.Level;
        var silence = rules.Silence(draft, zone, level);
        var key = RuleSet.GroupKey(rule, draft);
        if (
            key is not null
            && groups[zone, key] is { } root
            && cases.TryGetValue(root, out var open)
            && open.IsOpen
            && open.LastAt.AddMinutes(rule!.GroupMinutes!.Value) > clocks.Now
        )
        {
            CountUp(open, draft, level, silence);
            return;
        }
        var raised = Raise(draft, zone, rule, level, silence);
        if (key is not null)
        {
            groups[zone, key] = raised;
        }
    }

    private Guid Raise(AlertDraft draft, string zone, RuleRow? rule, string level, Guid? silence)
    {
        var id = Guid.CreateVersion7();
        var alert = new CaseRow
        {
            RootId = id,
            ZoneCode = zone,
            Kind = draft.Kind,
            Subject = draft.Cause.Subject,
            Level = level,
            State = "unread",
            Count = 1,
            OrganisationIds = [.. draft.Organisations.Distinct()],
            FirstAt = clocks.Now,
            LastAt = clocks.Now,
            ExpiresAt =
                draft.ExpiresAt ?? (rule?.ExpiresMinutes is { } minutes ? clocks.Now.AddMinutes(minutes) : null),
            SilenceId = silence,
            Version = 1,
            TitleZh = draft.TitleZh,
            TitleEn = draft.TitleEn,
            BodyZh = draft.BodyZh,
            BodyEn = draft.BodyEn,
            Now = clocks.Now,
        };
        var entry = Of(draft, alert, "raised") with { Id = id, Rings = silence is null && clocks.Rings(level) };
        cases[id] = alert;
        _new.Add(id);
        _texts[id] = id;
        _entries.Add(entry);
        if (silence is null)
        {
            _subscribed.Add(entry);
            _armed[id] = (1, level);
        }
        return id;
    }

    /// <summary>One alert that counts to 40, not 40. It is told anew only when it has become more serious.</summary>
    private void CountUp(CaseRow open, AlertDraft draft, string level, Guid? silence)
    {
        var graver = Levels.Rank(level) > Levels.Rank(open.Level);
        var alert = open with
        {
            Level = graver ? level : open.Level,
            Version = open.Version + (graver ? 1 : 0),
            Count = open.Count + 1,
            LastAt = clocks.Now,
            ExpiresAt = draft.ExpiresAt > open.ExpiresAt ? draft.ExpiresAt : open.ExpiresAt,
            TitleZh = draft.TitleZh,
            TitleEn = draft.TitleEn,
            BodyZh = draft.BodyZh,
            BodyEn = draft.BodyEn,
        };
        var silenced = alert.SilenceId is not null || silence is not null;
        var entry = Of(draft, alert, graver ? "updated" : "counted") with
        {
            Silenced = silenced,
            Rings = graver && !silenced && clocks.Rings(level),
        };
        cases[alert.RootId] = alert;
        _texts[alert.RootId] = entry.Id;
        _entries.Add(entry);
        if (graver && alert.SilenceId is null)
        {
            _subscribed.Add(entry);
            if (alert.IsUnanswered)
            {
                _armed[alert.RootId] = (alert.Version, level);
            }
        }
    }

    private static AlertEntry Of(AlertDraft draft, CaseRow alert, string change) =>
        alert.Tell(change) with
        {
            EventId = draft.Cause.EventId,
            OccurredAt = draft.Cause.OccurredAt,
            ActorName = draft.Author?.Name,
            ActorOrganisationId = draft.Author?.OrganisationId,
        };

    public async Task<IReadOnlyList<AlertEntry>> Write()
    {
        await Cases.Insert(tx, [.. _new.Select(id => (cases[id], _texts[id]))]);
        foreach (var (root, text) in _texts.Where(t => !_new.Contains(t.Key)))
        {
            await Cases.Update(tx, cases[root], text);
        }
        await groups.Save(tx);
        if (_armed.Keys.Where(root => !_new.Contains(root)).ToArray() is { Length: > 0 } rearmed)
        {
            await tx.Execute(
                "update escalation_step set done_at = now(), outcome = 'superseded' where root_id = any(@rearmed) and done_at is null",
                new { rearmed }
            );
        }
        await clocks.Arm(tx, [.. _armed.Select(a => (a.Key, a.Value.Version, a.Value.Level))]);
        await Addressees.Subscribed(tx, _subscribed);
        await Addressees.ToldBefore(tx, _toldBefore);
        await StreamWriter.Append(tx, _entries);
        return _entries;
    }
}
