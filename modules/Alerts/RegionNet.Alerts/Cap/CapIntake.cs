using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Who vouches for a CAP message.</summary>
/// <param name="SourceId">Null for a coordinator.</param>
/// <param name="Told">The zones that a new alert goes to.</param>
/// <param name="Reach">The zones in which its updates and cancellations have effect.</param>
/// <param name="KindPrefix">Precedes the kind, so that nobody sends in the name of another.</param>
internal sealed record CapOrigin(
    Guid? SourceId,
    Guid OrganisationId,
    Actor Actor,
    IReadOnlyList<string> Told,
    IReadOnlySet<string> Reach,
    string KindPrefix
);

/// <summary>Raises, updates or cancels alerts as a CAP message says, and keeps the message, in one transaction.</summary>
internal static class CapIntake
{
    public static async Task<Outcome<CapReceipt>> Take(Tx tx, CapMessage message, byte[] document, CapOrigin origin)
    {
        var eventId = Guid.CreateVersion7();
        IReadOnlyList<Followed> followed = [];
        if (message.Type != "alert")
        {
            followed = await Referenced(tx, message, origin);
            if (followed.Count == 0)
            {
                return AlertsErrors.CapReferenceUnknown;
            }
        }
        var open =
            message.Type == "alert"
                ? []
                : (await Cases.Lock(tx, followed.Select(f => f.RootId))).Where(c => c.IsOpen).ToList();
        var zones = message.Type == "alert" ? origin.Told : [.. open.Select(c => c.ZoneCode).Distinct()];
        if (zones.Count == 0)
        {
            return AlertsErrors.AlertEnded;
        }
        await tx.Execute(
            """
            insert into cap_document (event_id, zone_code, source_id, sender, identifier, sent_at, message_type, content,
                received_by, received_at)
            select @eventId, z, @SourceId, @Sender, @Identifier, @Sent, @Type, @document, @By, now()
            from unnest(@Zones) as z order by z
            """,
            new
            {
                eventId,
                origin.SourceId,
                message.Sender,
                message.Identifier,
                message.Sent,
                message.Type,
                document,
                By = origin.Actor.Subject,
                Zones = zones.ToArray(),
            }
        );
        tx.Audit(
            "alerts.cap.received",
            eventId.ToString(),
            new
            {
                message.Sender,
                message.Identifier,
                message.Type,
                zones,
                origin.SourceId,
            }
        );
        var entries =
            message.Type == "alert"
                ? await AlertRaising.Write(tx, [Draft(message, origin, eventId)])
                : await Follow(tx, message, open, origin, eventId);
        return new CapReceipt(
            message.Identifier,
            message.Sender,
            message.Type switch
            {
                "alert" => "Alert",
                "update" => "Update",
                _ => "Cancel",
            },
            zones,
            [.. entries.Where(e => e.EventId == eventId).Select(e => e.Id)]
        );
    }

    private static AlertDraft Draft(CapMessage message, CapOrigin origin, Guid eventId) =>
        new(
            new EventContext(
                eventId,
                origin.KindPrefix + message.Kind,
                message.Subject,
                message.OccurredAt,
                nameof(CapIntake)
            ),
            origin.Told,
            origin.KindPrefix + message.Kind,
            message.Level!,
            message.TitleZh,
            message.TitleEn,
            message.BodyZh,
            message.BodyEn
        )
        {
            Organisations = [origin.OrganisationId],
            ExpiresAt = message.ExpiresAt,
            Author = origin.SourceId is null ? origin.Actor : null,
        };

    /// <summary>The alerts of the messages it refers to, of the same sender and brought in by the same hands.</summary>
    private static Task<IReadOnlyList<Followed>> Referenced(Tx tx, CapMessage message, CapOrigin origin) =>
        tx.Query<Followed>(
            """
            select distinct a.root_id, a.zone_code
            from cap_document d join alert a on a.event_id = d.event_id and a.zone_code = d.zone_code
            where d.sender = @Sender and d.identifier = any(@Identifiers) and d.zone_code = any(@Reach)
                and d.source_id is not distinct from @SourceId
            """,
            new
            {
                message.Sender,
                Identifiers = message
                    .References.Where(r => r.Sender == message.Sender)
                    .Select(r => r.Identifier)
                    .ToArray(),
                Reach = origin.Reach.ToArray(),
                origin.SourceId,
            }
        );

    private static async Task<IReadOnlyList<AlertEntry>> Follow(
        Tx tx,
        CapMessage message,
        IReadOnlyList<CaseRow> open,
        CapOrigin origin,
        Guid eventId
    )
    {
        var clocks = await Clocks.Read(tx);
        var (entries, graver) = (new List<AlertEntry>(), new List<AlertEntry>());
        // One message for each zone: of several alerts that a message refers to there, the newest.
        foreach (
            var alert in open.GroupBy(c => c.ZoneCode, StringComparer.Ordinal).Select(z => z.MaxBy(c => c.LastAt)!)
        )
        {
            var entry =
                message.Type == "cancel"
                    ? (await Cases.Move(tx, alert, "cancelled", tx.Actor, message.Note)).Entry
                    : await Update(tx, message, alert, clocks);
            entry = entry with
            {
                EventId = eventId,
                OccurredAt = message.OccurredAt,
                ActorName = origin.SourceId is null ? origin.Actor.Name : null,
                ActorOrganisationId = origin.OrganisationId,
                Note = message.Note,
            };
            entries.Add(entry);
            if (!entry.Silenced && Levels.Rank(entry.Level) > Levels.Rank(alert.Level))
            {
                graver.Add(entry);
            }
        }
        await Addressees.Subscribed(tx, graver);
        await Addressees.ToldBefore(tx, [.. entries.Where(e => !e.Silenced)]);
        await StreamWriter.Append(tx, entries);
        return entries;
    }

    /// <summary>Another level is a decision of the sender's: a version of its own, and for what nobody has answered a clock of its own.</summary>
    private static async Task<AlertEntry> Update(Tx tx, CapMessage message, CaseRow alert, Clocks clocks)
    {
        var other = message.Level != alert.Level;
        var updated = alert with
        {
            Level = message.Level!,
            Version = alert.Version + (other ? 1 : 0),
            LastAt = clocks.Now,
            ExpiresAt = message.ExpiresAt ?? alert.ExpiresAt,
            TitleZh = message.TitleZh,
            TitleEn = message.TitleEn,
            BodyZh = message.BodyZh,
            BodyEn = message.BodyEn,
        };
        var entry = updated.Tell("updated") with { Rings = alert.SilenceId is null && clocks.Rings(updated.Level) };
        await Cases.Update(tx, updated, entry.Id);
        if (other && alert is { IsUnanswered: true, SilenceId: null })
        {
            await tx.Execute(
                "update escalation_step set done_at = now(), outcome = 'superseded' where root_id = @RootId and done_at is null",
                new { alert.RootId }
            );
            await clocks.Arm(tx, [(alert.RootId, updated.Version, updated.Level)]);
        }
        return entry;
    }

    private sealed record Followed(Guid RootId, string ZoneCode);
}
