using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>20,000 listed names, loaded once.</summary>
public sealed class ManyListed : IAsyncLifetime
{
    public const int Count = 20_000;

    public Bureau Bureau { get; } = new();
    internal IReadOnlyList<CompanyNames.Made> Names { get; private set; } = [];
    internal Guid[] Parties { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Bureau.InitializeAsync();
        Names = new CompanyNames(seed: 1).Take(Count);
        await using var source = Owner();
        await using var owner = await source.OpenConnectionAsync();
        Parties = await ListedNames.Load(owner, [.. Names.Select(n => n.Name)]);
    }

    public ValueTask DisposeAsync() => Bureau.DisposeAsync();

    internal NpgsqlDataSource Owner() =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(Bureau.Database.AdministratorConnectionString)
            {
                SearchPath = "discipline,public",
            }
        );

    /// <summary>The same road that a question takes, many at once.</summary>
    internal async Task<List<IReadOnlyList<ScreeningHit>>> Screen(IReadOnlyList<string> questions)
    {
        var db = Bureau.Host.Services.GetRequiredService<DisciplineDb>();
        var day = Bureau.Clock.Today();
        await using var connection = await db.Source.OpenConnectionAsync();
        var found = new List<IReadOnlyList<ScreeningHit>>();
        foreach (var some in questions.Chunk(100))
        {
            var asked = Array.ConvertAll(some, name => new Asked(name, null));
            await using var batch = new NpgsqlBatch(connection);
            foreach (var one in asked)
            {
                batch.BatchCommands.Add(Screener.Command(one, Guid.Empty, day, null));
            }
            await using var reader = await batch.ExecuteReaderAsync();
            foreach (var one in asked)
            {
                found.Add((await Screener.Read(reader, one, day, all: false, CancellationToken.None)).Hits);
                await reader.NextResultAsync();
            }
        }
        return found;
    }
}

/// <summary>How many of what is looked for is found. Falls below and the build fails: names are matched as the README says, or not at all.</summary>
public sealed class RecallTests(ManyListed many, ITestOutputHelper output) : IClassFixture<ManyListed>
{
    private const int Questions = 600;

    [Theory]
    [InlineData("region dropped", 0.995)]
    [InlineData("other legal form", 0.995)]
    [InlineData("traditional", 0.995)]
    [InlineData("bracketed region", 0.995)]
    [InlineData("wrong brand character", 0.995)]
    [InlineData("transposed", 0.995)]
    [InlineData("wrong character anywhere", 0.97)]
    [InlineData("pinyin of the core", 0.95)]
    public async Task Finds_among_the_first_ten(string slip, double least)
    {
        var writer = new CompanyNames(seed: 99);
        Func<CompanyNames.Made, string> write = slip switch
        {
            "region dropped" => writer.WithoutRegion,
            "other legal form" => writer.OtherForm,
            "traditional" => writer.Traditional,
            "bracketed region" => writer.BracketedRegion,
            "wrong brand character" => writer.WrongBrandCharacter,
            "transposed" => writer.Transposed,
            "wrong character anywhere" => writer.WrongCharacterAnywhere,
            _ => writer.PinyinOfCore,
        };
        var random = new Random(7);
        var asked = Enumerable.Range(0, Questions).Select(_ => random.Next(ManyListed.Count)).ToArray();
        var questions = Array.ConvertAll(asked, i => write(many.Names[i]));

        var began = Stopwatch.GetTimestamp();
        var found = await many.Screen(questions);
        var took = Stopwatch.GetElapsedTime(began);

        var missed = Enumerable
            .Range(0, Questions)
            .Where(n => !found[n].Take(10).Any(h => h.PartyId == many.Parties[asked[n]]))
            .ToList();
        var recall = 1 - (double)missed.Count / Questions;
        output.WriteLine($"{slip}: {recall:P2}, {took.TotalMilliseconds / Questions:F2} ms a question");
        foreach (var n in missed.Take(10))
        {
            output.WriteLine($"  {questions[n]} did not find {many.Names[asked[n]]}");
        }
        Assert.True(recall >= least, $"{slip}: {recall:P2}, less than {least:P2}");
    }

    [Fact]
    public async Task Names_that_are_not_listed_seldom_alarm()
    {
        var listed = many.Names.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        var others = new CompanyNames(seed: 4242)
            .Take(2_100)
            .Select(n => n.Name)
            .Where(n => !listed.Contains(n))
            .Take(2_000)
            .ToList();

        var found = await many.Screen(others);

        var strong = found.Count(h => h.Any(hit => hit.Class == "strong")) / (double)others.Count;
        var possible = found.Count(h => h.Any(hit => hit.Class == "possible")) / (double)others.Count;
        output.WriteLine($"strong {strong:P2}, possible {possible:P2}");
        Assert.True(strong <= 0.005, $"strong: {strong:P2}");
        Assert.True(possible <= 0.05, $"possible: {possible:P2}");
    }

    [Fact]
    public async Task Finds_by_index_alone()
    {
        var plans = new List<string>();
        await using var source = many.Owner();
        await using var connection = await source.OpenConnectionAsync();
        connection.Notice += (_, e) => plans.Add(e.Notice.MessageText);
        await Run(
            """
            load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
            set auto_explain.log_analyze = on; set auto_explain.log_timing = off; set client_min_messages = log
            """
        );
        foreach (var name in (string[])[many.Names[5].Name, "毫不相干的某某某某有限公司", many.Names[9].Name])
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    Screener.Command(new Asked(name, ListedNames.Code(3)), Guid.Empty, many.Bureau.Clock.Today(), null),
                },
            };
            await using var reader = await batch.ExecuteReaderAsync();
            while (await reader.ReadAsync()) { }
        }
        var plan = string.Join('\n', plans);
        output.WriteLine(plan);
        Assert.Contains("Index Only Scan using name_key_pkey", plan, StringComparison.Ordinal);
        Assert.Contains("Index Scan using list_entry_of_party", plan, StringComparison.Ordinal);
        Assert.Contains("Index Scan using entry_version_pkey", plan, StringComparison.Ordinal);
        foreach (
            var table in (string[])["party", "indexed_name", "name_key", "list_entry", "entry_version", "list_change"]
        )
        {
            Assert.DoesNotContain($"Seq Scan on {table} ", plan, StringComparison.Ordinal);
        }

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
