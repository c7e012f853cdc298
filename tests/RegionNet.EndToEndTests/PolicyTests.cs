using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.EndToEndTests;

/// <summary>Every role against every endpoint of the running system. An endpoint that is missing here fails the test.</summary>
public sealed partial class PolicyTests(Network network)
{
    private const string Anyone = "anyone signed in";

    /// <summary>Also without a session.</summary>
    private const string Nobody = "nobody";

    private static readonly string[] Desk =
    [
        "suzhou.clerk",
        "guangzhou.clerk",
        "court.clerk",
        "suzhou.director",
        "gba.coordinator",
        "yrd.coordinator",
        "national.coordinator",
    ];

    private static readonly string[] Clerks = ["suzhou.clerk", "guangzhou.clerk", "court.clerk"];
    private static readonly string[] RoomManagers = ["suzhou.clerk", "guangzhou.clerk"];
    private static readonly string[] Coordinators = ["gba.coordinator", "yrd.coordinator", "national.coordinator"];
    private static readonly string[] Nominators = [.. Clerks, "suzhou.director"];
    private static readonly string[] Officers = ["officer"];
    private static readonly string[] Reviewers = ["reviewer"];
    private static readonly string[] Discipline = [.. Officers, .. Reviewers];
    private static readonly string[] Screeners = [.. Discipline, .. Coordinators];

    private static readonly string[] Evaluators = ["evaluator"];
    private static readonly string[] DemonstrationZones = ["suzhou.zone", "guangzhou.zone"];
    private static readonly string[] Organisers = ["organiser"];
    private static readonly string[] Assessing = [.. DemonstrationZones, .. Evaluators, .. Organisers, .. Coordinators];

    /// <summary>Who reads alerts or is reminded of assessments, and may give a mail address for it.</summary>
    private static readonly string[] Reachable = [.. Desk, .. DemonstrationZones, .. Evaluators, .. Organisers];

