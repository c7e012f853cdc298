namespace RegionNet.Assessments;

internal sealed record EvidenceRow
{
    public const string Columns = """
        e.id, e.round_id, e.zone_id, e.indicator, e.name, e.media_type, e.size, e.sha256, e.version, e.replaces, e.uploaded_at,
        e.uploaded_by_name, e.scan_state, e.scanned_at, e.finding, e.withdrawn_at, e.withdrawn_by_name,
        exists (select from evidence_file n where n.replaces = e.id) as is_replaced
        """;

    public Guid Id { get; init; }
    public Guid RoundId { get; init; }
    public Guid ZoneId { get; init; }
    public required string Indicator { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public int Size { get; init; }
    public required byte[] Sha256 { get; init; }
    public int Version { get; init; }
    public Guid? Replaces { get; init; }
    public DateTimeOffset UploadedAt { get; init; }
    public required string UploadedByName { get; init; }
    public required string ScanState { get; init; }
    public DateTimeOffset? ScannedAt { get; init; }
    public string? Finding { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? WithdrawnByName { get; init; }
    public bool IsReplaced { get; init; }

    public bool Counts => !IsReplaced && WithdrawnAt is null;
}

/// <param name="Sha256">Lower hexadecimal.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Counts">Neither replaced nor withdrawn.</param>
/// <param name="ScanState">unscanned, clean, or infected, which is never given out.</param>
/// <param name="Previews">Whether a browser may show it.</param>
internal sealed record EvidenceView(
    Guid Id,
    string Indicator,
    string Name,
    string MediaType,
    int Size,
    string Sha256,
    int Version,
    Guid? Replaces,
    DateTimeOffset UploadedAt,
    string UploadedByName,
    string ScanState,
    string? Finding,
    DateTimeOffset? WithdrawnAt,
    bool Counts,
    bool Previews
)
{
    public static EvidenceView Of(EvidenceRow row) =>
        new(
            row.Id,
            row.Indicator,
            row.Name,
            row.MediaType,
            row.Size,
            Convert.ToHexStringLower(row.Sha256),
            row.Version,
            row.Replaces,
            row.UploadedAt,
            row.UploadedByName,
            row.ScanState,
            row.Finding,
            row.WithdrawnAt,
            row.Counts,
            FileKind.Of(row.MediaType).Previews
        );
}
