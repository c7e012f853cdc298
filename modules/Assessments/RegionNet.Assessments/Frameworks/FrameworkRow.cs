using System.Text.Json;

namespace RegionNet.Assessments;

/// <param name="Hash">SHA-256 of the content, in lower hexadecimal.</param>
/// <param name="FrozenAt">Since when a round uses it; null: none does yet.</param>
internal sealed record FrameworkView(
    Guid Id,
    string Code,
    int Version,
    string NameZh,
    string NameEn,
    bool Official,
    string SourceZh,
    string SourceEn,
    string Hash,
    DateTimeOffset? FrozenAt,
    DateTimeOffset ChangedAt,
    string ChangedByName
)
{
    public const string Columns = """
        f.id, f.code, f.version, f.name_zh, f.name_en, f.official, f.source_zh, f.source_en, encode(f.content_hash, 'hex') as hash,
        f.frozen_at, f.changed_at, f.changed_by_name
        """;
}

/// <param name="Content">The tree, as <see cref="Assessments.Framework"/> writes it.</param>
internal sealed record FrameworkDetail(FrameworkView Framework, JsonElement Content);