    /// <summary>Operation → demo accounts whose roles allow it. All others get 403, and without a session 401.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["GET /api/access/me"] = [Anyone],
        ["GET /api/access/people"] = ["system.admin", "security.admin"],
        ["POST /api/access/people"] = ["system.admin"],
        ["POST /api/access/people/{id}/outside-logins"] = ["system.admin"],
        ["POST /api/access/machine-clients"] = ["system.admin"],
        ["POST /api/access/machine-clients/{clientId}/end"] = ["system.admin"],
        ["POST /api/access/people/{id}/roles"] = ["security.admin"],
        ["POST /api/access/people/{id}/roles/revoke"] = ["security.admin"],
        ["POST /api/access/people/{id}/lock"] = ["security.admin"],
        ["POST /api/access/people/{id}/unlock"] = ["security.admin"],
        ["POST /api/access/people/{id}/password"] = ["security.admin"],
        ["POST /api/access/people/{id}/second-factor/removal"] = ["security.admin"],
        ["GET /api/zones"] = [Anyone],
        ["GET /api/zones/{code}"] = [Anyone],
        ["GET /api/zones/{code}/liaison"] = [Anyone],
        ["GET /api/organisations"] = [Anyone],
        ["GET /api/organisations/{id}"] = [Anyone],
        ["POST /api/zones/{code}/liaison-bodies"] = Coordinators,
        ["POST /api/zones/{code}/liaison-bodies/{id}/officers"] = Coordinators,
        ["POST /api/zones/{code}/liaison-officers/{id}/end"] = Coordinators,
        ["POST /api/zones/{code}/liaison-officers/{id}/reveal"] = Coordinators,
        ["PUT /api/zones/{code}/liaison-officers/{id}/account"] = Coordinators,
        ["POST /api/zones/{code}/liaison-officers/{id}/absences"] = Coordinators,
        ["POST /api/zones/{code}/liaison-absences/{id}/lifting"] = Coordinators,
        ["GET /api/hearings/rooms"] = Desk,
        ["POST /api/hearings/rooms"] = RoomManagers,
        ["PUT /api/hearings/rooms/{id}"] = RoomManagers,
        ["PUT /api/hearings/rooms/{id}/devices/{kind}"] = RoomManagers,
        ["GET /api/hearings/free-rooms"] = Desk,
        ["GET /api/hearings/board"] = Desk,
        ["POST /api/hearings/sessions"] = Clerks,
        ["GET /api/hearings/sessions"] = Desk,
        ["GET /api/hearings/sessions/{id}"] = Desk,
        ["GET /api/hearings/sessions/{id}/decisions"] = Desk,
        ["GET /api/hearings/sessions/{id}/versions"] = Desk,
        ["POST /api/hearings/sessions/{id}/cancellation"] = Clerks,
        ["POST /api/hearings/holds"] = Clerks,
        ["POST /api/hearings/sessions/{id}/move"] = Clerks,
        ["POST /api/hearings/sessions/{id}/amendment"] = Clerks,
        ["POST /api/hearings/sessions/{id}/notice"] = Clerks,
        ["POST /api/hearings/sessions/{id}/decision"] = RoomManagers,
        ["GET /api/hearings/rooms/{id}/terms"] = Desk,
        ["POST /api/hearings/rooms/{id}/terms"] = RoomManagers,
        ["GET /api/hearings/rooms/{id}/blackouts"] = RoomManagers,
        ["POST /api/hearings/rooms/{id}/blackouts"] = RoomManagers,
        ["POST /api/hearings/blackouts/{id}/lifting"] = RoomManagers,
        ["GET /api/hearings/quotas"] = RoomManagers,
        ["POST /api/hearings/quotas"] = RoomManagers,
        ["GET /api/hearings/waiting"] = Desk,
        ["POST /api/hearings/searches"] = Desk,
        ["POST /api/hearings/series"] = Clerks,
        ["GET /api/hearings/series/{id}"] = Desk,
        ["POST /api/hearings/series/{id}/cancellation"] = Clerks,
        ["POST /api/hearings/calendar-imports"] = Clerks,
        ["POST /api/hearings/sessions/{id}/displacement"] = ["suzhou.director"],
        ["GET /api/hearings/displacements"] = ["suzhou.director", .. RoomManagers],
        ["POST /api/hearings/displacements/{id}/approval"] = ["suzhou.director", .. RoomManagers],
        ["POST /api/hearings/displacements/{id}/rejection"] = ["suzhou.director", .. RoomManagers],
        ["GET /api/hearings/assets"] = Desk,
        ["POST /api/hearings/assets"] = RoomManagers,
        ["PUT /api/hearings/assets/{id}/service"] = RoomManagers,
        ["POST /api/hearings/room-imports"] = RoomManagers,
        ["GET /api/hearings/room-imports/template"] = RoomManagers,
        ["POST /api/hearings/feeds"] = Desk,
        ["GET /api/hearings/feeds"] = Desk,
        ["POST /api/hearings/feeds/{id}/revocation"] = Desk,
        ["GET /api/hearings/feeds/{token}.ics"] = [Nobody],
        ["GET /api/hearings/rooms/{id}/availability.ics"] = Desk,
        ["GET /api/hearings/webhooks"] = RoomManagers,
        ["POST /api/hearings/webhooks"] = RoomManagers,
        ["POST /api/hearings/webhooks/{id}/pause"] = RoomManagers,
        ["POST /api/hearings/webhooks/{id}/resume"] = RoomManagers,
        ["POST /api/hearings/webhooks/{id}/end"] = RoomManagers,
        ["POST /api/hearings/webhooks/{id}/secret"] = RoomManagers,
        ["GET /api/hearings/webhook-deliveries"] = [.. RoomManagers, "system.admin"],
        ["POST /api/hearings/webhook-deliveries/{id}/replay"] = [.. RoomManagers, "system.admin"],
        ["GET /api/hearings/board/month"] = Desk,
        ["GET /api/hearings/board/changes"] = Desk,
        ["GET /api/hearings/reports/utilisation"] = Desk,
        ["POST /api/hearings/sessions/{id}/check-in"] = Clerks,
        ["POST /api/hearings/sessions/{id}/end"] = Clerks,
        ["POST /api/hearings/sessions/{id}/archive"] = Clerks,
        ["GET /api/hearings/public/causes"] = [Nobody],
        ["GET /api/hearings/public/causes/{centre}/{day}"] = [Nobody],
        ["GET /api/hearings/public/causes/{centre}/{day}/versions"] = [Nobody],
        ["GET /api/hearings/doors/{token}"] = [Nobody],
        ["POST /api/hearings/doors/{token}/check-in"] = [Nobody],
        ["GET /api/hearings/rooms/{id}/doors"] = RoomManagers,
        ["POST /api/hearings/rooms/{id}/doors"] = RoomManagers,
        ["POST /api/hearings/doors/{id}/revocation"] = RoomManagers,
        ["GET /api/alerts/streams"] = Desk,
        ["GET /api/alerts/streams/{zone}"] = Desk,
        ["GET /api/alerts/streams/{zone}/events"] = Desk,
        ["POST /api/alerts/seen"] = Desk,
        ["GET /api/alerts/{id}/seen"] = Desk,
        ["GET /api/alerts/clocks"] = Desk,
        ["GET /api/alerts/cases"] = Desk,
        ["GET /api/alerts/{id}/case"] = Desk,
        ["POST /api/alerts/{id}/acknowledgement"] = Desk,
        ["POST /api/alerts/{id}/handling"] = Desk,
        ["POST /api/alerts/{id}/closure"] = Desk,
        ["POST /api/alerts/{id}/update"] = Coordinators,
        ["POST /api/alerts/{id}/cancellation"] = Coordinators,
        ["GET /api/alerts/rules"] = Coordinators,
        ["POST /api/alerts/rules"] = Coordinators,
        ["PUT /api/alerts/rules/{id}"] = Coordinators,
        ["POST /api/alerts/rules/{id}/end"] = Coordinators,
        ["GET /api/alerts/silences"] = Desk,
        ["POST /api/alerts/silences"] = Coordinators,
        ["POST /api/alerts/silences/{id}/lifting"] = Coordinators,
        ["GET /api/alerts/subscriptions"] = Desk,
        ["POST /api/alerts/subscriptions"] = Desk,
        ["PUT /api/alerts/subscriptions/{id}"] = Desk,
        ["POST /api/alerts/subscriptions/{id}/end"] = Desk,
        ["GET /api/alerts/templates"] = Coordinators,
        ["POST /api/alerts/templates"] = Coordinators,
        ["POST /api/alerts/templates/{id}/end"] = Coordinators,
        ["GET /api/alerts/manual-alerts"] = Coordinators,
        ["POST /api/alerts/manual-alerts"] = Coordinators,
        ["POST /api/alerts/manual-alerts/{id}/decision"] = Coordinators,
        ["GET /api/alerts/sources"] = ["national.coordinator"],
        ["POST /api/alerts/sources"] = ["national.coordinator"],
        ["POST /api/alerts/sources/{id}/key"] = ["national.coordinator"],
        ["POST /api/alerts/sources/{id}/end"] = ["national.coordinator"],
        // Signed by the source; what carries no signature is told so.
        ["POST /api/alerts/sources/{id}/messages"] = [Nobody],
        ["POST /api/alerts/sources/{id}/cap"] = [Nobody],
        ["POST /api/alerts/cap"] = Coordinators,
        ["GET /api/alerts/{id}/cap"] = Desk,
        ["GET /api/alerts/streams/{zone}/feed"] = Desk,
        ["GET /api/alerts/roads"] = Reachable,
        ["PUT /api/alerts/roads/email"] = Reachable,
        ["POST /api/alerts/roads/email/code"] = Reachable,
        ["POST /api/alerts/roads/email/verification"] = Reachable,
        ["POST /api/alerts/roads/email/end"] = Reachable,
        ["GET /api/alerts/webhooks"] = Coordinators,
        ["POST /api/alerts/webhooks"] = Coordinators,
        ["POST /api/alerts/webhooks/{id}/pause"] = Coordinators,
        ["POST /api/alerts/webhooks/{id}/resume"] = Coordinators,
        ["POST /api/alerts/webhooks/{id}/end"] = Coordinators,
        ["POST /api/alerts/webhooks/{id}/secret"] = Coordinators,
        ["GET /api/alerts/deliveries"] = [.. Coordinators, "system.admin"],
        ["POST /api/alerts/deliveries/{id}/replay"] = [.. Coordinators, "system.admin"],
        ["GET /api/alerts/{id}/proof"] = Desk,
        ["GET /api/alerts/reports/monthly"] = Desk,
        ["GET /api/commendations/rounds"] = Desk,
        ["POST /api/commendations/rounds"] = ["national.coordinator"],
        ["GET /api/commendations/rounds/{id}/quotas"] = Desk,
        ["PUT /api/commendations/quotas/{id}"] = ["national.coordinator"],
        ["GET /api/commendations/nominations"] = Desk,
        ["GET /api/commendations/nominations/export"] = Desk,
        ["GET /api/commendations/nominations/{id}"] = Desk,
        ["GET /api/commendations/nominations/{id}/steps"] = Desk,
        ["POST /api/commendations/nominations/{id}/reveal"] = Desk,
        ["GET /api/commendations/nominations/{id}/certificates"] = Desk,
        ["POST /api/commendations/nominations/{id}/certificates"] = ["national.coordinator"],
        ["GET /api/commendations/certificates/{id}"] = Desk,
        ["POST /api/commendations/nominations"] = Nominators,
        ["PUT /api/commendations/nominations/{id}"] = Nominators,
        ["POST /api/commendations/nominations/{id}/submission"] = Nominators,
        ["POST /api/commendations/nominations/{id}/unit-notice"] = Nominators,
        ["POST /api/commendations/nominations/{id}/recommendation"] = Nominators,
        ["POST /api/commendations/nominations/{id}/withdrawal"] = Nominators,
        ["POST /api/commendations/nominations/{id}/provincial-review"] = Coordinators,
        ["POST /api/commendations/nominations/{id}/eligibility-check"] = ["national.coordinator"],
        ["POST /api/commendations/nominations/{id}/joint-review"] = ["national.coordinator"],
        ["POST /api/commendations/nominations/{id}/rejection"] = ["national.coordinator"],
        ["POST /api/commendations/public-notices"] = ["national.coordinator"],
        ["POST /api/commendations/approvals"] = ["national.coordinator"],
        ["POST /api/commendations/announcements"] = ["national.coordinator"],
        ["GET /api/commendations/objections"] = Desk,
        ["POST /api/commendations/nominations/{id}/objections"] = Desk,
        ["POST /api/commendations/objections/{id}/answer"] = Desk,
        ["POST /api/commendations/objections/{id}/reveal"] = Desk,
        ["GET /api/commendations/reviews"] = Desk,
        ["POST /api/commendations/reviews/{id}/decision"] = ["national.coordinator"],
        ["GET /api/commendations/public/notices"] = [Nobody],
        ["POST /api/commendations/public/notices/{id}/objections"] = [Nobody],
        ["GET /api/commendations/public/commendations"] = [Nobody],
        ["GET /api/commendations/public/certificates/{code}"] = [Nobody],
        ["GET /api/assessments/zones"] = Assessing,
        ["GET /api/assessments/zones/export"] = Assessing,
        ["GET /api/assessments/zones/{id}"] = Assessing,
        ["GET /api/assessments/zones/{id}/steps"] = Assessing,
        ["POST /api/assessments/zones"] = Organisers,
        ["PUT /api/assessments/zones/{id}/organisation"] = Organisers,
        ["POST /api/assessments/zones/{id}/moves"] = Organisers,
        ["GET /api/assessments/batches"] = Assessing,
        ["PUT /api/assessments/batches/{number}"] = Organisers,
        ["GET /api/assessments/rounds"] = Assessing,
        ["GET /api/assessments/rounds/calendar"] = Organisers,
        ["POST /api/assessments/rounds"] = Organisers,
        ["GET /api/assessments/rounds/{id}"] = Assessing,
        ["PUT /api/assessments/rounds/{id}"] = Organisers,
        ["PUT /api/assessments/rounds/{id}/calendar"] = Organisers,
        ["GET /api/assessments/rounds/{id}/zones"] = Assessing,
        ["GET /api/assessments/rounds/{id}/plan"] = Organisers,
        ["GET /api/assessments/rounds/{id}/steps"] = Organisers,
        ["POST /api/assessments/rounds/{id}/stage"] = Organisers,
        ["GET /api/assessments/rounds/{id}/zones/{zoneId}/filing"] = Assessing,
        ["GET /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}/versions"] = Assessing,
        ["PUT /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}"] = DemonstrationZones,
        ["POST /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}/evidence"] = DemonstrationZones,
        ["POST /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}/check"] = Organisers,
        ["POST /api/assessments/rounds/{id}/zones/{zoneId}/hand-in"] = DemonstrationZones,
        ["GET /api/assessments/evidence/{id}"] = Assessing,
        ["POST /api/assessments/evidence/{id}/withdrawal"] = DemonstrationZones,
        ["GET /api/assessments/rounds/{id}/verdicts"] = Assessing,
        ["POST /api/assessments/rounds/{id}/zones/{zoneId}/vetoes"] = Organisers,
        ["POST /api/assessments/vetoes/{id}/decision"] = [.. Organisers, "national.coordinator"],
        ["POST /api/assessments/rounds/{id}/zones/{zoneId}/adjustments"] = Organisers,
        ["POST /api/assessments/adjustments/{id}/decision"] = [.. Organisers, "national.coordinator"],
        ["POST /api/assessments/rounds/{id}/zones/{zoneId}/appeals"] = DemonstrationZones,
        ["POST /api/assessments/appeals/{id}/decision"] = Organisers,
        ["GET /api/assessments/reminders"] = Assessing,
        ["POST /api/assessments/reminders/{id}/read"] = Assessing,
        ["GET /api/assessments/frameworks"] = Assessing,
        ["GET /api/assessments/frameworks/{id}"] = Assessing,
        ["GET /api/assessments/frameworks/{id}/export"] = Assessing,
        ["POST /api/assessments/frameworks"] = Organisers,
        ["POST /api/assessments/framework-imports"] = Organisers,
        ["GET /api/assessments/evaluators"] = Organisers,
        ["GET /api/assessments/evaluators/accounts"] = Organisers,
        ["POST /api/assessments/evaluators"] = Organisers,
        ["PUT /api/assessments/evaluators/{id}"] = Organisers,
        ["GET /api/assessments/evaluators/{id}/versions"] = Organisers,
        ["GET /api/assessments/evaluators/{id}/relations"] = Organisers,
        ["POST /api/assessments/evaluators/{id}/relations"] = Organisers,
        ["POST /api/assessments/relations/{id}/withdrawal"] = Organisers,
        ["GET /api/assessments/rounds/{round}/assignments"] = Organisers,
        ["POST /api/assessments/rounds/{round}/assignments"] = Organisers,
        ["POST /api/assessments/rounds/{round}/assignments/preview"] = Organisers,
        ["POST /api/assessments/rounds/{round}/assignments/plan"] = Organisers,
        ["POST /api/assessments/rounds/{round}/assignments/{id}/voiding"] = Organisers,
        ["GET /api/assessments/rounds/{round}/scores"] = Organisers,
        ["GET /api/assessments/rounds/{round}/scores/{zone}/{indicator}"] = Organisers,
        ["POST /api/assessments/moderation/{id}/closing"] = Organisers,
        ["GET /api/assessments/my/relations"] = Evaluators,
        ["POST /api/assessments/my/relations"] = Evaluators,
        ["GET /api/assessments/my/sheets"] = Evaluators,
        ["GET /api/assessments/rounds/{round}/form"] = Evaluators,
        ["POST /api/assessments/rounds/{round}/form"] = Evaluators,
        ["GET /api/assessments/rounds/{round}/sheet/{zone}"] = Evaluators,
        ["PUT /api/assessments/rounds/{round}/sheet/{zone}/{indicator}"] = Evaluators,
        ["POST /api/assessments/rounds/{round}/sheet/{zone}/lock"] = Evaluators,
        ["GET /api/assessments/rounds/{round}/sheet/{zone}/others"] = Evaluators,
        ["GET /api/assessments/rounds/{round}/sheet/{zone}/{indicator}/versions"] = Evaluators,
        ["POST /api/assessments/moderation/{id}/answer"] = Evaluators,
        ["GET /api/assessments/rounds/{round}/moderation"] = [.. Evaluators, .. Organisers],
        ["GET /api/assessments/moderation/{id}"] = [.. Evaluators, .. Organisers],
        ["GET /api/audit/assessments"] = ["audit.admin"],
        ["GET /api/audit/assessments/verification"] = ["audit.admin"],
        ["GET /api/assessments/rounds/{id}/results"] = Assessing,
        ["GET /api/assessments/rounds/{id}/results/{zoneId}"] = Assessing,
        ["GET /api/assessments/rounds/{id}/results/{zoneId}/report"] = Assessing,
        ["POST /api/assessments/rounds/{id}/reports"] = Organisers,
        ["GET /api/assessments/reports/{id}"] = Organisers,
        ["GET /api/assessments/reports/{id}/file"] = Organisers,
        ["POST /api/assessments/rounds/{id}/results"] = Organisers,
        ["GET /api/assessments/rounds/{id}/results/table"] = Organisers,
        ["GET /api/assessments/rounds/{id}/results/export"] = Organisers,
        ["GET /api/audit/commendations"] = ["audit.admin"],
        ["GET /api/audit/commendations/verification"] = ["audit.admin"],
        ["GET /api/discipline/rules"] = Screeners,
        ["GET /api/discipline/cases"] = Discipline,
        ["POST /api/discipline/cases"] = Officers,
        ["POST /api/discipline/cases/of-person"] = Discipline,
        ["GET /api/discipline/cases/{id}"] = Discipline,
        ["POST /api/discipline/cases/{id}/documents"] = Discipline,
        ["GET /api/discipline/cases/{id}/documents/{documentId}"] = Discipline,
        ["POST /api/discipline/cases/{id}/verification"] = Officers,
        ["POST /api/discipline/cases/{id}/dropping"] = Officers,
        ["POST /api/discipline/cases/{id}/proposal"] = Officers,
        ["POST /api/discipline/cases/{id}/return"] = Reviewers,
        ["POST /api/discipline/cases/{id}/service"] = Officers,
        ["POST /api/discipline/cases/{id}/statement"] = Officers,
        ["POST /api/discipline/cases/{id}/waiver"] = Officers,
        ["POST /api/discipline/cases/{id}/hearing"] = Officers,
        ["POST /api/discipline/cases/{id}/decision"] = Reviewers,
        ["POST /api/discipline/cases/{id}/undetermined"] = Discipline,
        ["POST /api/discipline/cases/{id}/publication"] = Officers,
        ["POST /api/discipline/cases/{id}/flags"] = Officers,
        ["POST /api/discipline/cases/{id}/repair"] = Officers,
        ["POST /api/discipline/cases/{id}/repair/acceptance"] = Officers,
        ["POST /api/discipline/cases/{id}/repair/decision"] = Reviewers,
        ["POST /api/discipline/cases/{id}/endings"] = Officers,
        ["POST /api/discipline/cases/{id}/endings/decision"] = Reviewers,
        ["GET /api/discipline/parties/{id}"] = Screeners,
        ["POST /api/discipline/parties/{id}/reveal"] = Discipline,
        ["POST /api/discipline/parties/{id}/name"] = Officers,
        ["GET /api/discipline/lists/{code}/entries"] = Screeners,
        ["GET /api/discipline/lists/{code}/changes"] = Screeners,
        ["GET /api/discipline/lists/{code}/snapshot"] = Screeners,
        ["GET /api/discipline/lists/{code}/export"] = Screeners,
        ["GET /api/discipline/entries/{id}"] = Screeners,
        ["GET /api/discipline/screening"] = Screeners,
        ["POST /api/discipline/screening"] = Screeners,
        ["GET /api/discipline/batches"] = Screeners,
        ["POST /api/discipline/batches"] = Screeners,
        ["GET /api/discipline/batches/{id}"] = Screeners,
        ["GET /api/discipline/batches/{id}/hits"] = Screeners,
        ["GET /api/discipline/batches/{id}/result"] = Screeners,
        ["POST /api/discipline/batches/{id}/replay"] = Screeners,
        ["GET /api/discipline/false-positives"] = Screeners,
        ["POST /api/discipline/false-positives"] = Screeners,
        ["POST /api/discipline/false-positives/{id}/withdrawal"] = Screeners,
        ["GET /api/discipline/watches"] = Screeners,
        ["POST /api/discipline/watches"] = Screeners,
        ["POST /api/discipline/watches/import"] = Screeners,
        ["POST /api/discipline/watches/{id}/end"] = Screeners,
        ["GET /api/discipline/watches/{id}/hits"] = Screeners,
        ["GET /api/discipline/public/lists"] = [Nobody],
        ["GET /api/discipline/public/lists/{code}/entries"] = [Nobody],
        ["GET /api/discipline/public/lists/{code}/export"] = [Nobody],
        ["GET /api/discipline/public/entries/{id}"] = [Nobody],
        ["POST /api/discipline/filing-imports"] = Officers,
        ["GET /api/discipline/filing-imports/template"] = Officers,
        ["GET /api/discipline/filing-clusters"] = Screeners,
        ["GET /api/discipline/filing-clusters/rules"] = Screeners,
        ["GET /api/discipline/filing-clusters/{id}/filings"] = Screeners,
        ["POST /api/discipline/filing-clusters/{id}/lead"] = Officers,
        ["GET /api/discipline/subscriptions"] = [Anyone],
        ["POST /api/discipline/subscriptions"] = [.. Officers, .. Coordinators],
        ["POST /api/discipline/subscriptions/{id}/end"] = [.. Officers, .. Coordinators],
        ["GET /api/discipline/subscriptions/{id}/deltas"] = [Anyone],
        ["POST /api/discipline/subscriptions/{id}/acknowledgements"] = [.. Officers, Anyone],
        ["POST /api/discipline/subscriptions/{id}/files"] = [.. Officers, .. Coordinators],
        ["GET /api/discipline/entries/{id}/clearance"] = Screeners,
        ["GET /api/discipline/signing-keys"] = [Nobody],
        ["GET /api/discipline/province-tasks"] = Screeners,
        ["POST /api/discipline/province-tasks/{id}/push"] = Officers,
        ["POST /api/discipline/province-tasks/{id}/publication"] = Officers,
        ["POST /api/discipline/province-tasks/{id}/return"] = Officers,
        ["POST /api/discipline/province-tasks/{id}/clearance"] = Officers,
        ["POST /api/discipline/exchange-imports"] = Officers,
        ["GET /api/discipline/exchange-signers"] = [.. Reviewers, "national.coordinator"],
        ["POST /api/discipline/exchange-signers"] = [.. Reviewers, "national.coordinator"],
        ["POST /api/discipline/exchange-signers/{keyId}/end"] = [.. Reviewers, "national.coordinator"],
        ["GET /api/discipline/received-lists"] = Screeners,
        ["GET /api/discipline/received-lists/{issuer}/{listCode}/entries"] = Screeners,
        ["GET /api/audit/access"] = ["audit.admin"],
        ["GET /api/audit/access/verification"] = ["audit.admin"],
        ["GET /api/audit/zones"] = ["audit.admin"],
        ["GET /api/audit/zones/verification"] = ["audit.admin"],
        ["GET /api/audit/hearings"] = ["audit.admin"],
        ["GET /api/audit/hearings/verification"] = ["audit.admin"],
        ["GET /api/audit/alerts"] = ["audit.admin"],
        ["GET /api/audit/alerts/verification"] = ["audit.admin"],
        ["GET /api/audit/discipline"] = ["audit.admin"],
        ["GET /api/audit/discipline/verification"] = ["audit.admin"],
    };

    private static readonly string[] People =
    [
        .. Desk,
        .. DemonstrationZones,
        "evaluator",
        "organiser",
        "officer",
        "reviewer",
        "system.admin",
        "security.admin",
        "audit.admin",
    ];

    /// <summary>What stands in an address where not an id stands.</summary>
    private static readonly Dictionary<string, string> Placed = new(StringComparer.Ordinal)
    {
        ["{code}"] = "GBA",
        ["{zone}"] = "GBA",
        ["{day}"] = "2026-12-01",
        ["{kind}"] = "video-link",
        ["{token}"] = "made-up",
        ["{clientId}"] = "no-such-client",
        ["{number}"] = "7",
        ["{indicator}"] = "A1",
    };

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    [Fact]
    public async Task Every_endpoint_lets_in_whom_it_should_and_nobody_else()
    {
        var operations = await Operations();
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), operations.Keys.Order(StringComparer.Ordinal));
        var wrong = new List<string>();

        using (var stranger = PortalSession.Stranger(network.Gateway))
        {
            foreach (var operation in operations.Keys)
            {
                await Expect(
                    stranger.Api,
                    Nobody,
                    operation,
                    status =>
                        Allowed[operation].Contains(Nobody)
                            ? status is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest
                            : status == HttpStatusCode.Unauthorized
                );
            }
        }
        foreach (var person in People)
        {
            using var session = await network.SignIn(person);
            foreach (var (operation, hasBody) in operations)
            {
                var allowed = Allowed[operation].Intersect([person, Anyone, Nobody], StringComparer.Ordinal).Any();
                await Expect(
                    session.Api,
                    person,
                    operation,
                    status =>
                        !allowed ? status == HttpStatusCode.Forbidden
                        // An allowed caller's invalid body is told so; nothing that has a body takes an empty object.
                        : hasBody ? status == HttpStatusCode.BadRequest
                        // 409: a calendar that runs into a year whose holidays are not announced.
                        : status
                            is HttpStatusCode.OK
                                or HttpStatusCode.NotFound
                                or HttpStatusCode.BadRequest
                                or HttpStatusCode.Conflict
                );
            }
        }
        Assert.Empty(wrong);

        async Task Expect(HttpClient api, string person, string operation, Func<HttpStatusCode, bool> right)
        {
            using var answer = await Call(api, operation, "{}");
            if (!right(answer.StatusCode))
            {
                wrong.Add($"{person}: {operation} -> {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task No_endpoint_takes_a_body_of_the_wrong_shape()
    {
        Assert.SkipWhen(Network.IsSplit, "A body is bound by its module, in whichever process that runs.");
        var wrong = new List<string>();
        foreach (var operations in (await Operations()).Where(o => o.Value).GroupBy(o => Allowed[o.Key][0], o => o.Key))
        {
            using var person =
                operations.Key == Nobody
                    ? PortalSession.Stranger(network.Gateway)
                    : await network.SignIn(operations.Key);
            foreach (var operation in operations)
            {
                foreach (var body in (string[])["[]", "\"text\"", "{\"broken\":", ""])
                {
                    await Refused(person.Api, operation, body);
                }
            }
        }
        Assert.Empty(wrong);

        async Task Refused(HttpClient api, string operation, string body)
        {
            var answer = await Call(api, operation, body);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (answer.StatusCode != HttpStatusCode.BadRequest || !problem.TryGetProperty("code", out _))
            {
                wrong.Add($"{operation} {body} -> {(int)answer.StatusCode} {problem}");
            }
        }
    }

    /// <summary>The document in docs/ is the API. After a wanted change: REGENERATE=1 and run this test.</summary>
    [Fact]
    public async Task The_committed_description_of_the_API_is_the_running_one()
    {
        Assert.SkipWhen(Network.IsSplit, "The document describes all modules; monolith answers it in one.");
        using var app = network.App.CreateHttpClient("app");
        using var document = JsonDocument.Parse(await app.GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.EnumerateObject().Where(p => p.Name != "servers");
        var running =
            JsonSerializer.Serialize(
                paths.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
                new JsonSerializerOptions
                {
                    WriteIndented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
        var file = Path.Combine(RepositoryRoot(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("REGENERATE") == "1")
        {
            await File.WriteAllTextAsync(file, running);
        }
        Assert.True(
            await File.ReadAllTextAsync(file) == running,
            "docs/openapi.json differs from the running API. Run this test once with REGENERATE=1 and commit the file."
        );
    }

    /// <summary>Operation → whether it takes a body, over all processes that serve the API.</summary>
    private async Task<Dictionary<string, bool>> Operations()
    {
        var operations = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (
            var resource in (string[])(
                Network.IsSplit
                    ? ["access", "zones", "hearings", "alerts", "discipline", "commendations", "assessments"]
                    : ["app"]
            )
        )
        {
            using var app = network.App.CreateHttpClient(resource);
            var document = await app.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
            foreach (var path in document.GetProperty("paths").EnumerateObject())
            {
                foreach (var method in path.Value.EnumerateObject())
                {
                    operations[$"{method.Name.ToUpperInvariant()} {path.Name}"] = method.Value.TryGetProperty(
                        "requestBody",
                        out _
                    );
                }
            }
        }
        return operations;
    }

    private static async Task<HttpResponseMessage> Call(HttpClient api, string operation, string body)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        // A zone of cooperation has a code, a demonstration zone an id.
        var uri = Placeholder()
            .Replace(
                path,
                part =>
                    part.Value != "{zone}" || !path.StartsWith("/api/assessments/", StringComparison.Ordinal)
                        ? Placed.GetValueOrDefault(part.Value) ?? Guid.NewGuid().ToString()
                        : Guid.NewGuid().ToString()
            );
        using var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (method != "GET")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        // Without waiting for the end of an answer that has none.
        return await api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RegionNet.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("RegionNet.sln is in no folder above.");
        }
        return folder.FullName;
    }
}
