using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RegionNet.Portal.Api;

/// <summary>Everything that crosses the wire, described at compile time: the published portal is trimmed and has no reflection for JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(BffSession))]
[JsonSerializable(typeof(SignedOut))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Page<Person>))]
[JsonSerializable(typeof(NewPerson))]
[JsonSerializable(typeof(RoleGrant))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(Page<AuditEntry>))]
[JsonSerializable(typeof(AuditVerification))]
[JsonSerializable(typeof(Page<Zone>))]
[JsonSerializable(typeof(ZoneWithMembers))]
[JsonSerializable(typeof(Page<Organisation>))]
[JsonSerializable(typeof(Liaison))]
[JsonSerializable(typeof(NewLiaisonBody))]
[JsonSerializable(typeof(NewLiaisonOfficer))]
[JsonSerializable(typeof(EndOfTerm))]
[JsonSerializable(typeof(RevealRequest))]
[JsonSerializable(typeof(RevealedOfficer))]
[JsonSerializable(typeof(Board))]
[JsonSerializable(typeof(Page<Room>))]
[JsonSerializable(typeof(DeviceSetting))]
[JsonSerializable(typeof(NewSession))]
[JsonSerializable(typeof(Page<HearingSession>))]
[JsonSerializable(typeof(NewHold))]
[JsonSerializable(typeof(SessionMove))]
[JsonSerializable(typeof(SessionAmendment))]
[JsonSerializable(typeof(SessionDecision))]
[JsonSerializable(typeof(Page<SessionVersion>))]
[JsonSerializable(typeof(List<HostDecision>))]
[JsonSerializable(typeof(RoomImport))]
[JsonSerializable(typeof(Webhooks))]
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(WebhookSecret))]
[JsonSerializable(typeof(Page<WebhookDelivery>))]
[JsonSerializable(typeof(Page<CalendarFeed>))]
[JsonSerializable(typeof(NewCalendarFeed))]
[JsonSerializable(typeof(Utilisation))]
[JsonSerializable(typeof(CauseList))]
[JsonSerializable(typeof(Page<CauseListVersion>))]
[JsonSerializable(typeof(Page<Door>))]
[JsonSerializable(typeof(NewDoor))]
[JsonSerializable(typeof(BoardDelta))]
[JsonSerializable(typeof(BoardMonth))]
[JsonSerializable(typeof(List<Alternative>))]
[JsonSerializable(typeof(RoomSearch))]
[JsonSerializable(typeof(Page<Combination>))]
[JsonSerializable(typeof(NewSeries))]
[JsonSerializable(typeof(HearingSeries))]
[JsonSerializable(typeof(CalendarImport))]
[JsonSerializable(typeof(NewDisplacement))]
[JsonSerializable(typeof(Page<Displacement>))]
[JsonSerializable(typeof(RoomFacts))]
[JsonSerializable(typeof(NoBody))]
[JsonSerializable(typeof(List<RoomTerms>))]
[JsonSerializable(typeof(List<Blackout>))]
[JsonSerializable(typeof(NewBlackout))]
[JsonSerializable(typeof(List<Quota>))]
[JsonSerializable(typeof(NewQuota))]
[JsonSerializable(typeof(Page<Asset>))]
[JsonSerializable(typeof(NewAsset))]
[JsonSerializable(typeof(AssetService))]
[JsonSerializable(typeof(Page<StreamHead>))]
[JsonSerializable(typeof(StreamPage))]
[JsonSerializable(typeof(HeadBeacon))]
[JsonSerializable(typeof(LeftStream))]
[JsonSerializable(typeof(List<Alert>))]
[JsonSerializable(typeof(SeenAlerts))]
[JsonSerializable(typeof(Page<SeenBy>))]
internal sealed partial class PortalJson : JsonSerializerContext
{
    /// <summary>How <typeparamref name="T"/> is read and written; a type that is not listed above is a mistake in this file.</summary>
    public static JsonTypeInfo<T> For<T>() =>
        (JsonTypeInfo<T>?)Default.GetTypeInfo(typeof(T))
        ?? throw new InvalidOperationException($"{typeof(T).Name} is not listed in {nameof(PortalJson)}.");
}
