using System.Text;
using Dapper;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// The reference framework: the names of its first level are the published six tasks, and satisfaction; all weights, indicators, floors and
/// targets are a proposal of this product. Kept as version 1 of <see cref="Code"/>, once.
/// </summary>
internal sealed class FrameworkSeed : IModuleSeed
{
    public const string Code = "demo-zone-2022";

    public static Framework Reference()
    {
        using var stream = typeof(FrameworkSeed).Assembly.GetManifestResourceStream($"{Code}.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return FrameworkReader.Read(reader.ReadToEnd()) is ({ } framework, _)
            ? framework
            : throw new InvalidOperationException($"{Code} is no framework.");
    }

    public Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        var content = Reference().Text();
        return connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into framework (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash, changed_at,
                    changed_by, changed_by_name)
                select @Id, @Code, 1, '国家知识产权保护示范区评估指标体系（建议）', 'Indicators of national IP-protection demonstration zones (proposal)',
                    false, '一级指标名称取自公开的六项重点任务（新华社2022年6月23日）及满意度目标；权重、二级指标、底线值和目标值均为系统建议，未见官方公布',
                    'First level: the six published tasks (Xinhua, 23 June 2022) and satisfaction; weights, indicators, floors and targets are a proposal of this product, no official table was found',
                    @content, @Hash, now(), 'system:seed', 'RegionNet'
                where not exists (select from framework where code = @Code)
                """,
                new
                {
                    Id = Guid.Parse("0a5e55ed-2022-4027-8000-000000000001"),
                    Code,
                    content,
                    Hash = CanonicalJson.Hash(content),
                },
                cancellationToken: ct
            )
        );
    }
}
